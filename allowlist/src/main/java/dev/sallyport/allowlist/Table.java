package dev.sallyport.allowlist;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of some networks is the longest that covers an address: the bare search, without the states
 * of entries that a {@link Policy} knows. Immutable; a look-up allocates nothing.
 *
 * <p>All that can be known beforehand is worked out when it is built: nested networks are laid flat
 * into the places where the answer changes ({@link Boundaries}), so that a look-up is a search for
 * the last such place. That is the search of Lampson, Srinivasan and Varghese, "IP Lookups using
 * Multiway and Multicolumn Search" (INFOCOM 1998), with the two halves of an IPv6 address as the
 * columns, of which the second is mostly one comparison ({@link PlacesV6}). Where there are few
 * places it is a row of comparisons ({@link SteppedV4}); else it begins at an index of the leading
 * bits as in Zec, Rizzo and Mikuc, "DXR: Towards a Billion Routing Lookups per Second in Software"
 * (CCR 42(5), 2012), which grows with the list ({@link SortedLongs}).
 */
public final class Table {
  /** Stands for no network. */
  public static final int NONE = -1;

  private final @Nullable V4Table v4;
  private final @Nullable V6Table lowerV6;
  private final @Nullable V6Table upperV6;
  private final int @Nullable [] parents;

  /**
   * A table of networks of either family.
   *
   * @param networks in any order; of two that are the same the first counts; at most 2²⁵
   * @return their table, which keeps nothing of the list itself
   */
  public static Table of(List<Network> networks) {
    return new Table(
        Placed.sorted(networks.size(), networks::get), networks.size(), /* nested= */ false);
  }

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
    v4 = firstV6 == 0 ? null : V4Table.of(flat(networks.subList(0, firstV6), 0));

    int firstUpper = firstV6;
    while (firstUpper < networks.size() && networks.get(firstUpper).high() >= 0) {
      firstUpper++;
    }
    List<Placed> lower = networks.subList(firstV6, firstUpper);
    List<Placed> upper = networks.subList(firstUpper, networks.size());
    if (!lower.isEmpty() && lower.getFirst().prefixLength() == 0) {
      // The one network that lies in both halves stands in each as that half.
      int all = lower.getFirst().entry();
      lower = withFirst(new Placed(false, 0, 0, 1, all), lower.subList(1, lower.size()));
      upper = withFirst(new Placed(false, Long.MIN_VALUE, 0, 1, all), upper);
    }
    lowerV6 = lower.isEmpty() ? null : V6Table.of(flat(lower, Long.MIN_VALUE));
    upperV6 = upper.isEmpty() ? null : V6Table.of(flat(upper, 0));
  }

  private static List<Placed> withFirst(Placed first, List<Placed> rest) {
    List<Placed> all = new ArrayList<>(rest.size() + 1);
    all.add(first);
    all.addAll(rest);
    return all;
  }

  private Boundaries flat(List<Placed> networks, long endHigh) {
    Boundaries flat = new Boundaries(networks.size(), endHigh);
    for (Placed network : networks) {
      int parent = flat.add(network.high(), network.low(), network.prefixLength(), network.entry());
      if (parents != null) {
        parents[network.entry()] = parent;
      }
    }
    return flat.end();
  }

  /**
   * The longest network that covers an address.
   *
   * @param address the address
   * @return its place in the list, from 0, or {@link #NONE}
   */
  public int find(IpAddress address) {
    if (address.isV4()) {
      return v4 == null ? Table.NONE : v4.find((int) address.low());
    }
    V6Table half = address.high() >= 0 ? lowerV6 : upperV6;
    return half == null ? Table.NONE : half.find(address.high(), address.low());
  }

  /** The entry of the next wider network around that of an entry, or {@link #NONE}. */
  int parent(int entry) {
    if (parents == null) {
      throw new IllegalStateException("Built without parents");
    }
    return parents[entry];
  }
}
