package dev.sallyport.dashboard;

import dev.sallyport.account.Entry;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table of entries.
 *
 * @param kind {@code IPv4 range, 32 addresses}
 * @param tone the status's colour
 * @param status in words
 * @param until when it expires, where that is far off; empty otherwise
 * @param state {@code active}, {@code paused} or {@code expired}
 * @param you whether the member calls from an address this entry is about
 * @param matched whether the address just checked falls to this entry
 * @param ticked whether it is chosen beforehand
 * @param ends whether it has an expiry, gone by or not
 * @param figures what it is used for; null where nothing is counted
 */
record EntryRow(
    String id,
    String name,
    String address,
    String kind,
    String tone,
    Icon icon,
    String status,
    @Nullable When until,
    String state,
    When added,
    boolean you,
    boolean matched,
    boolean ticked,
    boolean ends,
    @Nullable EntryFigures figures)
    implements EntryTable.Row {
  /** How long before its end an entry is pointed at. */
  private static final Duration SOON = Duration.ofDays(7);

  /** Whether it ends within 7 days, or has ended. */
  private static boolean soon(Entry entry, Instant now) {
    Instant expiry = entry.expiresAt();
    return expiry != null && expiry.isBefore(now.plus(SOON));
  }

  /** Whether it is active and ends within 7 days. */
  static boolean expiresSoon(Entry entry, Instant now) {
    return soon(entry, now) && entry.status(now).equals("active");
  }

  /**
   * A row.
   *
   * @param cover the name of the entry that covers it; empty for none
   */
  static EntryRow of(
      Entry entry,
      String cover,
      boolean you,
      boolean matched,
      boolean ticked,
      @Nullable EntryFigures figures,
      Instant now) {
    String state = entry.status(now);
    Instant expiry = entry.expiresAt();
    boolean soon = soon(entry, now);
    String kind = Words.kind(entry.network());
    return new EntryRow(
        entry.id(),
        entry.name(),
        entry.network().toString(),
        cover.isEmpty() ? kind : kind + ", covered by " + cover,
        state.equals("active") ? (soon ? "warn" : "ok on") : "off",
        icon(state, soon),
        status(entry, state, soon, now),
        expiry != null && !soon && state.equals("active")
            ? new When("until " + When.day(expiry, now), When.exact(expiry), When.iso(expiry))
            : null,
        state,
        When.past(entry.createdAt(), now),
        you,
        matched,
        ticked,
        expiry != null,
        figures);
  }

  private static Icon icon(String state, boolean soon) {
    return switch (state) {
      case "paused" -> Icon.PAUSE;
      case "expired" -> Icon.CLOCK;
      default -> soon ? Icon.CLOCK : Icon.DOT;
    };
  }

  private static String status(Entry entry, String state, boolean soon, Instant now) {
    Instant expiry = entry.expiresAt();
    if (state.equals("paused")) {
      return "Paused";
    }
    if (expiry == null || (!soon && state.equals("active"))) {
      return "Active";
    }
    return state.equals("expired")
        ? "Expired " + When.day(expiry, now)
        : "Expires " + When.in(expiry, now);
  }

  boolean off() {
    return !state.equals("active");
  }

  /** Whether its end can be put off; what is paused is resumed first. */
  boolean renewable() {
    return ends && !state.equals("paused");
  }

  boolean plain() {
    return tone.startsWith("ok");
  }
}
