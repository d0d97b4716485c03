package dev.sallyport.allowlist;

/**
 * Many places of IPv6 networks, or crowded ones: the last one at or before an address is found by
 * its upper half, and what is to be said of most addresses stands there, in two words side by side.
 */
final class IndexedV6 implements V6Table {
  private static final int SLOTS_EACH = 2;

  private final SortedLongs highs;
  // By place, two words each.
  private final long[] places;
  private final long[] crowdedLows;
  private final int[] crowdedEntries;

  IndexedV6(PlacesV6 from) {
    highs = new SortedLongs(from.highs(), from.count(), SLOTS_EACH);
    places = from.places();
    crowdedLows = from.crowdedLows();
    crowdedEntries = from.crowdedEntries();
  }

  @Override
  public int find(long high, long low) {
    long key = V6Table.withinHalf(high);
    int at = highs.floor(key);
    if (at < 0) {
      return Table.NONE;
    }
    long apart = key ^ highs.get(at);
    long base = places[2 * at];
    long answer = places[2 * at + 1];
    return apart == 0 && PlacesV6.isCrowded(answer)
        ? crowded(base, PlacesV6.ordered(low))
        : PlacesV6.entry(apart, low ^ base, answer);
  }

  private int crowded(long which, long low) {
    int at = (int) (which >>> Integer.SIZE);
    int last = (int) which;
    for (int half = Integer.highestOneBit(last - at); half > 0; half >>>= 1) {
      int next = Math.min(at + half, last);
      at = crowdedLows[next] <= low ? next : at;
    }
    return crowdedEntries[at];
  }
}
