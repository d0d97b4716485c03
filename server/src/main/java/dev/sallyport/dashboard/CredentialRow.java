package dev.sallyport.dashboard;

import dev.sallyport.account.Allowlist;
import dev.sallyport.account.Credential;
import dev.sallyport.account.CredentialKind;
import dev.sallyport.account.Mode;
import dev.sallyport.account.Scope;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table of credentials.
 *
 * @param path where its forms are
 * @param detail an SMTP user's login, or a token's permissions in words
 * @param ownList what its own list comes to
 * @param used when a call by it was last let in; null for never
 */
record CredentialRow(
    String id,
    String path,
    String name,
    String detail,
    String ownList,
    boolean paused,
    When created,
    @Nullable When used) {

  /** A row, with the credential's own list where it was ever changed. */
  static CredentialRow of(
      Credential credential, @Nullable Allowlist own, @Nullable Instant used, Instant now) {
    boolean token = credential.kind() == CredentialKind.API_TOKEN;
    return new CredentialRow(
        credential.id(),
        path(credential.kind()) + "/" + credential.id(),
        credential.name(),
        token ? permissions(credential) : credential.username(),
        ownList(own, now),
        credential.paused(),
        When.past(credential.createdAt(), now),
        used == null ? null : When.past(used, now));
  }

  private static String ownList(@Nullable Allowlist own, Instant now) {
    if (own == null || own.entries().isEmpty()) {
      return "Account's list only";
    }
    return "Own list: "
        + Banner.active(own, now)
        + (own.mode() == Mode.MONITOR ? ", only monitored" : "");
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
      case ALERTS -> "Manage alerts";
    };
  }
}
