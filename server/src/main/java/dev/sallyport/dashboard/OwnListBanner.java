package dev.sallyport.dashboard;

import dev.sallyport.account.Allowlist;
import dev.sallyport.account.Mode;
import java.time.Instant;

/** What a credential's own list comes to; it can only narrow the account's. */
final class OwnListBanner {
  private OwnListBanner() {}

  static Banner of(ListOwner owner, Allowlist list, Instant now) {
    String noun = owner.noun();
    if (list.entries().isEmpty()) {
      return new Banner(
          "plain",
          Icon.GLOBE,
          "Account's list only",
          "This " + noun + " works from every address that the account's IP allowlist lets in.",
          "add-current");
    }
    if (list.mode() == Mode.MONITOR) {
      return new Banner(
          "warn",
          Icon.GLOBE,
          "Account's list only while in monitor mode",
          "Its own list names "
              + Banner.active(list, now)
              + ", but is not enforced. Enforce it to deny every other address.",
          "enforce");
    }
    if (Banner.count(list, "active", now) == 0) {
      return new Banner(
          "bad",
          Icon.SHIELD_CROSS,
          "Closed to every IP",
          "No entry of its own list is active, so this "
              + noun
              + " can't be used from anywhere. Resume an entry, or delete them all to go by the"
              + " account's list only.",
          "");
    }
    return new Banner(
        "ok",
        Icon.SHIELD,
        "This " + noun + " may call only from " + Banner.active(list, now),
        "A call must pass the account's list too." + Banner.inactive(list, now),
        "");
  }
}
