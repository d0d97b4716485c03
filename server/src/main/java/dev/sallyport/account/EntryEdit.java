package dev.sallyport.account;

import dev.sallyport.allowlist.Network;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How an entry differs from what it was. */
final class EntryEdit {
  private EntryEdit() {}

  /** The entry with these values; the same object where nothing of it changes. */
  static Entry of(
      Entry old,
      Network network,
      String name,
      boolean paused,
      @Nullable Instant expiry,
      Instant now) {
    Entry edited =
        new Entry(old.id(), network, name, paused, expiry, old.createdAt(), now, old.groupId());
    return sameRule(old, edited) && old.paused() == paused ? old : edited;
  }

  /** The same entry, paused or not. */
  static Entry paused(Entry old, boolean paused, Instant now) {
    return of(old, old.network(), old.name(), paused, old.expiresAt(), now);
  }

  /** Whether it needs a plan with an allowlist to make the one of the other. */
  static boolean sameRule(Entry one, Entry other) {
    return one.network().equals(other.network())
        && one.name().equals(other.name())
        && Objects.equals(one.expiresAt(), other.expiresAt());
  }

  /** The word that history has for it. */
  static String kind(Entry before, Entry after) {
    if (!sameRule(before, after)) {
      return "edit";
    }
    return after.paused() ? "pause" : "resume";
  }
}
