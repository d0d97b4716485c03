package dev.sallyport.api;

import dev.sallyport.account.CredentialKind;
import dev.sallyport.account.Credentials;
import dev.sallyport.account.ListRef;
import org.jspecify.annotations.Nullable;

/**
 * Which list a route is about: the account's, or a credential's own.
 *
 * @param prefix of the route's path
 * @param kind of the credential that the path's {@code id} names; null for the account's list
 */
record ListTarget(String prefix, @Nullable CredentialKind kind) {

  /** The list; another account's credential is not there. */
  ListRef of(Exchange exchange, Credentials credentials) {
    String accountId = exchange.accountId();
    if (kind == null) {
      return ListRef.ofAccount(accountId);
    }
    String id = exchange.pathParam("id");
    if (credentials.find(accountId, kind, id).isEmpty()) {
      throw Refusal.of(404, "There is no such " + noun(kind) + " in this account.");
    }
    return new ListRef(accountId, id);
  }

  static String noun(CredentialKind kind) {
    return switch (kind) {
      case API_TOKEN -> "token";
      case SMTP_USER -> "SMTP user";
    };
  }
}
