package dev.sallyport.dashboard;

import dev.sallyport.account.Actor;
import dev.sallyport.account.Deadline;
import dev.sallyport.account.Difference;
import dev.sallyport.account.Difference.Edited;
import dev.sallyport.account.Entry;
import dev.sallyport.account.Expired;
import dev.sallyport.account.HistoryRow;
import dev.sallyport.account.Mode;
import dev.sallyport.allowlist.IpAddress;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One line of the history: a revision, or a note that an entry expired.
 *
 * @param revision 0 for a note
 * @param subject what it is about, set off; may be empty
 * @param text what happened to it
 * @param by who did it
 * @param address where from; may be empty
 * @param removed networks that went, at most {@value #SHOWN}
 * @param added networks that came, likewise
 * @param more how many further ones there were
 */
record HistoryItem(
    long revision,
    String day,
    String time,
    When at,
    Icon icon,
    String subject,
    String text,
    String by,
    String address,
    List<String> removed,
    List<String> added,
    int more,
    boolean current) {
  private static final int SHOWN = 12;

  static HistoryItem of(
      HistoryRow row,
      long currentRevision,
      ListOwner owner,
      @Nullable Deadline deadline,
      Instant now) {
    List<String> removed = removed(row.difference());
    List<String> added = added(row.difference());
    Entry subject = subject(row);
    return new HistoryItem(
        row.revision(),
        When.day(row.at(), now),
        When.time(row.at()),
        When.past(row.at(), now),
        icon(row.kind()),
        subject == null ? "" : subject.name(),
        what(row, subject, owner, now) + (deadline == null ? "" : ". " + word(deadline, now)),
        by(row.actor()),
        address(row.actor()),
        removed.subList(0, Math.min(SHOWN, removed.size())),
        added.subList(0, Math.min(SHOWN, added.size())),
        row.difference().unnamed()
            + Math.max(0, removed.size() - SHOWN)
            + Math.max(0, added.size() - SHOWN),
        row.revision() == currentRevision);
  }

  /** What was changed, as it stands alone: {@code Revision 12, Office paused}. */
  String sentence() {
    return "Revision " + revision + ", " + (subject.isEmpty() ? text : subject + " " + text);
  }

  /** An expiry is a note: it made no revision and can't be restored. */
  static HistoryItem of(Expired expired, Instant now) {
    Instant at = expired.at();
    return new HistoryItem(
        0,
        When.day(at, now),
        When.time(at),
        When.past(at, now),
        Icon.CLOCK,
        expired.name(),
        "expired",
        "By its expiry date",
        "",
        List.of(),
        List.of(),
        0,
        false);
  }

  private static List<String> removed(Difference difference) {
    return Stream.concat(
            difference.removed().stream(),
            difference.changed().stream().filter(HistoryItem::moved).map(Edited::before))
        .map(entry -> entry.network().toString())
        .toList();
  }

  private static List<String> added(Difference difference) {
    return Stream.concat(
            difference.changed().stream().filter(HistoryItem::moved).map(Edited::after),
            difference.added().stream())
        .map(entry -> entry.network().toString())
        .toList();
  }

  private static boolean moved(Edited edited) {
    return !edited.before().network().equals(edited.after().network());
  }

  /** The one entry that a change is about; null where it is about several or none. */
  private static @Nullable Entry subject(HistoryRow row) {
    Difference difference = row.difference();
    boolean whole =
        List.of("replace", "restore", "revert").contains(row.kind())
            || row.kind().startsWith("group-");
    if (difference.count() != 1 || whole) {
      return null;
    }
    return Stream.of(
            difference.added().stream(),
            difference.changed().stream().map(Edited::after),
            difference.removed().stream())
        .flatMap(entries -> entries)
        .findFirst()
        .orElse(null);
  }

  private static String what(
      HistoryRow row, @Nullable Entry subject, ListOwner owner, Instant now) {
    return switch (row.kind()) {
      case "add" -> added(row, subject, owner, now);
      case "edit" -> edited(row);
      case "pause" -> several(row) + "paused";
      case "resume" -> several(row) + "resumed";
      case "delete" ->
          row.after() == 0
              ? several(row) + "deleted. The " + owner.noun() + " is " + open(owner) + "."
              : several(row) + "deleted";
      case "mode" ->
          row.modeAfter() == Mode.MONITOR ? "Monitor mode turned on" : "The list enforced";
      case "revert" -> "The change before taken back, now with " + entries(row.after());
      case "restore" -> "An earlier list restored, with " + entries(row.after());
      case "group-add",
          "group-refresh",
          "group-edit",
          "group-pause",
          "group-resume",
          "group-delete" ->
          GroupStep.text(row)
              + (row.after() == 0 ? ". The " + owner.noun() + " is " + open(owner) + "." : "");
      default -> "List replaced, now with " + entries(row.after());
    };
  }

  /** How many a change is about, where it is not about one that stands before the text. */
  private static String several(HistoryRow row) {
    long number = row.difference().count();
    return number == 1 ? "" : entries(number) + " ";
  }

  private static String word(Deadline deadline, Instant now) {
    Deadline.Settled settled = deadline.settled();
    if (settled == null) {
      return "Goes back by itself " + When.in(deadline.at(), now) + " unless it is confirmed";
    }
    return switch (settled.outcome()) {
      case CONFIRMED -> "Confirmed by " + settled.by();
      case WENT_BACK -> "Taken back later";
      case CHANGED -> "Stands, for the list was changed before it was to go back";
      case KEPT -> "Stands, for going back would have emptied the list";
    };
  }

  private static String entries(long size) {
    return Words.count(size, "entry", "entries");
  }

  private static String added(
      HistoryRow row, @Nullable Entry subject, ListOwner owner, Instant now) {
    if (subject == null) {
      return entries(row.difference().addedCount()) + " added";
    }
    Instant until = subject.expiresAt();
    String end = until == null ? "added" : "added until " + When.day(until, now);
    return row.before() == 0
        ? end + ". Until then the " + owner.noun() + " was " + open(owner) + "."
        : end;
  }

  private static String open(ListOwner owner) {
    return owner.account() ? "open to every IP" : "held to the account's list alone";
  }

  private static String edited(HistoryRow row) {
    List<Edited> changed = row.difference().changed();
    return changed.size() == 1
        ? edited(changed.getFirst().before(), changed.getFirst().after())
        : "An entry changed";
  }

  private static String edited(Entry before, Entry after) {
    if (!before.network().equals(after.network())) {
      if (before.network().contains(after.network())) {
        return "narrowed";
      }
      return after.network().contains(before.network()) ? "widened" : "moved";
    }
    if (!before.name().equals(after.name())) {
      return "renamed, it was " + before.name();
    }
    return "changed";
  }

  private static Icon icon(String kind) {
    return switch (kind) {
      case "add", "group-add" -> Icon.PLUS;
      case "edit", "group-edit" -> Icon.PENCIL;
      case "pause", "group-pause" -> Icon.PAUSE;
      case "resume", "group-resume" -> Icon.PLAY;
      case "delete", "group-delete" -> Icon.TRASH;
      case "mode" -> Icon.GLOBE;
      case "restore", "revert" -> Icon.UNDO;
      default -> Icon.SHIELD;
    };
  }

  static String by(Actor actor) {
    return switch (actor.kind()) {
      case MEMBER -> actor.name();
      case TOKEN -> "Token " + actor.name();
      case COMMAND -> "The command line";
      case VISITOR -> actor.name().isEmpty() ? "Somebody" : actor.name();
      case GATE ->
          actor.name().startsWith("Sallyport (")
              ? actor.name()
              : "By itself, for nobody confirmed it in time";
    };
  }

  static String address(Actor actor) {
    IpAddress address = actor.address();
    return address == null ? "" : address.toString();
  }
}
