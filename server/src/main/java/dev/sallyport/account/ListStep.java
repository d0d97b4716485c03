package dev.sallyport.account;

import java.time.Instant;
import java.util.List;

/**
 * What one revision took away from a list and put in. An entry that was edited is in both, under
 * the same id.
 *
 * @param kind see {@link HistoryRow}
 * @param modeBefore the mode of the revision before; that of a new list is enforce
 * @param removed entries as they were, those that were taken away or changed
 * @param added entries as they are since, those that are new or were changed
 */
public record ListStep(
    ListRef ref,
    long revision,
    Instant at,
    Actor actor,
    String kind,
    Mode modeBefore,
    Mode modeAfter,
    List<Entry> removed,
    List<Entry> added) {
  public ListStep {
    removed = List.copyOf(removed);
    added = List.copyOf(added);
  }
}
