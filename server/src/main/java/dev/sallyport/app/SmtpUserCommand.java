package dev.sallyport.app;

import dev.sallyport.account.Account;
import dev.sallyport.account.Actor;
import dev.sallyport.account.CredentialKind;
import dev.sallyport.account.NewCredential;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sallyport smtp-user}. */
@Command(
    name = "smtp-user",
    description = "Makes and keeps SMTP users.",
    subcommands = {
      SmtpUserCommand.Create.class,
      SmtpUserCommand.ListAll.class,
      SmtpUserCommand.Pause.class,
      SmtpUserCommand.Resume.class,
      SmtpUserCommand.Delete.class
    })
final class SmtpUserCommand extends GroupCommand {

  /** {@code sallyport smtp-user create}. */
  @Command(
      name = "create",
      description = "Makes an SMTP user. Its password is shown once: keep it.",
      footer = {"", "Example:  sallyport smtp-user create acme --name printer"})
  static final class Create extends StoreCommand {
    @Parameters(paramLabel = "ACCOUNT", description = "Its id or name.")
    private String account = "";

    @Option(
        names = "--name",
        required = true,
        paramLabel = "NAME",
        description = "What it is used by.")
    private String name = "";

    @Override
    int run(Ledger ledger) {
      Account found = Lookup.account(ledger, account);
      NewCredential made =
          ledger.credentials().createSmtpUser(found.id(), name, Actor.commandLine());
      answer(
          CredentialJson.of(made),
          out -> {
            out.println("SMTP user " + made.credential().name() + " of " + found.name() + ".");
            out.println("Username: " + made.credential().username());
            out.println("Password: " + made.secret());
            out.println("The password is shown this once: keep it.");
          });
      return 0;
    }
  }

  /** {@code sallyport smtp-user list}. */
  @Command(
      name = "list",
      description = "Lists the SMTP users of an account, without their passwords.",
      footer = {"", "Example:  sallyport smtp-user list acme"})
  static final class ListAll extends CredentialCommands.ListAll {
    ListAll() {
      super(CredentialKind.SMTP_USER);
    }
  }

  /** {@code sallyport smtp-user pause}. */
  @Command(
      name = "pause",
      description = "Turns an SMTP user away, at once, as if it were wrong, until it is resumed.",
      footer = {"", "Example:  sallyport smtp-user pause acme printer"})
  static final class Pause extends CredentialCommands.Pause {
    Pause() {
      super(CredentialKind.SMTP_USER);
    }
  }

  /** {@code sallyport smtp-user resume}. */
  @Command(
      name = "resume",
      description = "Takes a paused SMTP user again.",
      footer = {"", "Example:  sallyport smtp-user resume acme printer"})
  static final class Resume extends CredentialCommands.Resume {
    Resume() {
      super(CredentialKind.SMTP_USER);
    }
  }

  /** {@code sallyport smtp-user delete}. */
  @Command(
      name = "delete",
      description = "Deletes an SMTP user for good, with its own IP allowlist.",
      footer = {"", "Example:  sallyport smtp-user delete acme printer"})
  static final class Delete extends CredentialCommands.Delete {
    Delete() {
      super(CredentialKind.SMTP_USER);
    }
  }
}
