package dev.sallyport.dashboard;

import dev.sallyport.account.Actor;
import dev.sallyport.account.Entry;
import dev.sallyport.account.EntryChange;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** One line of what happened to an entry. */
record EntryStep(
    long revision, String day, String time, When at, Icon icon, String text, String by) {

  static EntryStep of(EntryChange change, Instant now) {
    Actor actor = change.actor();
    String who = HistoryItem.by(actor);
    return new EntryStep(
        change.revision(),
        When.day(change.at(), now),
        When.time(change.at()),
        When.past(change.at(), now),
        icon(change),
        text(change, now),
        actor.address() == null ? who : who + " from " + actor.address());
  }

  private static Icon icon(EntryChange change) {
    if (change.before() == null) {
      return Icon.PLUS;
    }
    return change.after() == null ? Icon.TRASH : Icon.PENCIL;
  }

  private static String text(EntryChange change, Instant now) {
    Entry before = change.before();
    Entry after = change.after();
    if (after == null) {
      return "Deleted";
    }
    if (before == null) {
      return (List.of("restore", "revert").contains(change.kind()) ? "Restored as " : "Added as ")
          + after.network();
    }
    if (!before.network().equals(after.network())) {
      return "Changed from " + before.network() + " to " + after.network();
    }
    if (!before.name().equals(after.name())) {
      return "Renamed, it was " + before.name();
    }
    if (before.paused() != after.paused()) {
      return after.paused() ? "Paused" : "Resumed";
    }
    Instant end = after.expiresAt();
    if (!Objects.equals(before.expiresAt(), end)) {
      return end == null ? "Expiry taken off" : "Expires " + When.day(end, now);
    }
    return "Changed";
  }
}
