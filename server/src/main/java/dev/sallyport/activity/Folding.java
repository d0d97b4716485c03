package dev.sallyport.activity;

import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Network;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds the addresses that are told apart. Past {@link #perAccount} addresses of one account in
 * one hour, a new one is counted by its /24 or /64; past as many of those, by its whole family. So
 * the holder of one credential and a large network can't fill the database.
 */
final class Folding {
  static final int ADDRESSES_PER_ACCOUNT = 1_000;
  private static final int ADDRESSES_IN_ALL = 200_000;
  private static final Network ALL_V4 = Network.of("0.0.0.0/0");
  private static final Network ALL_V6 = Network.of("::/0");

  private final int perAccount;
  private final Map<String, Seen> accounts = new ConcurrentHashMap<>();
  private final AtomicInteger inAll = new AtomicInteger();

  /**
   * @param perAccount how many addresses of an account are told apart in one hour
   */
  Folding(int perAccount) {
    this.perAccount = perAccount;
  }

  /** The network that a call from this address is counted by in this hour. */
  Network fold(String accountId, long hour, IpAddress address) {
    while (true) {
      Seen seen = accounts.computeIfAbsent(accountId, _ -> new Seen());
      synchronized (seen) {
        if (!seen.forgotten) {
          return seen.fold(hour, address);
        }
      }
    }
  }

  /** The network that addresses are counted by once they are too many. */
  static Network wide(IpAddress address) {
    return address.isV4()
        ? Network.of(IpAddress.v4((int) address.low() & ~0xff), 24)
        : Network.of(IpAddress.v6(address.high(), 0), 64);
  }

  /** Every address of its kind: what is counted by once even those networks are too many. */
  static Network family(IpAddress address) {
    return address.isV4() ? ALL_V4 : ALL_V6;
  }

  /** Forgets accounts that were not heard of in this hour. */
  void forgetBefore(long hour) {
    accounts.forEach((accountId, seen) -> {
      synchronized (seen) {
        if (seen.hour < hour) {
          seen.turnTo(hour);
          seen.forgotten = true;
          accounts.remove(accountId, seen);
        }
      }
    });
  }

  /** What was told apart of one account in one hour. */
  private final class Seen {
    private long hour;
    private boolean forgotten;
    private final Set<Network> singles = new HashSet<>();
    private final Set<Network> networks = new HashSet<>();

    Network fold(long now, IpAddress address) {
      turnTo(now);
      Network single = Network.of(address);
      if (holds(singles, single)) {
        return single;
      }
      Network wide = wide(address);
      if (holds(networks, wide)) {
        return wide;
      }
      return family(address);
    }

    void turnTo(long now) {
      if (hour != now) {
        hour = now;
        inAll.addAndGet(-singles.size() - networks.size());
        singles.clear();
        networks.clear();
      }
    }

    /** Whether it is among these, or could be put there. */
    private boolean holds(Set<Network> some, Network network) {
      if (some.contains(network)) {
        return true;
      }
      if (some.size() >= perAccount || inAll.get() >= ADDRESSES_IN_ALL) {
        return false;
      }
      inAll.incrementAndGet();
      return some.add(network);
    }
  }
}
