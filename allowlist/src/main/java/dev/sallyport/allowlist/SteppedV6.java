package dev.sallyport.allowlist;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A few places of IPv6 networks, none of them crowded: sixteen upper halves found in four
 * comparisons, each without a branch, then one question of the lower half, whether it lies in the
 * one network there. That of the upper half is spared: where a network ends there is a place more.
 */
final class SteppedV6 implements V6Table {
  private static final int PLACES = 16;

  // The first lies before all others and is of no entry; past the last it stands again.
  private final long[] highs = new long[PLACES];
  private final long[] lows = new long[PLACES];
  private final byte[] hostBits = new byte[PLACES];
  private final int[] within = new int[PLACES];
  private final int[] around = new int[PLACES];
  private int count;

  private SteppedV6() {
    place(0, 0, 0, Table.NONE, Table.NONE);
  }

  /** Those places in this form, or null where they are too many or too crowded for it. */
  static @Nullable SteppedV6 of(PlacesV6 from) {
    SteppedV6 few = new SteppedV6();
    return !from.isCrowded() && few.take(from) ? few : null;
  }

  private boolean take(PlacesV6 from) {
    for (int i = 0; i < from.count(); i++) {
      if (count + 2 > PLACES) {
        return false;
      }
      long high = from.high(i);
      int entry = from.within(i);
      int around = from.around(i);
      boolean isWhole = from.hostBits(i) == Long.SIZE;
      place(high, from.low(i), isWhole ? 0 : from.hostBits(i), entry, isWhole ? entry : around);
      boolean goesOn = high != Long.MAX_VALUE && !from.isNext(i);
      if (goesOn && !(isWhole && entry == around)) {
        place(high + 1, 0, 0, around, around);
      }
    }
    int last = count - 1;
    Arrays.fill(highs, count, PLACES, Long.MAX_VALUE);
    Arrays.fill(lows, count, PLACES, lows[last]);
    Arrays.fill(hostBits, count, PLACES, hostBits[last]);
    Arrays.fill(within, count, PLACES, within[last]);
    Arrays.fill(around, count, PLACES, around[last]);
    return true;
  }

  private void place(long high, long low, int bits, int entry, int other) {
    highs[count] = high;
    lows[count] = low;
    hostBits[count] = (byte) bits;
    within[count] = entry;
    around[count] = other;
    count++;
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
