package dev.sallyport.account;

import java.time.Instant;
import java.util.List;

/**
 * What one revision of a list took away and put in, by itself. An entry that was edited is in both,
 * under the same id.
 *
 * @param kind see {@link HistoryRow}
 */
public record ListDelta(
    long revision, Instant at, String kind, List<Entry> removed, List<Entry> added) {
  public ListDelta {
    removed = List.copyOf(removed);
    added = List.copyOf(added);
  }
}
