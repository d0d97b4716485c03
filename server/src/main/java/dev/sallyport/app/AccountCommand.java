package dev.sallyport.app;

import dev.sallyport.account.Account;
import dev.sallyport.account.CredentialKind;
import dev.sallyport.account.ListRef;
import dev.sallyport.file.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sallyport account}. */
@Command(
    name = "account",
    description = "Makes and keeps accounts, their plans and their sender domains.",
    subcommands = {
      AccountCreateCommand.class,
      AccountCommand.ListAll.class,
      AccountCommand.SetPlan.class,
      AccountCommand.Pause.class,
      AccountCommand.Resume.class,
      AccountCommand.Delete.class,
      AccountDomainCommand.class,
      AccountAuditCommand.class
    })
final class AccountCommand extends GroupCommand {

  static Map<String, Object> json(Account account) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", account.id());
    json.put("name", account.name());
    json.put("plan", account.plan());
    json.put("status", status(account.paused()));
    json.put("domains", account.domains());
    json.put("created_at", JsonText.time(account.createdAt()));
    return json;
  }

  static String status(boolean paused) {
    return paused ? "paused" : "active";
  }

  /** {@code sallyport account list}. */
  @Command(
      name = "list",
      description = "Lists every account.",
      footer = {"", "Example:  sallyport account list --json"})
  static final class ListAll extends StoreCommand {
    @Override
    int run(Ledger ledger) {
      List<Account> accounts = ledger.accounts().list();
      answer(
          Map.of("data", accounts.stream().map(AccountCommand::json).toList()),
          out -> {
            TextTable table = new TextTable("ID", "NAME", "PLAN", "STATUS", "DOMAINS");
            for (Account account : accounts) {
              table.row(
                  account.id(),
                  account.name(),
                  account.plan(),
                  status(account.paused()),
                  account.domains().isEmpty() ? "any" : String.join(",", account.domains()));
            }
            table.print(
                out,
                "There is no account yet. Make one: sallyport account create NAME --plan PLAN");
          });
      return 0;
    }
  }

  /** {@code sallyport account plan}. */
  @Command(
      name = "plan",
      description = {
        "Gives an account another plan.",
        "On a plan without an allowlist its entries stay enforced; they can be paused, resumed and"
            + " deleted, but none can be added or edited."
      },
      footer = {"", "Example:  sallyport account plan acme professional"})
  static final class SetPlan extends StoreCommand {
    @Parameters(paramLabel = "ACCOUNT", description = "Its id or name.")
    private String account = "";

    @Parameters(paramLabel = "PLAN", description = "The plan's name. See sallyport settings.")
    private String plan = "";

    @Override
    int run(Ledger ledger) {
      Account changed = ledger.accounts().setPlan(Lookup.account(ledger, account).id(), plan);
      answer(json(changed), changed.name() + " is on the " + changed.plan() + " plan.");
      int entries =
          ledger
              .lists()
              .find(ListRef.ofAccount(changed.id()))
              .map(list -> list.entries().size())
              .orElse(0);
      if (entries > 0 && !ledger.plans().of(changed.plan()).allowlist()) {
        remark(
            "The "
                + changed.plan()
                + " plan has no IP allowlist. Its "
                + entries
                + " entries stay enforced; they can be paused, resumed and deleted.");
      }
      return 0;
    }
  }

  /** {@code sallyport account pause}. */
  @Command(
      name = "pause",
      description = "Turns away every call of an account until it is resumed.",
      footer = {"", "Example:  sallyport account pause acme"})
  static final class Pause extends StoreCommand {
    @Parameters(paramLabel = "ACCOUNT", description = "Its id or name.")
    private String account = "";

    @Override
    int run(Ledger ledger) {
      Account changed = ledger.accounts().setPaused(Lookup.account(ledger, account).id(), true);
      answer(json(changed), changed.name() + " is paused: its calls are turned away.");
      return 0;
    }
  }

  /** {@code sallyport account resume}. */
  @Command(
      name = "resume",
      description = "Lets a paused account's calls in again.",
      footer = {"", "Example:  sallyport account resume acme"})
  static final class Resume extends StoreCommand {
    @Parameters(paramLabel = "ACCOUNT", description = "Its id or name.")
    private String account = "";

    @Override
    int run(Ledger ledger) {
      Account changed = ledger.accounts().setPaused(Lookup.account(ledger, account).id(), false);
      answer(json(changed), changed.name() + " is active.");
      return 0;
    }
  }

  /** {@code sallyport account delete}. */
  @Command(
      name = "delete",
      description = "Deletes an account with its credentials, its lists and their history.",
      footer = {"", "Example:  sallyport account delete acme --yes"})
  static final class Delete extends StoreCommand {
    @Parameters(paramLabel = "ACCOUNT", description = "Its id or name.")
    private String account = "";

    @Option(names = "--yes", description = "Deletes it without asking to say so again.")
    private boolean yes;

    @Override
    int run(Ledger ledger) {
      Account found = Lookup.account(ledger, account);
      if (!yes) {
        throw new CommandFailure(
            "%s has %d tokens and %d SMTP users, which would stop working at once, and can't be brought back. Nothing was deleted. To delete it, add --yes."
                .formatted(
                    found.name(),
                    ledger.credentials().list(found.id(), CredentialKind.API_TOKEN).size(),
                    ledger.credentials().list(found.id(), CredentialKind.SMTP_USER).size()));
      }
      ledger.accounts().delete(found.id());
      answer(json(found), found.name() + " is deleted.");
      return 0;
    }
  }
}
