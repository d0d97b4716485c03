package dev.sallyport.allowlist;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A network with the number of its entry, its address at the upper end of 128 bits in both
 * families.
 */
record Placed(boolean v4, long high, long low, int prefixLength, int entry) {
  /** By family and base, the wider first, and of equals the first on the list first. */
  private static final Comparator<Placed> ORDER =
      (a, b) -> {
        if (a.v4 != b.v4) {
          return a.v4 ? -1 : 1;
        }
        int order = Long.compareUnsigned(a.high, b.high);
        if (order == 0) {
          order = Long.compareUnsigned(a.low, b.low);
        }
        if (order == 0) {
          order = Integer.compare(a.prefixLength, b.prefixLength);
        }
        return order == 0 ? Integer.compare(a.entry, b.entry) : order;
      };

  /** Networks in that order, each once, by its first entry. */
  static List<Placed> sorted(int count, IntFunction<Network> networks) {
    List<Placed> sorted = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      sorted.add(of(networks.apply(i), i));
    }
    sorted.sort(ORDER);
    int kept = 0;
    for (Placed network : sorted) {
      if (kept == 0 || !sorted.get(kept - 1).sameNetwork(network)) {
        sorted.set(kept++, network);
      }
    }
    return sorted.subList(0, kept);
  }

  private static Placed of(Network network, int entry) {
    IpAddress base = network.base();
    return base.isV4()
        ? new Placed(true, base.low() << 32, 0, network.prefixLength(), entry)
        : new Placed(false, base.high(), base.low(), network.prefixLength(), entry);
  }

  private boolean sameNetwork(Placed other) {
    return v4 == other.v4
        && high == other.high
        && low == other.low
        && prefixLength == other.prefixLength;
  }
}
