package dev.sallyport.allowlist;

import java.util.Arrays;

/**
 * The boundaries of a few IPv4 networks: always sixteen, so that the search for the last one at or
 * before an address is four comparisons, each without a branch.
 */
final class SteppedV4 implements V4Table {
  static final int PLACES = 16;

  // The first lies before all others and is of no entry; past the last it stands again.
  private final int[] starts = new int[PLACES];
  private final int[] entries = new int[PLACES];

  SteppedV4(Boundaries from) {
    int count = from.count();
    starts[0] = Integer.MIN_VALUE;
    entries[0] = Table.NONE;
    for (int i = 0; i < count; i++) {
      starts[i + 1] = ordered((int) (from.high(i) >>> 32));
      entries[i + 1] = from.entry(i);
    }
    Arrays.fill(starts, count + 1, PLACES, Integer.MAX_VALUE);
    Arrays.fill(entries, count + 1, PLACES, entries[count]);
  }

  @Override
  public int find(int bits) {
    int key = ordered(bits);
    // The mask, which changes nothing, tells the compiler that no place lies outside.
    int all = starts.length - 1;
    int at = starts[8 & all] <= key ? 8 : 0;
    at += starts[(at + 4) & all] <= key ? 4 : 0;
    at += starts[(at + 2) & all] <= key ? 2 : 0;
    at += starts[(at + 1) & all] <= key ? 1 : 0;
    return entries[at & (entries.length - 1)];
  }

  /** With the sign turned, so that Java's order is that of the addresses. */
  private static int ordered(int bits) {
    return bits ^ Integer.MIN_VALUE;
  }
}
