package dev.sallyport.account;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the entries that a wider one makes needless. */
final class Covered {
  private static final int NOTES = 100;

  private Covered() {}

  /**
   * A note for each of these entries that lies in a wider active one, at most 100.
   *
   * <p>In the order of networks, a wider one comes before what it holds: the wider ones that are
   * still open at any point form a stack.
   */
  static List<String> notes(List<Entry> list, Set<String> ids, Instant now) {
    Stream.Builder<String> notes = Stream.builder();
    Deque<Entry> open = new ArrayDeque<>();
    for (Entry entry : list.stream().sorted(Comparator.comparing(Entry::network)).toList()) {
      while (!open.isEmpty() && !open.getLast().network().contains(entry.network())) {
        open.removeLast();
      }
      if (ids.contains(entry.id()) && !open.isEmpty()) {
        Entry wider = open.getLast();
        notes.add(note(entry, wider, ids.size() > 1));
      }
      if (entry.status(now).equals("active")) {
        open.addLast(entry);
      }
    }
    return notes.build().limit(NOTES).toList();
  }

  private static String note(Entry entry, Entry wider, boolean oneOfSeveral) {
    String by = "already covered by %s, %s.".formatted(wider.name(), wider.network());
    return oneOfSeveral ? "%s is %s".formatted(entry.network(), by) : "A" + by.substring(1);
  }
}
