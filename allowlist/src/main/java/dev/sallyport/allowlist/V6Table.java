package dev.sallyport.allowlist;

import org.jspecify.annotations.Nullable;

/**
 * The boundaries of IPv6 networks in one half of the address space, told apart by the top bit, and
 * the search among them that suits their number.
 */
sealed interface V6Table permits SteppedV6, IndexedV6 {

  static V6Table of(Boundaries from) {
    PlacesV6 places = new PlacesV6(from);
    @Nullable V6Table few = SteppedV6.of(places);
    return few != null ? few : new IndexedV6(places);
  }

  /** The entry of the longest network that covers the address, or {@link Table#NONE}. */
  int find(long high, long low);

  /** Without the top bit, which all addresses of one half of the space have in common. */
  static long withinHalf(long high) {
    return high & Long.MAX_VALUE;
  }
}
