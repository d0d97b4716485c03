package dev.sallyport.allowlist;

/** The boundaries of IPv4 networks and the search among them that suits their number. */
sealed interface V4Table permits SteppedV4, IndexedV4 {

  static V4Table of(Boundaries from) {
    return from.count() < SteppedV4.PLACES ? new SteppedV4(from) : new IndexedV4(from);
  }

  /** The entry of the longest network that covers the address, or {@link Table#NONE}. */
  int find(int bits);
}
