package dev.sallyport.alert;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is told: a webhook's URL or a mail address.
 *
 * @param id 24 hexadecimal digits
 * @param createdBy the member's email, the token's name, or {@code command line}
 * @param confirmedAt since when it is told; null for a mail address whose reader was asked and has
 *     not said yes yet
 * @param oldKeyUntil until when a webhook's former key signs too; null where none does
 */
public record AlertTarget(
    String accountId,
    String id,
    Kind kind,
    String address,
    Set<AlertEvent> events,
    String createdBy,
    Instant createdAt,
    @Nullable Instant confirmedAt,
    @Nullable Instant oldKeyUntil) {
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

  AlertTarget signedByOldKeyToo(@Nullable Instant until) {
    return new AlertTarget(
        accountId, id, kind, address, events, createdBy, createdAt, confirmedAt, until);
  }

  /** Whether it is told anything. */
  public boolean confirmed() {
    return confirmedAt != null;
  }

  /** What it is called where the URL, which may hold a secret, is not told: the host alone. */
  public String name() {
    return kind == Kind.MAIL
        ? address
        : Optional.ofNullable(URI.create(address).getHost()).orElse("webhook");
  }

  /** Without the address: a webhook's URL may hold a secret. */
  @Override
  public String toString() {
    return "AlertTarget[" + id + " of " + accountId + "]";
  }
}
