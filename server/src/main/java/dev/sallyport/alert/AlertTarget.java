package dev.sallyport.alert;

import java.time.Instant;
import java.util.Set;

/**
 * Who is told: a webhook's URL or a mail address.
 *
 * @param id 24 hexadecimal digits
 * @param createdBy the member's email, the token's name, or {@code command line}
 */
public record AlertTarget(
    String accountId,
    String id,
    Kind kind,
    String address,
    Set<AlertEvent> events,
    String createdBy,
    Instant createdAt) {
  /** How it is told. */
  public enum Kind {
    WEBHOOK("webhook"),
    MAIL("mail");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    static Kind of(String word) {
      return word.equals(MAIL.word) ? MAIL : WEBHOOK;
    }
  }

  public AlertTarget {
    events = Set.copyOf(events);
  }

  /** Without the address: a webhook's URL may hold a secret. */
  @Override
  public String toString() {
    return "AlertTarget[" + id + " of " + accountId + "]";
  }
}
