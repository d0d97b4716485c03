package dev.sallyport.app;

import dev.sallyport.account.Account;
import dev.sallyport.account.Credential;
import dev.sallyport.account.CredentialKind;
import java.util.List;

/** Finds what an argument of a command names, or says that it is not there. */
final class Lookup {
  private Lookup() {}

  /** The account of that id or name, or a refusal that says where to look. */
  static Account account(Ledger ledger, String idOrName) {
    return ledger
        .accounts()
        .find(idOrName)
        .orElseThrow(() ->
            new CommandFailure(
                "There is no account “" + idOrName + "”. sallyport account list shows all."));
  }

  /** The credential of that id or name, or a refusal. */
  static Credential credential(
      Ledger ledger, Account account, CredentialKind kind, String idOrName) {
    List<Credential> all = ledger.credentials().list(account.id(), kind);
    List<Credential> found = all.stream().filter(one -> one.id().equals(idOrName)).toList();
    if (found.isEmpty()) {
      found =
          all.stream()
              .filter(one -> one.name().equals(idOrName) || one.username().equals(idOrName))
              .toList();
    }
    String what = kind == CredentialKind.API_TOKEN ? "token" : "SMTP user";
    return switch (found.size()) {
      case 0 ->
          throw new CommandFailure(
              "Account %s has no %s “%s”.".formatted(account.name(), what, idOrName));
      case 1 -> found.getFirst();
      default ->
          throw new CommandFailure(
              "Account %s has %d %ss “%s”; say which by its id: %s"
                  .formatted(
                      account.name(),
                      found.size(),
                      what,
                      idOrName,
                      String.join(", ", found.stream().map(Credential::id).toList())));
    };
  }
}
