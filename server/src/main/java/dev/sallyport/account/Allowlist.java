package dev.sallyport.account;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A stored list as it stood at one revision.
 *
 * @param revision 0 for a list that was never changed
 * @param entries in the order they were added
 */
public record Allowlist(ListRef ref, long revision, Mode mode, List<Entry> entries) {
  public Allowlist {
    entries = List.copyOf(entries);
  }

  /**
   * The entries that a wider active one makes needless (PRODUCT rule 5), by their ids, with the
   * narrowest that holds them.
   */
  public Map<String, Entry> coveredBy(Instant now) {
    return Covered.by(entries, now);
  }
}
