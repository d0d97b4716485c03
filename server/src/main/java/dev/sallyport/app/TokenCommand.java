package dev.sallyport.app;

import dev.sallyport.account.Account;
import dev.sallyport.account.Actor;
import dev.sallyport.account.CredentialKind;
import dev.sallyport.account.NewCredential;
import dev.sallyport.account.Scope;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sallyport token}. */
@Command(
    name = "token",
    description = "Makes and keeps API tokens.",
    subcommands = {
      TokenCommand.Create.class,
      TokenCommand.ListAll.class,
      TokenCommand.Pause.class,
      TokenCommand.Resume.class,
      TokenCommand.Delete.class
    })
final class TokenCommand extends GroupCommand {

  /** {@code sallyport token create}. */
  @Command(
      name = "create",
      description = {
        "Makes an API token. It is shown once: keep it.",
        "Scopes: email, allowlist:read, allowlist:write, credentials, activity:read, alerts,",
        "or all."
      },
      footer = {
        "",
        "Examples:",
        "  sallyport token create acme --name billing",
        "  sallyport token create acme --name deploy --scopes allowlist:read,allowlist:write"
      })
  static final class Create extends StoreCommand {
    @Parameters(paramLabel = "ACCOUNT", description = "Its id or name.")
    private String account = "";

    @Option(
        names = "--name",
        required = true,
        paramLabel = "NAME",
        description = "What it is used by.")
    private String name = "";

    @Option(
        names = "--scopes",
        paramLabel = "LIST",
        description = "What it may do, separated by commas. Default: email, and nothing else.")
    private String scopes = Scope.EMAIL.word();

    @Override
    int run(Ledger ledger) {
      Set<Scope> allowed = scopes();
      Account found = Lookup.account(ledger, account);
      NewCredential made =
          ledger.credentials().createToken(found.id(), name, allowed, Actor.commandLine());
      answer(
          CredentialJson.of(made),
          out -> {
            out.println(made.secret());
            out.println("Token " + made.credential().name() + " of " + found.name() + ".");
            out.println("Scopes: " + String.join(", ", CredentialJson.scopes(made.credential())));
            out.println("It is shown this once: keep it.");
          });
      return 0;
    }

    private Set<Scope> scopes() {
      Set<Scope> allowed = EnumSet.noneOf(Scope.class);
      for (String word : scopes.split(",", -1)) {
        if (word.strip().equals("all")) {
          allowed.addAll(EnumSet.allOf(Scope.class));
        } else {
          allowed.add(
              Scope.of(word.strip())
                  .orElseThrow(() ->
                      usage(
                          "--scopes: There is no scope “%s”. There are %s and all."
                              .formatted(
                                  word.strip(),
                                  Stream.of(Scope.values())
                                      .map(Scope::word)
                                      .collect(Collectors.joining(", "))))));
        }
      }
      return allowed;
    }
  }

  /** {@code sallyport token list}. */
  @Command(
      name = "list",
      description = "Lists the API tokens of an account, without their secrets.",
      footer = {"", "Example:  sallyport token list acme"})
  static final class ListAll extends CredentialCommands.ListAll {
    ListAll() {
      super(CredentialKind.API_TOKEN);
    }
  }

  /** {@code sallyport token pause}. */
  @Command(
      name = "pause",
      description = "Turns a token away, at once, as if it were wrong, until it is resumed.",
      footer = {"", "Example:  sallyport token pause acme billing"})
  static final class Pause extends CredentialCommands.Pause {
    Pause() {
      super(CredentialKind.API_TOKEN);
    }
  }

  /** {@code sallyport token resume}. */
  @Command(
      name = "resume",
      description = "Takes a paused token again.",
      footer = {"", "Example:  sallyport token resume acme billing"})
  static final class Resume extends CredentialCommands.Resume {
    Resume() {
      super(CredentialKind.API_TOKEN);
    }
  }

  /** {@code sallyport token delete}. */
  @Command(
      name = "delete",
      description = "Deletes a token for good, with its own IP allowlist.",
      footer = {"", "Example:  sallyport token delete acme billing"})
  static final class Delete extends CredentialCommands.Delete {
    Delete() {
      super(CredentialKind.API_TOKEN);
    }
  }
}
