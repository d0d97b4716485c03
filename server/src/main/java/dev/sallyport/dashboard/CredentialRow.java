package dev.sallyport.dashboard;

import dev.sallyport.account.Credential;
import dev.sallyport.account.CredentialKind;
import dev.sallyport.account.Scope;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/**
 * One row of a table of credentials.
 *
 * @param path where its forms are
 * @param detail an SMTP user's login, or a token's permissions in words
 */
record CredentialRow(
    String id, String path, String name, String detail, boolean paused, When created) {

  static CredentialRow of(Credential credential, Instant now) {
    boolean token = credential.kind() == CredentialKind.API_TOKEN;
    return new CredentialRow(
        credential.id(),
        path(credential.kind()) + "/" + credential.id(),
        credential.name(),
        token ? permissions(credential) : credential.username(),
        credential.paused(),
        When.past(credential.createdAt(), now));
  }

  static String path(CredentialKind kind) {
    return kind == CredentialKind.API_TOKEN ? "/credentials/tokens" : "/credentials/smtp-users";
  }

  private static String permissions(Credential credential) {
    String words =
        String.join(
            ", ",
            Arrays.stream(Scope.values())
                .filter(credential.scopes()::contains)
                .map(CredentialRow::word)
                .toList());
    return words.isEmpty()
        ? "None"
        : words.substring(0, 1) + words.substring(1).toLowerCase(Locale.ROOT);
  }

  /** A scope as members read it. */
  static String word(Scope scope) {
    return switch (scope) {
      case EMAIL -> "Send";
      case ALLOWLIST_READ -> "Read allowlist";
      case ALLOWLIST_WRITE -> "Manage allowlist";
      case CREDENTIALS -> "Manage credentials";
      case ACTIVITY_READ -> "Read activity";
    };
  }
}
