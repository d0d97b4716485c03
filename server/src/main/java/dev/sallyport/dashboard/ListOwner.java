package dev.sallyport.dashboard;

import dev.sallyport.account.Credential;
import dev.sallyport.account.CredentialKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Whose list a page is about: the account's, or a credential's own.
 *
 * @param credential null for the account's list
 */
record ListOwner(@Nullable Credential credential) {
  static final ListOwner ACCOUNT = new ListOwner(null);

  boolean account() {
    return credential == null;
  }

  /** Where the list is; its forms are below. */
  String path() {
    return credential == null
        ? "/allowlist"
        : CredentialRow.path(credential.kind()) + "/" + credential.id() + "/allowlist";
  }

  /** Where its history is. */
  String history() {
    return account() ? "/history" : path() + "/history";
  }

  /** Where the calls of what it guards are. */
  String calls() {
    return credential == null ? "/activity" : "/activity?credential=" + credential.id();
  }

  /** The page with a list looked at in some way. */
  String at(String query) {
    return query.isEmpty() ? path() : path() + "?" + query;
  }

  /** A form's address below the list's, with the way back to this view of it. */
  String withView(String form, ListView view) {
    String query = view.query();
    return query.isEmpty()
        ? path() + form
        : path() + form + "?view=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
  }

  /** What the list guards: {@code account}, {@code token} or {@code SMTP user}. */
  String noun() {
    if (credential == null) {
      return "account";
    }
    return credential.kind() == CredentialKind.API_TOKEN ? "token" : "SMTP user";
  }

  /** The credential's name; empty for the account's list. */
  String name() {
    return credential == null ? "" : credential.name();
  }

  String title() {
    return account() ? "IP allowlist" : "IP allowlist of " + name();
  }
}
