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

  /** A handler that is told which list it is about. */
  @FunctionalInterface
  interface ListHandler {
    Answer handle(Exchange exchange, ListTarget target);
  }

  /** A route of this list that reads it. */
  Route read(String path, ListHandler handler) {
    return route("GET", path, Access.LIST_READ, handler);
  }

  /** A route of this list that changes it. */
  Route write(String method, String path, ListHandler handler) {
    return route(method, path, Access.LIST_WRITE, handler);
  }

  /** A route of this list. */
  Route route(String method, String path, Access access, ListHandler handler) {
    return new Route(method, prefix + path, access, exchange -> handler.handle(exchange, this));
  }

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
