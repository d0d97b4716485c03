package dev.sallyport.account;

import java.time.Instant;
import java.util.List;

/**
 * One revision of a list.
 *
 * @param kind {@code add}, {@code edit}, {@code pause}, {@code resume}, {@code delete}, {@code
 *     replace}, {@code mode}, {@code restore}
 * @param before the entries before
 * @param after the entries after
 */
public record HistoryRow(
    long revision,
    Instant at,
    Actor actor,
    String kind,
    Mode modeAfter,
    List<Entry> before,
    List<Entry> after) {
  public HistoryRow {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }
}
