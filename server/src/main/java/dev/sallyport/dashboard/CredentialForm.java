package dev.sallyport.dashboard;

import dev.sallyport.account.CredentialKind;
import dev.sallyport.account.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The form that makes or changes a credential, as it was typed.
 *
 * @param id the credential changed; empty where one is made
 * @param username an SMTP user's login, which can't be changed; empty otherwise
 * @param error what is wrong with the name; empty where nothing is
 */
record CredentialForm(
    Guarded guarded,
    boolean dialog,
    CredentialKind kind,
    String id,
    String name,
    String username,
    Set<Scope> scopes,
    String error) {

  boolean token() {
    return kind == CredentialKind.API_TOKEN;
  }

  String heading() {
    if (!id.isEmpty()) {
      return token() ? "Manage token" : "Manage SMTP user";
    }
    return token() ? "Create token" : "Create SMTP user";
  }

  String action() {
    return id.isEmpty() ? CredentialRow.path(kind) : CredentialRow.path(kind) + "/" + id;
  }

  String button() {
    return id.isEmpty() ? heading() : "Save";
  }

  List<Choice> choices() {
    return Arrays.stream(Scope.values())
        .map(scope -> new Choice(scope.word(), CredentialRow.word(scope), scopes.contains(scope)))
        .toList();
  }

  CredentialForm wrong(String message) {
    return new CredentialForm(guarded, dialog, kind, id, name, username, scopes, message);
  }

  /** One permission that a token may have. */
  record Choice(String value, String word, boolean chosen) {}
}
