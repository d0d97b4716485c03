package dev.sallyport.allowlist;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of some networks is the longest that covers an address. Immutable.
 *
 * <p>All that can be known beforehand is worked out when it is built: nested networks are laid flat
 * into the places where the answer changes ({@link Boundaries}), so that a look-up is a search for
 * the last such place. That is the search of Lampson, Srinivasan and Varghese, "IP Lookups using
 * Multiway and Multicolumn Search" (INFOCOM 1998), with the two halves of an IPv6 address as the
 * columns, behind an index of the leading bits as in Zec, Rizzo and Mikuc, "DXR: Towards a Billion
 * Routing Lookups per Second in Software" (CCR 42(5), 2012). The index grows with the list ({@link
 * SortedLongs}), so that five entries and a hundred thousand need no structures of their own.
 */
final class Table {
  private final @Nullable V4Table v4;
  private final @Nullable V6Table lowerV6;
  private final @Nullable V6Table upperV6;
  private final int @Nullable [] parents;

  /**
   * Lays networks flat.
   *
   * @param networks in their order, none twice
   * @param entries one more than the greatest number of an entry
   * @param nested whether {@link #parent} will be asked
   */
  Table(List<Placed> networks, int entries, boolean nested) {
    parents = nested ? new int[entries] : null;
    int firstV6 = 0;
    while (firstV6 < networks.size() && networks.get(firstV6).v4()) {
      firstV6++;
    }
    Boundaries flat = new Boundaries(firstV6, 0);
    networks.subList(0, firstV6).forEach(each -> add(each, flat));
    v4 = firstV6 == 0 ? null : new V4Table(flat.end());

    List<Placed> v6 = networks.subList(firstV6, networks.size());
    int firstUpper = 0;
    while (firstUpper < v6.size() && v6.get(firstUpper).high() >= 0) {
      firstUpper++;
    }
    Boundaries lower = new Boundaries(firstUpper, Long.MIN_VALUE);
    Boundaries upper = new Boundaries(v6.size() - firstUpper + 1, 0);
    if (firstUpper > 0 && v6.getFirst().prefixLength() == 0) {
      // The one network that lies in both halves stands in each as that half.
      int all = v6.getFirst().entry();
      add(new Placed(false, 0, 0, 1, all), lower);
      add(new Placed(false, Long.MIN_VALUE, 0, 1, all), upper);
      v6.subList(1, firstUpper).forEach(each -> add(each, lower));
    } else {
      v6.subList(0, firstUpper).forEach(each -> add(each, lower));
    }
    v6.subList(firstUpper, v6.size()).forEach(each -> add(each, upper));
    lowerV6 = lower.end().count() == 0 ? null : new V6Table(lower);
    upperV6 = upper.end().count() == 0 ? null : new V6Table(upper);
  }

  private void add(Placed network, Boundaries flat) {
    int parent = flat.add(network.high(), network.low(), network.prefixLength(), network.entry());
    if (parents != null) {
      parents[network.entry()] = parent;
    }
  }

  /** The entry of the longest network that covers the address, or {@link Boundaries#NONE}. */
  int find(IpAddress address) {
    if (address.isV4()) {
      return v4 == null ? Boundaries.NONE : v4.find((int) address.low());
    }
    V6Table half = address.high() >= 0 ? lowerV6 : upperV6;
    return half == null ? Boundaries.NONE : half.find(address.high(), address.low());
  }

  /** The entry of the next wider network around that of an entry, or {@link Boundaries#NONE}. */
  int parent(int entry) {
    if (parents == null) {
      throw new IllegalStateException("Built without parents");
    }
    return parents[entry];
  }
}
