package dev.sallyport.account;

import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Network;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a list lets in at one moment, as ranges in order, of which no two overlap or touch. Callers
 * in order are held against them by going along both, which is quicker for many of them than asking
 * the {@link dev.sallyport.allowlist.Policy} for each, and tells of a network whether all of it is
 * let in.
 */
public final class AllowedRanges {
  private final boolean all;
  private final List<IpAddress> first = new ArrayList<>();
  private final List<IpAddress> last = new ArrayList<>();

  private AllowedRanges(boolean all) {
    this.all = all;
  }

  /** What the list itself says, be it enforced or only monitored. */
  public static AllowedRanges of(Allowlist list, Instant now) {
    AllowedRanges ranges = new AllowedRanges(list.entries().isEmpty());
    for (Entry entry : list.byNetwork()) {
      if (entry.status(now).equals("active")) {
        ranges.add(entry.network());
      }
    }
    return ranges;
  }

  /** Whom calls with the list come from: every address where it is only monitored. */
  static AllowedRanges enforced(Allowlist list, Instant now) {
    return list.mode() == Mode.MONITOR ? new AllowedRanges(true) : of(list, now);
  }

  /** Networks nest or are disjoint, and in their order what encloses one comes before it. */
  private void add(Network network) {
    IpAddress end = network.last();
    if (!last.isEmpty() && last.getLast().compareTo(end) >= 0) {
      return;
    }
    if (!last.isEmpty() && isNext(last.getLast(), network.base())) {
      last.removeLast();
    } else {
      first.add(network.base());
    }
    last.add(end);
  }

  private static boolean isNext(IpAddress one, IpAddress other) {
    boolean carried = other.low() == 0;
    return one.isV4() == other.isV4()
        && (carried ? !one.isV4() && one.low() == -1 : one.low() == other.low() - 1)
        && one.high() == (carried ? other.high() - 1 : other.high());
  }

  /** A way along the ranges, from the first. */
  public Walk walk() {
    return new Walk();
  }

  /** Asked of networks in their order, of which each may come several times. */
  public final class Walk {
    // Those before lie before the network that was asked of last.
    private int range;

    private Walk() {}

    /**
     * Whether all of a network is let in.
     *
     * @param network not before the one asked of last
     */
    public boolean lets(Network network) {
      pass(network);
      return all || holds(range, network.base(), network.last());
    }

    /**
     * Whether some of a network is let in.
     *
     * @param network not before the one asked of last
     */
    boolean letsSome(Network network) {
      pass(network);
      return all || overlaps(range, network);
    }

    /**
     * Whether some of a network is let in by these ranges and not by others.
     *
     * @param network not before the one that either was asked of last
     */
    boolean letsMore(Walk others, Network network) {
      pass(network);
      others.pass(network);
      if (all || others.isAll()) {
        return !others.isAll() && !others.lets(network);
      }
      for (int i = range; overlaps(i, network); i++) {
        IpAddress from = later(first.get(i), network.base());
        IpAddress to = earlier(last.get(i), network.last());
        if (!others.lets(from, to)) {
          return true;
        }
      }
      return false;
    }

    private boolean isAll() {
      return all;
    }

    private boolean lets(IpAddress from, IpAddress to) {
      int at = range;
      while (at < last.size() && last.get(at).compareTo(from) < 0) {
        at++;
      }
      return holds(at, from, to);
    }

    private void pass(Network network) {
      while (range < last.size() && last.get(range).compareTo(network.base()) < 0) {
        range++;
      }
    }

    private boolean overlaps(int at, Network network) {
      return at < last.size() && first.get(at).compareTo(network.last()) <= 0;
    }

    private boolean holds(int at, IpAddress from, IpAddress to) {
      return at < last.size()
          && first.get(at).compareTo(from) <= 0
          && last.get(at).compareTo(to) >= 0;
    }
  }

  private static IpAddress later(IpAddress one, IpAddress other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  private static IpAddress earlier(IpAddress one, IpAddress other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
