package dev.sallyport.activity;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/**
 * Where a page of counters ends: at the last counter that was looked at, by all that tells it from
 * others. So the next page begins behind it, whatever was counted meanwhile.
 *
 * @param hour by the millisecond it begins with
 * @param address as it is stored
 */
public record CounterPlace(
    long hour,
    String channel,
    String address,
    String credentialId,
    String entryId,
    String reason,
    boolean letIn) {
  /** The order of counters: the newest hour first. */
  static final String ORDER =
      " ORDER BY period DESC, channel, address, credential_id, entry_id, reason, let_in";

  /** What is behind a place; the hour by itself first, for that is what the index is asked by. */
  static final String BEHIND =
      " AND period <= :placeHour AND (period < :placeHour OR (channel, address, credential_id,"
          + " entry_id, reason, let_in) > (:placeChannel, :placeAddress, :placeCredential,"
          + " :placeEntry, :placeReason, :placeLetIn))";

  private static final String BETWEEN = "~";
  private static final int FIELDS = 7;
  private static final int MOST_TEXT = 400;

  /** As it is handed out, to be handed back. */
  public String text() {
    String fields =
        String.join(
            BETWEEN,
            List.of(
                String.valueOf(hour),
                channel,
                address,
                credentialId,
                entryId,
                reason,
                letIn ? "1" : "0"));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(fields.getBytes(StandardCharsets.UTF_8));
  }

  /** A place as it was handed out; empty where the text is none. */
  public static Optional<CounterPlace> parse(String text) {
    if (text.length() > MOST_TEXT) {
      return Optional.empty();
    }
    try {
      String fields = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      String[] parts = fields.split(BETWEEN, -1);
      return parts.length == FIELDS && fields.chars().noneMatch(each -> each < ' ' || each > '~')
          ? Optional.of(
              new CounterPlace(
                  Long.parseLong(parts[0]),
                  parts[1],
                  parts[2],
                  parts[3],
                  parts[4],
                  parts[5],
                  parts[6].equals("1")))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  void bind(Query query) {
    query
        .bind("placeHour", hour)
        .bind("placeChannel", channel)
        .bind("placeAddress", address)
        .bind("placeCredential", credentialId)
        .bind("placeEntry", entryId)
        .bind("placeReason", reason)
        .bind("placeLetIn", letIn);
  }
}
