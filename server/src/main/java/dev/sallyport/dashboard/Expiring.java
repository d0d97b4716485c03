package dev.sallyport.dashboard;

import dev.sallyport.account.Entry;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The entries that end soon, told of before they do.
 *
 * @param path the list with these alone
 * @param text how many, and when
 * @param calls what depends on them, as a sentence; empty where that is not known
 */
record Expiring(String path, String text, String calls) {
  /** Of more than these the calls are not summed. */
  private static final int MOST_SUMMED = 500;

  /** Null where no entry ends soon. */
  static @Nullable Expiring of(Visit visit, EntryUsage usage) {
    Instant now = visit.now();
    List<Entry> soon =
        visit.list().entries().stream().filter(each -> EntryRow.expiresSoon(each, now)).toList();
    if (soon.isEmpty()) {
      return null;
    }
    Instant first =
        soon.stream()
            .map(Entry::expiresAt)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElseThrow();
    return new Expiring(
        visit.owner().at("status=expiring"),
        soon.size() == 1
            ? soon.getFirst().name() + " expires " + When.in(first, now)
            : Words.count(soon.size(), "entry", "entries")
                + " expire within 7 days, the first "
                + When.in(first, now),
        !visit.owner().account() || soon.size() > MOST_SUMMED
            ? ""
            : sentence(usage.calls(visit, soon), soon.size()));
  }

  private static String sentence(long calls, int entries) {
    String who = entries == 1 ? "It" : "They";
    return calls == 0
        ? who + " let in no call in the last 30 days."
        : who + " let in " + Words.count(calls, "call", "calls") + " in the last 30 days.";
  }
}
