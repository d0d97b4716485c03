package dev.sallyport.app;

import dev.sallyport.account.Account;
import dev.sallyport.account.Actor;
import dev.sallyport.account.Credential;
import dev.sallyport.account.CredentialKind;
import dev.sallyport.file.JsonText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** What tokens and SMTP users have in common: to be listed, paused, resumed and deleted. */
final class CredentialCommands {
  private CredentialCommands() {}

  static String noun(CredentialKind kind) {
    return kind == CredentialKind.API_TOKEN ? "Token" : "SMTP user";
  }

  /** Lists the credentials of an account. */
  abstract static class ListAll extends StoreCommand {
    private final CredentialKind kind;

    @Parameters(paramLabel = "ACCOUNT", description = "Its id or name.")
    private String account = "";

    ListAll(CredentialKind kind) {
      this.kind = kind;
    }

    @Override
    final int run(Ledger ledger) {
      Account found = Lookup.account(ledger, account);
      List<Credential> all = ledger.credentials().list(found.id(), kind);
      boolean tokens = kind == CredentialKind.API_TOKEN;
      Map<String, Instant> lastUses = ledger.activity().lastUses(found.id());
      answer(
          Map.of(
              "data",
              all.stream().map(one -> CredentialJson.of(one, lastUses.get(one.id()))).toList()),
          out -> {
            TextTable table =
                new TextTable("ID", "NAME", tokens ? "SCOPES" : "USERNAME", "STATUS", "LAST USED");
            for (Credential one : all) {
              table.row(
                  one.id(),
                  one.name(),
                  tokens ? String.join(",", CredentialJson.scopes(one)) : one.username(),
                  AccountCommand.status(one.paused()),
                  lastUse(lastUses.get(one.id())));
            }
            table.print(out, found.name() + " has no " + (tokens ? "tokens." : "SMTP users."));
          });
      return 0;
    }
  }

  private static String lastUse(@Nullable Instant at) {
    String time = JsonText.time(at);
    return time == null ? "never" : time;
  }

  /** Does something to one credential. */
  abstract static class OnOne extends StoreCommand {
    private final CredentialKind kind;

    @Parameters(paramLabel = "ACCOUNT", description = "Its id or name.")
    private String account = "";

    @Parameters(paramLabel = "CREDENTIAL", description = "Its id, or its name where it is alone.")
    private String credential = "";

    OnOne(CredentialKind kind) {
      this.kind = kind;
    }

    /**
     * Does it.
     *
     * @return the credential as it is answered
     */
    abstract Credential change(Ledger ledger, Credential credential);

    private static @Nullable Instant lastUse(Ledger ledger, Credential one) {
      return ledger.activity().lastUse(one.accountId(), one.id()).orElse(null);
    }

    /** What is said of it afterwards, behind its kind and name. */
    abstract String outcome();

    @Override
    final int run(Ledger ledger) {
      Account found = Lookup.account(ledger, account);
      Credential changed = change(ledger, Lookup.credential(ledger, found, kind, credential));
      answer(
          CredentialJson.of(changed, lastUse(ledger, changed)),
          noun(kind) + " " + changed.name() + " " + outcome());
      return 0;
    }
  }

  /** Turns its calls away. */
  abstract static class Pause extends OnOne {
    Pause(CredentialKind kind) {
      super(kind);
    }

    @Override
    final Credential change(Ledger ledger, Credential one) {
      return ledger
          .credentials()
          .setPaused(one.accountId(), one.kind(), one.id(), true, Actor.commandLine());
    }

    @Override
    final String outcome() {
      return "is paused: it is turned away as if it were wrong.";
    }
  }

  /** Takes its calls again. */
  abstract static class Resume extends OnOne {
    Resume(CredentialKind kind) {
      super(kind);
    }

    @Override
    final Credential change(Ledger ledger, Credential one) {
      return ledger
          .credentials()
          .setPaused(one.accountId(), one.kind(), one.id(), false, Actor.commandLine());
    }

    @Override
    final String outcome() {
      return "is active.";
    }
  }

  /** Deletes it for good. */
  abstract static class Delete extends OnOne {
    Delete(CredentialKind kind) {
      super(kind);
    }

    @Override
    final Credential change(Ledger ledger, Credential one) {
      ledger.credentials().delete(one.accountId(), one.kind(), one.id(), Actor.commandLine());
      return one;
    }

    @Override
    final String outcome() {
      return "is deleted.";
    }
  }
}
