package dev.sallyport.account;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What differs between a list and the same list after a change. Of each kind the first entries are
 * named, as many as were asked for, and the whole number of them is told.
 *
 * @param added entries that came, in the order of the list
 * @param removed entries that went
 * @param changed entries that stayed and are not what they were
 * @param addedCount how many came in all; not less than are named, as for the next two
 */
public record Difference(
    List<Entry> added,
    List<Entry> removed,
    List<Edited> changed,
    int addedCount,
    int removedCount,
    int changedCount) {
  public Difference {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    changed = List.copyOf(changed);
  }

  /** An entry before and after. */
  public record Edited(Entry before, Entry after) {}

  /** How many entries came, went or changed. */
  public int count() {
    return addedCount + removedCount + changedCount;
  }

  /** How many of them are not named. */
  public int unnamed() {
    return count() - added.size() - removed.size() - changed.size();
  }

  /**
   * The difference between two lists.
   *
   * @param most how many entries of each kind are named
   */
  public static Difference between(List<Entry> before, List<Entry> after, int most) {
    Map<String, Entry> gone = new LinkedHashMap<>();
    before.forEach(entry -> gone.put(entry.id(), entry));
    List<Entry> added = new ArrayList<>();
    List<Edited> changed = new ArrayList<>();
    for (Entry entry : after) {
      Entry old = gone.remove(entry.id());
      if (old == null) {
        added.add(entry);
      } else if (!old.equals(entry)) {
        changed.add(new Edited(old, entry));
      }
    }
    return of(added, List.copyOf(gone.values()), changed, most);
  }

  /**
   * The same of what a revision took away and put in, where an entry that was edited is in both.
   */
  static Difference of(List<Placed> removed, List<Placed> added, int most) {
    return between(entries(removed), entries(added), most);
  }

  private static List<Entry> entries(List<Placed> placed) {
    return placed.stream().map(Placed::entry).toList();
  }

  private static Difference of(
      List<Entry> added, List<Entry> removed, List<Edited> changed, int most) {
    return new Difference(
        first(added, most),
        first(removed, most),
        first(changed, most),
        added.size(),
        removed.size(),
        changed.size());
  }

  private static <T> List<T> first(List<T> all, int most) {
    return all.subList(0, Math.min(most, all.size()));
  }
}
