package dev.sallyport.dashboard;

import dev.sallyport.account.Allowlist;
import dev.sallyport.account.Entry;
import dev.sallyport.account.Mode;
import dev.sallyport.account.Plan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The first thing on the page: who can send.
 *
 * @param tone {@code ok}, {@code warn}, {@code bad} or {@code plain}
 * @param action what may be done about it: {@code add-current}, {@code enforce} or empty
 */
record Banner(String tone, Icon icon, String title, String text, String action) {

  static Banner of(Visit visit, List<String> plansWithAllowlist) {
    if (!visit.plan().allowlist()) {
      return planForbids(visit.list(), visit.plan(), plansWithAllowlist);
    }
    return visit.owner().account()
        ? ofAccount(visit.list(), visit.now())
        : OwnListBanner.of(visit.owner(), visit.list(), visit.now());
  }

  private static Banner ofAccount(Allowlist list, Instant now) {
    if (list.entries().isEmpty()) {
      return new Banner(
          "warn",
          Icon.GLOBE,
          "Open to every IP",
          "Anyone holding a valid token or SMTP password can send, from any address.",
          "add-current");
    }
    if (list.mode() == Mode.MONITOR) {
      return new Banner(
          "warn",
          Icon.GLOBE,
          "Open to every IP while in monitor mode",
          "The list names "
              + active(list, now)
              + ", but an address that is not on it can still"
              + " send. Enforce the list to deny it.",
          "enforce");
    }
    return restricted(list, now);
  }

  private static Banner restricted(Allowlist list, Instant now) {
    if (count(list, "active", now) == 0) {
      int all = list.entries().size();
      return new Banner(
          "bad",
          Icon.SHIELD_CROSS,
          "Closed to every IP",
          (all == 1 ? "The only entry is" : "All " + all + " entries are")
              + " paused or expired, so nothing can send. "
              + (all == 1 ? "Resume it, or delete it" : "Resume one, or delete them all")
              + " to open the account.",
          "");
    }
    return new Banner(
        "ok",
        Icon.SHIELD,
        "Restricted to " + active(list, now),
        "Sending from anywhere else is denied." + inactive(list, now),
        "");
  }

  private static Banner planForbids(Allowlist list, Plan plan, List<String> plans) {
    String move =
        plans.isEmpty()
            ? "another plan"
            : "the " + Words.or(plans.stream().map(Words::capital).toList()) + " plan";
    String text =
        list.entries().isEmpty()
            ? "Every address can send. To restrict this account to some, move to " + move + "."
            : "The entries below stay in force. They can be paused or deleted; to add or change one,"
                + " move to "
                + move
                + ".";
    return new Banner(
        "plain", Icon.LOCK, "Not part of the " + Words.capital(plan.name()) + " plan", text, "");
  }

  /** {@code 3 addresses and 2 ranges}, of the entries that match now. */
  static String active(Allowlist list, Instant now) {
    List<Entry> active =
        list.entries().stream().filter(entry -> entry.status(now).equals("active")).toList();
    long single = active.stream().filter(entry -> entry.network().isSingleAddress()).count();
    return active.isEmpty()
        ? "no active entry"
        : Words.addressesAndRanges(single, active.size() - single);
  }

  static String inactive(Allowlist list, Instant now) {
    long paused = count(list, "paused", now);
    long expired = count(list, "expired", now);
    List<String> parts = new ArrayList<>();
    if (paused > 0) {
      parts.add(Words.count(paused, "entry is paused", "entries are paused"));
    }
    if (expired > 0) {
      parts.add(
          parts.isEmpty()
              ? Words.count(expired, "entry has expired", "entries have expired")
              : Words.count(expired, "has expired", "have expired"));
    }
    return parts.isEmpty() ? "" : " " + String.join(" and ", parts) + ".";
  }

  static long count(Allowlist list, String status, Instant now) {
    return list.entries().stream().filter(entry -> entry.status(now).equals(status)).count();
  }
}
