package dev.sallyport.activity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The calls a page is about.
 *
 * @param from begins an hour, or a day of UTC
 * @param to exclusive
 * @param byHour whether they are told apart by the hour, or by the day
 * @param channel {@code api} or {@code smtp}; null for both
 * @param credentialId an API token's or SMTP user's id; null for all
 * @param address as it is counted: an address, or a network in canonical form; null for all
 */
public record Span(
    Instant from,
    Instant to,
    boolean byHour,
    @Nullable String channel,
    @Nullable String credentialId,
    @Nullable String address) {

  /** Of every address. */
  public Span(
      Instant from,
      Instant to,
      boolean byHour,
      @Nullable String channel,
      @Nullable String credentialId) {
    this(from, to, byHour, channel, credentialId, null);
  }

  /** The counters that tell addresses apart. */
  String table() {
    return byHour ? "activity_hour" : "activity_day";
  }

  /** What tells these calls from others in any table of counts that has the columns asked for. */
  String condition() {
    return (channel == null ? "" : " AND channel = :channel")
        + (credentialId == null ? "" : " AND credential_id = :credential")
        + (address == null ? "" : " AND address = :address");
  }

  /** The smallest table from which these calls can be summed. */
  String sums() {
    if (address != null) {
      return table();
    }
    return credentialId == null ? "activity_total" : "activity_credential";
  }
}
