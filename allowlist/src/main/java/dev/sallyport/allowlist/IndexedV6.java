package dev.sallyport.allowlist;

import java.util.Arrays;

/**
 * The boundaries of many IPv6 networks, found in two steps: first the upper 64 bits among those
 * that occur, then the lower 64 bits among the few boundaries that share them.
 */
final class IndexedV6 implements V6Table {
  private final SortedLongs highs;
  // Boundary 0 lies before all others and is of no entry; those that share upper half i are
  // starts[i] to starts[i + 1] - 1.
  private final int[] starts;
  private final long[] lows;
  private final int[] entries;

  IndexedV6(Boundaries from) {
    int count = from.count();
    long[] distinct = new long[count];
    int[] firsts = new int[count + 1];
    lows = new long[count + 3];
    entries = new int[count + 1];
    entries[0] = Table.NONE;
    int groups = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || from.high(i) != from.high(i - 1)) {
        distinct[groups] = V6Table.withinHalf(from.high(i));
        firsts[groups++] = i + 1;
      }
      lows[i + 1] = ordered(from.low(i));
      entries[i + 1] = from.entry(i);
    }
    firsts[groups] = count + 1;
    starts = Arrays.copyOf(firsts, groups + 1);
    highs = new SortedLongs(distinct, groups);
  }

  @Override
  public int find(long high, long low) {
    long key = V6Table.withinHalf(high);
    int group = highs.floor(key);
    if (group < 0) {
      return Table.NONE;
    }
    // Where the upper half lies between two that occur, the last boundary of the lesser one holds.
    long bound = highs.get(group) == key ? ordered(low) : Long.MAX_VALUE;
    int at = starts[group] - 1;
    int last = starts[group + 1] - 1;
    for (int length = last - at + 1; length > 3; ) {
      int half = length >>> 1;
      at += lows[at + half] <= bound ? half : 0;
      length -= half;
    }
    // Two comparisons at once. The second may look at the boundary after the last one, which tells
    // nothing, but then the first has led to the last already.
    int first = lows[at + 1] <= bound ? 1 : 0;
    int second = lows[at + 2] <= bound ? first : 0;
    return entries[Math.min(at + first + second, last)];
  }

  /** With the sign turned, so that Java's order is that of the addresses. */
  private static long ordered(long low) {
    return low ^ Long.MIN_VALUE;
  }
}
