package dev.sallyport.account;

import java.util.List;

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
}
