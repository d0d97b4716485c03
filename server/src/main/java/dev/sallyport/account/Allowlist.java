package dev.sallyport.account;

import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Policy;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stored list as it stood at one revision. What is worked out of it is kept with it, for a long
 * list is asked again and again.
 */
public final class Allowlist {
  private final ListRef ref;
  private final long revision;
  private final Mode mode;
  private final List<Entry> entries;
  private volatile @Nullable Policy policy;
  private volatile @Nullable List<Entry> byNetwork;

  /**
   * @param revision 0 for a list that was never changed
   * @param entries in the order they were added
   */
  public Allowlist(ListRef ref, long revision, Mode mode, List<Entry> entries) {
    this.ref = ref;
    this.revision = revision;
    this.mode = mode;
    this.entries = List.copyOf(entries);
  }

  public ListRef ref() {
    return ref;
  }

  /** 0 for a list that was never changed. */
  public long revision() {
    return revision;
  }

  public Mode mode() {
    return mode;
  }

  /** In the order they were added. */
  public List<Entry> entries() {
    return entries;
  }

  /** The entry of that id; null where there is none. */
  public @Nullable Entry entry(String id) {
    for (Entry entry : entries) {
      if (entry.id().equals(id)) {
        return entry;
      }
    }
    return null;
  }

  /** What the list means, mode aside; verdicts name entries by their place in {@link #entries}. */
  public Policy policy() {
    Policy known = policy;
    if (known == null) {
      known = Policy.of(entries.stream().map(Entry::rule).toList());
      policy = known;
    }
    return known;
  }

  /** What {@link #policy} says of one address, for a list of which little else is asked. */
  public boolean allows(IpAddress address, Instant now) {
    return entries.isEmpty()
        || entries.stream()
            .anyMatch(
                entry -> entry.network().contains(address) && entry.status(now).equals("active"));
  }

  /** The entries in the order of their networks, a wider one before what it holds. */
  public List<Entry> byNetwork() {
    List<Entry> known = byNetwork;
    if (known == null) {
      known = entries.stream().sorted(Comparator.comparing(Entry::network)).toList();
      byNetwork = known;
    }
    return known;
  }

  /**
   * The entries that a wider active one makes needless (PRODUCT rule 5), by their ids, with the
   * narrowest that holds them.
   */
  public Map<String, Entry> coveredBy(Instant now) {
    return Covered.by(byNetwork(), now);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Allowlist list
        && list.ref.equals(ref)
        && list.revision == revision
        && list.mode == mode
        && list.entries.equals(entries);
  }

  @Override
  public int hashCode() {
    return Objects.hash(ref, revision, mode, entries);
  }

  @Override
  public String toString() {
    return "%s at revision %d, %s: %s".formatted(ref, revision, mode, entries);
  }
}
