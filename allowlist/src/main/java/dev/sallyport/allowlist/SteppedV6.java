package dev.sallyport.allowlist;

import org.jspecify.annotations.Nullable;

/**
 * The boundaries of a few IPv6 networks, of which no two that are longer than a /64 lie in the same
 * /64: sixteen upper halves found in four comparisons, each without a branch, then one question of
 * the lower half, whether it lies in the one network there.
 */
final class SteppedV6 implements V6Table {
  private static final int PLACES = 16;

  // The first lies before all others and is of no entry; past the last it stands again.
  private final long[] highs = new long[PLACES];
  // By place: where the network there begins, how many bits an address in it may differ from that
  // in, its entry, and the entry around it. Where there is none the two entries are the same.
  private final long[] lows = new long[PLACES];
  private final byte[] hostBits = new byte[PLACES];
  private final int[] within = new int[PLACES];
  private final int[] around = new int[PLACES];
  private int count;

  private SteppedV6() {
    place(0, 0, 0, Table.NONE, Table.NONE);
  }

  /** Those boundaries in this form, or null where they are too many or too crowded for it. */
  static @Nullable SteppedV6 of(Boundaries from) {
    SteppedV6 few = new SteppedV6();
    if (!few.take(from)) {
      return null;
    }
    few.fill();
    return few;
  }

  private boolean take(Boundaries from) {
    for (int at = 0; at < from.count(); ) {
      int end = from.endOfHigh(at);
      if (count + 2 > PLACES || !take(from, at, end)) {
        return false;
      }
      long high = from.high(at);
      boolean isLast = V6Table.withinHalf(high) == Long.MAX_VALUE;
      if (from.low(end - 1) != 0
          && !isLast
          && (end == from.count() || from.high(end) != high + 1)) {
        int after = from.entry(end - 1);
        place(high + 1, 0, 0, after, after);
      }
      at = end;
    }
    return true;
  }

  /** One upper half: the stretches of lower halves in it must be one network and what is around. */
  private boolean take(Boundaries from, int at, int end) {
    long high = from.high(at);
    int first = at;
    int before = at == 0 ? Table.NONE : from.entry(at - 1);
    if (from.low(at) == 0) {
      before = from.entry(at);
      first++;
    }
    if (end == first) {
      place(high, 0, 0, before, before);
      return true;
    }
    long start = from.low(first);
    int entry = from.entry(first);
    if (end == first + 1) {
      if (Long.bitCount(start) == 1) {
        place(high, 0, Long.numberOfTrailingZeros(start), before, entry);
        return true;
      }
      return take(high, start, -start, entry, before);
    }
    return end == first + 2
        && from.entry(first + 1) == before
        && take(high, start, from.low(first + 1) - start, entry, before);
  }

  private boolean take(long high, long start, long size, int entry, int before) {
    if (Long.bitCount(size) != 1 || (start & (size - 1)) != 0) {
      return false;
    }
    place(high, start, Long.numberOfTrailingZeros(size), entry, before);
    return true;
  }

  private void place(long high, long low, int bits, int entry, int other) {
    highs[count] = V6Table.withinHalf(high);
    lows[count] = low;
    hostBits[count] = (byte) bits;
    within[count] = entry;
    around[count] = other;
    count++;
  }

  private void fill() {
    for (int last = count - 1; count < PLACES; ) {
      place(Long.MAX_VALUE, lows[last], hostBits[last], within[last], around[last]);
    }
  }

  @Override
  public int find(long high, long low) {
    long key = V6Table.withinHalf(high);
    // The mask, which changes nothing, tells the compiler that no place lies outside.
    int all = highs.length - 1;
    int at = highs[8 & all] <= key ? 8 : 0;
    at += highs[(at + 4) & all] <= key ? 4 : 0;
    at += highs[(at + 2) & all] <= key ? 2 : 0;
    at += highs[(at + 1) & all] <= key ? 1 : 0;
    return (low ^ lows[at]) >>> hostBits[at] == 0 ? within[at] : around[at];
  }
}
