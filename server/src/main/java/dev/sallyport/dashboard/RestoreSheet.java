package dev.sallyport.dashboard;

import dev.sallyport.account.Difference;
import dev.sallyport.account.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A way back looked at before it is gone.
 *
 * @param back entries that would come back
 * @param gone entries that would go
 * @param changed entries that would be another than now
 * @param entries how long the list would be
 */
record RestoreSheet(
    Confirm confirm, Part back, Part gone, List<Edit> changed, int more, int entries) {
  /** How many entries of each kind are shown. */
  static final int SHOWN = 20;

  /**
   * Entries of one kind.
   *
   * @param count how many there are, of which the first are named
   */
  record Part(int count, List<Line> lines) {
    static Part of(int count, List<Entry> entries) {
      return new Part(
          count,
          entries.stream()
              .map(entry -> new Line(entry.network().toString(), entry.name()))
              .toList());
    }

    int more() {
      return count - lines.size();
    }
  }

  /** One entry. */
  record Line(String network, String name) {}

  /** What an entry is and would be, as far as the two differ. */
  record Edit(String name, String before, String after) {}

  static RestoreSheet of(Confirm confirm, Difference difference, int entries, Instant now) {
    return new RestoreSheet(
        confirm,
        Part.of(difference.addedCount(), difference.added()),
        Part.of(difference.removedCount(), difference.removed()),
        difference.changed().stream().map(edited -> edit(edited, now)).toList(),
        difference.changedCount() - difference.changed().size(),
        entries);
  }

  private static Edit edit(Difference.Edited edited, Instant now) {
    Entry before = edited.before();
    Entry after = edited.after();
    return new Edit(after.name(), unlike(before, after, now), unlike(after, before, now));
  }

  private static String unlike(Entry entry, Entry other, Instant now) {
    List<String> words = new ArrayList<>();
    if (!entry.network().equals(other.network())) {
      words.add(entry.network().toString());
    }
    if (!entry.name().equals(other.name())) {
      words.add(entry.name());
    }
    if (!entry.status(now).equals(other.status(now))) {
      words.add(entry.status(now));
    }
    Instant expiry = entry.expiresAt();
    if (expiry == null ? other.expiresAt() != null : !expiry.equals(other.expiresAt())) {
      words.add(expiry == null ? "no expiry" : "until " + When.day(expiry, now));
    }
    return String.join(", ", words);
  }

  int changedCount() {
    return changed.size() + more;
  }

  boolean changesNothing() {
    return back.count() + gone.count() + changedCount() == 0;
  }
}
