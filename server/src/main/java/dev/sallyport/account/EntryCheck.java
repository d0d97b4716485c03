package dev.sallyport.account;

import dev.sallyport.allowlist.Network;
import dev.sallyport.allowlist.ParseResult;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Checks the fields of one entry as somebody wrote them. */
final class EntryCheck {
  private static final String NAMELESS = "Enter a name, so others know what this address is.";
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final FieldErrors errors;
  private final String prefix;
  private final Instant now;

  /**
   * A check of the fields of one entry.
   *
   * @param prefix before each field's name in errors; empty, or {@code entries.3.}
   */
  EntryCheck(FieldErrors errors, String prefix, Instant now) {
    this.errors = errors;
    this.prefix = prefix;
    this.now = now;
  }

  private void error(String field, String message) {
    errors.add(prefix + field, message);
  }

  /** A network stands on a list once (PRODUCT rule 5). */
  void unique(Entry entry, @Nullable Entry first) {
    if (first != null) {
      error(
          "address",
          "%s is already on the list as %s.".formatted(entry.network(), Texts.shown(first.name())));
    }
  }

  /** The network, or null where the text is no address. */
  @Nullable Network network(String typed) {
    String text = typed.strip();
    if (text.isEmpty()) {
      error("address", "Enter an address or a range, such as 192.0.2.7 or 192.0.2.0/24.");
      return null;
    }
    return switch (Network.parse(text)) {
      case ParseResult.Parsed<Network>(Network network) -> network;
      case ParseResult.Malformed<Network>(var message, var suggestions) -> {
        error("address", message);
        errors.suggest(suggestions);
        yield null;
      }
    };
  }

  /** A network that lies in that entry's; null where it does not, or the text is no address. */
  @Nullable Network part(String typed, Entry whole) {
    Network network = network(typed);
    if (network != null && !whole.network().contains(network)) {
      error("address", "%s lies outside %s.".formatted(network, whole.network()));
      return null;
    }
    return network;
  }

  String name(String typed) {
    String name = typed.strip();
    String problem = Texts.problemWithName(name, NAMELESS);
    if (!problem.isEmpty()) {
      error("name", problem);
    }
    return name;
  }

  /**
   * Whether the entry is to be paused. What a list answered may be sent back: of an entry that has
   * expired that is {@code expired}, which leaves it as it is.
   */
  boolean paused(String status, @Nullable Entry before, @Nullable Instant expiresAt) {
    if (status.equals("expired") && before != null && hasExpired(expiresAt)) {
      return before.paused();
    }
    if (!status.equals("active") && !status.equals("paused")) {
      error(
          "status",
          "A status is active or paused. An entry expires by its expires_at, not by its status.");
    }
    return status.equals("paused");
  }

  /** The expiry; one that has passed is an error unless the entry had it before. */
  @Nullable Instant expiry(@Nullable Instant typed, @Nullable Entry before) {
    if (typed == null) {
      return null;
    }
    if (typed.isAfter(LATEST)) {
      error("expires_at", "This expiry lies after the year 9999. Leave it out to keep the entry.");
      return null;
    }
    Instant expiry = typed.truncatedTo(ChronoUnit.MILLIS);
    boolean kept = before != null && expiry.equals(before.expiresAt());
    if (!kept && !expiry.isAfter(now)) {
      error(
          "expires_at",
          "%s has passed. The entry would match nothing. Choose a time to come, or no expiry."
              .formatted(MINUTE.format(expiry.isBefore(Instant.EPOCH) ? Instant.EPOCH : expiry)));
    }
    return expiry;
  }

  /** Refuses to wake an entry that would match nothing all the same. */
  void resumable(@Nullable Instant expiresAt, Entry before) {
    if (expiresAt != null && hasExpired(expiresAt) && expiresAt.equals(before.expiresAt())) {
      error(
          "expires_at",
          "This entry expired on %s. Resumed as it is, it would match nothing."
                  .formatted(MINUTE.format(expiresAt))
              + " Give it a new expiry, or take the expiry off.");
    }
  }

  private boolean hasExpired(@Nullable Instant expiresAt) {
    return expiresAt != null && !expiresAt.isAfter(now);
  }
}
