package dev.sallyport.account;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the entries that a wider one makes needless. */
final class Covered {
  private static final int NOTES = 100;

  private Covered() {}

  /**
   * The entries that lie in a wider active one, by their ids, with the narrowest that holds them.
   *
   * <p>In the order of networks, a wider one comes before what it holds: the wider ones that are
   * still open at any point form a stack.
   *
   * @param byNetwork in that order
   */
  static Map<String, Entry> by(List<Entry> byNetwork, Instant now) {
    Map<String, Entry> covered = new HashMap<>();
    Deque<Entry> open = new ArrayDeque<>();
    for (Entry entry : byNetwork) {
      while (!open.isEmpty() && !open.getLast().network().contains(entry.network())) {
        open.removeLast();
      }
      if (!open.isEmpty()) {
        covered.put(entry.id(), open.getLast());
      }
      if (entry.status(now).equals("active")) {
        open.addLast(entry);
      }
    }
    return covered;
  }

  /** A note for each of these entries that lies in a wider active one, at most 100. */
  static List<String> notes(Allowlist list, Set<String> ids, Instant now) {
    Map<String, Entry> covered = list.coveredBy(now);
    return list.entries().stream()
        .filter(entry -> ids.contains(entry.id()) && covered.containsKey(entry.id()))
        .limit(NOTES)
        .map(entry -> note(entry, covered.getOrDefault(entry.id(), entry), ids.size() > 1))
        .toList();
  }

  private static String note(Entry entry, Entry wider, boolean oneOfSeveral) {
    String by = "already covered by %s, %s.".formatted(wider.name(), wider.network());
    return oneOfSeveral ? "%s is %s".formatted(entry.network(), by) : "A" + by.substring(1);
  }
}
