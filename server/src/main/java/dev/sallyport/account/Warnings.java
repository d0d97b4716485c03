package dev.sallyport.account;

import dev.sallyport.allowlist.Coverage;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Network;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a change does that must be acknowledged, found by comparing the list before and after. */
final class Warnings {
  private final Allowlist before;
  private final Allowlist after;
  private final Instant now;
  private final String what;

  /** Whom a list that is empty, or not enforced, lets in. */
  private final String every;

  Warnings(Allowlist before, Allowlist after, Instant now) {
    this.before = before;
    this.after = after;
    this.now = now;
    boolean account = after.ref().isAccountList();
    this.what = account ? "account" : "credential";
    this.every = account ? "every address" : "every address that the account's list allows";
  }

  /**
   * The warnings.
   *
   * @param ownAddress the address of the one who makes the change, where it matters
   */
  List<Warning> found(@Nullable IpAddress ownAddress) {
    List<Warning> found = new ArrayList<>();
    if (before.entries().isEmpty() && !after.entries().isEmpty()) {
      found.add(closes());
    }
    if (!before.entries().isEmpty() && after.entries().isEmpty()) {
      found.add(opensByEmptying());
    }
    if (before.mode() == Mode.ENFORCE && after.mode() == Mode.MONITOR) {
      found.add(opensByMonitoring());
    }
    if (ownAddress != null && denies(ownAddress)) {
      found.add(deniesCaller(ownAddress));
    }
    if (becomesVeryWide(true) || becomesVeryWide(false)) {
      found.add(veryWide());
    }
    return found;
  }

  private Warning closes() {
    return new Warning(
        "closes_account",
        "The list is empty, so %s may use this %s today.".formatted(every, what)
            + " With a first entry it is closed to every address that is not listed."
            + " Check that each address you send from is on the list.");
  }

  private Warning opensByEmptying() {
    return new Warning(
        "opens_account",
        "This leaves the list empty."
            + " An empty list lets %s use this %s.".formatted(every, what)
            + " To keep it closed, pause the entries instead.");
  }

  private Warning opensByMonitoring() {
    return new Warning(
        "opens_account",
        "In monitor mode the list is recorded but not enforced."
            + " Mail from %s is let through.".formatted(every)
            + " To turn addresses away again, set the mode back to enforce.");
  }

  private Warning deniesCaller(IpAddress address) {
    return new Warning(
        "denies_caller",
        "Your own address, %s, is allowed now.".formatted(address)
            + " This change denies it."
            + " To keep it, add %s to the list first.".formatted(address));
  }

  private Warning veryWide() {
    return new Warning(
        "very_wide",
        "The active entries together cover more than 16,777,216 IPv4 addresses, or more than an"
            + " IPv6 /32."
            + " A stolen credential would work from all of them."
            + " List only the ranges you send from.");
  }

  /**
   * Whether the address goes from allowed to denied: by the list, which the management API is
   * always held to, or by the end of monitor mode.
   */
  private boolean denies(IpAddress address) {
    boolean allowedBefore =
        before.allows(address, now)
            || (before.mode() == Mode.MONITOR && after.mode() == Mode.ENFORCE);
    return allowedBefore && !after.allows(address, now);
  }

  /** One family at a time: a list that is wide in one is not yet wide in the other. */
  private boolean becomesVeryWide(boolean v4) {
    return Coverage.isVeryWide(active(after, v4)) && !Coverage.isVeryWide(active(before, v4));
  }

  private List<Network> active(Allowlist list, boolean v4) {
    // In their order, in which the union of them is soon found.
    return list.byNetwork().stream()
        .filter(entry -> entry.status(now).equals("active"))
        .map(Entry::network)
        .filter(network -> network.base().isV4() == v4)
        .toList();
  }
}
