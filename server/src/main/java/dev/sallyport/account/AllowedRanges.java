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
    private int range;

    private Walk() {}

    /**
     * Whether all of a network is let in.
     *
     * @param network not before the one asked of last
     */
    public boolean lets(Network network) {
      if (all) {
        return true;
      }
      while (range < last.size() && last.get(range).compareTo(network.base()) < 0) {
        range++;
      }
      return range < last.size()
          && first.get(range).compareTo(network.base()) <= 0
          && last.get(range).compareTo(network.last()) >= 0;
    }
  }
}
