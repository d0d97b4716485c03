package dev.sallyport.app;

import dev.sallyport.account.Account;
import dev.sallyport.account.Allowlist;
import dev.sallyport.account.CredentialKind;
import dev.sallyport.account.ListRef;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which list a command is about: an account's, or a credential's own; a picocli {@link Mixin}. */
final class ListOptions {

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Its id or name.")
  private String account = "";

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "The token's own list in place of the account's, by id or name.")
  private String token = "";

  @Option(
      names = "--smtp-user",
      paramLabel = "USER",
      description = "The SMTP user's own list in place of the account's, by id, name or username.")
  private String smtpUser = "";

  /**
   * A list that was found.
   *
   * @param title such as {@code the list of acme}
   */
  record Found(Account account, Allowlist list, String title) {
    ListRef ref() {
      return list.ref();
    }
  }

  Found find(Ledger ledger) {
    if (!token.isEmpty() && !smtpUser.isEmpty()) {
      throw new ParameterException(
          command.commandLine(), "Say --token or --smtp-user, not both: a list is of one.");
    }
    Account found = Lookup.account(ledger, account);
    if (!token.isEmpty()) {
      return credentialList(ledger, found, CredentialKind.API_TOKEN, token);
    }
    if (!smtpUser.isEmpty()) {
      return credentialList(ledger, found, CredentialKind.SMTP_USER, smtpUser);
    }
    return new Found(
        found, list(ledger, ListRef.ofAccount(found.id())), "the list of " + found.name());
  }

  private static Found credentialList(
      Ledger ledger, Account account, CredentialKind kind, String idOrName) {
    var credential = Lookup.credential(ledger, account, kind, idOrName);
    return new Found(
        account,
        list(ledger, new ListRef(account.id(), credential.id())),
        "the own list of "
            + CredentialCommands.noun(kind).replace("Token", "token")
            + " "
            + credential.name());
  }

  private static Allowlist list(Ledger ledger, ListRef ref) {
    return ledger
        .lists()
        .find(ref)
        .orElseThrow(() -> new CommandFailure("The list is gone: it was deleted just now."));
  }
}
