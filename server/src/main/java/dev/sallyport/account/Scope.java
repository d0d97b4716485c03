package dev.sallyport.account;

import java.util.Arrays;
import java.util.Optional;

/** What an API token may do. */
public enum Scope {
  EMAIL("email"),
  ALLOWLIST_READ("allowlist:read"),
  ALLOWLIST_WRITE("allowlist:write"),
  CREDENTIALS("credentials"),
  ACTIVITY_READ("activity:read"),
  /** Of its own: who may change the list must not silence what tells of it. */
  ALERTS("alerts");

  private final String word;

  Scope(String word) {
    this.word = word;
  }

  /** As it is written in INTERFACE. */
  public String word() {
    return word;
  }

  public static Optional<Scope> of(String word) {
    return Arrays.stream(values()).filter(scope -> scope.word.equals(word)).findFirst();
  }
}
