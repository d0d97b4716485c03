package dev.sallyport.dashboard;

import dev.sallyport.account.Allowlist;
import dev.sallyport.account.Entry;
import dev.sallyport.account.ListStep;
import dev.sallyport.allowlist.Network;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a list denies an address, and since when: looked up in the newest of its revisions.
 *
 * @param steps newest first; may end before the first revision
 */
record Denials(Allowlist list, List<ListStep> steps, Instant now) {

  /** Why no entry holds that address. */
  String notListed(Network address) {
    for (ListStep step : steps) {
      Entry lost = lost(step, address);
      if (lost != null) {
        return left(step, lost);
      }
    }
    boolean whole = steps.isEmpty() ? list.revision() == 0 : steps.getLast().revision() == 1;
    return whole ? "Never on the list" : "Not on the list";
  }

  /** The entry that held the address until that revision; null where there was none. */
  private static @Nullable Entry lost(ListStep step, Network address) {
    Entry lost = null;
    for (Entry entry : step.removed()) {
      boolean narrower =
          lost == null || entry.network().prefixLength() > lost.network().prefixLength();
      if (narrower && entry.network().contains(address)) {
        lost = entry;
      }
    }
    boolean held =
        lost != null && step.added().stream().anyMatch(entry -> entry.network().contains(address));
    return held ? null : lost;
  }

  private String left(ListStep step, Entry lost) {
    String day = " on " + When.day(step.at(), now);
    for (Entry entry : step.added()) {
      if (entry.id().equals(lost.id())) {
        boolean narrowed = lost.network().contains(entry.network());
        return narrowed
            ? "Left out when %s was narrowed to %s%s"
                .formatted(lost.network(), entry.network(), day)
            : "Left out when %s was moved to %s%s".formatted(lost.name(), entry.network(), day);
      }
    }
    return step.kind().equals("delete")
        ? lost.name() + " was deleted" + day
        : "Left out when the list was changed" + day;
  }

  /** Since when that entry is paused. */
  String paused(Entry entry) {
    for (ListStep step : steps) {
      for (Entry after : step.added()) {
        if (after.id().equals(entry.id()) && after.paused() && !wasPaused(step, after.id())) {
          return "Paused since " + When.day(step.at(), now);
        }
      }
    }
    return "Paused";
  }

  private static boolean wasPaused(ListStep step, String id) {
    return step.removed().stream().anyMatch(entry -> entry.id().equals(id) && entry.paused());
  }

  /** Since when that entry is expired. */
  String expired(Entry entry) {
    Instant at = entry.expiresAt();
    return at == null ? "Expired" : "Expired " + When.day(at, now);
  }
}
