package dev.sallyport.dashboard;

import dev.sallyport.account.Allowlist;
import dev.sallyport.account.Entry;
import java.util.Comparator;
import java.util.Optional;

/** Which entry of a list covers another. */
final class Covers {
  private Covers() {}

  /** The narrowest of the entries that cover this one whole. */
  static Optional<Entry> of(Entry entry, Allowlist list) {
    return list.entries().stream()
        .filter(other -> !other.id().equals(entry.id()))
        .filter(other -> other.network().prefixLength() < entry.network().prefixLength())
        .filter(other -> other.network().contains(entry.network()))
        .max(Comparator.comparingInt(other -> other.network().prefixLength()));
  }
}
