package dev.sallyport.allowlist;

/**
 * Networks of one family laid flat: the sorted places at which the longest network that covers an
 * address changes, each with the entry that holds from there on. Networks nest or are disjoint, so
 * a stack of those that are open tells which one goes on where another ends.
 *
 * <p>An IPv4 address takes the upper 32 of the 128 bits here, so that a prefix length means the
 * same in both families.
 */
final class Boundaries {
  private final long[] highs;
  private final long[] lows;
  private final int[] entries;
  private int count;

  private final long[] openHighs = new long[129];
  private final long[] openLows = new long[129];
  private final int[] openEntries = new int[129];
  private int open;

  // The upper half of the first address past the part of the space that is laid flat, whose lower
  // half is zero; nothing is said from there on.
  private final long endHigh;

  Boundaries(int networks, long endHigh) {
    this.endHigh = endHigh;
    int most = 2 * networks;
    highs = new long[most];
    lows = new long[most];
    entries = new int[most];
  }

  /**
   * Adds a network. They come in order of their base, the wider first, and none twice.
   *
   * @return the entry of the narrowest network added so far that covers this one, or {@link
   *     Table#NONE}
   */
  int add(long high, long low, int prefixLength, int entry) {
    closeBefore(high, low);
    int parent = open == 0 ? Table.NONE : openEntries[open - 1];
    turn(high, low, entry);
    int hostBits = 128 - prefixLength;
    openHighs[open] = high | Masks.hostHigh(hostBits);
    openLows[open] = low | Masks.hostLow(hostBits);
    openEntries[open] = entry;
    open++;
    return parent;
  }

  /** Closes what is still open; to be called once, after the last network. */
  Boundaries end() {
    while (open > 0) {
      close();
    }
    return this;
  }

  private void closeBefore(long high, long low) {
    while (open > 0
        && (Long.compareUnsigned(openHighs[open - 1], high) < 0
            || (openHighs[open - 1] == high
                && Long.compareUnsigned(openLows[open - 1], low) < 0))) {
      close();
    }
  }

  private void close() {
    open--;
    long low = openLows[open] + 1;
    long high = openHighs[open] + (low == 0 ? 1 : 0);
    if (high != endHigh || low != 0) {
      turn(high, low, open == 0 ? Table.NONE : openEntries[open - 1]);
    }
  }

  private void turn(long high, long low, int entry) {
    if (count > 0 && highs[count - 1] == high && lows[count - 1] == low) {
      count--;
    }
    if (entry == (count == 0 ? Table.NONE : entries[count - 1])) {
      return;
    }
    highs[count] = high;
    lows[count] = low;
    entries[count] = entry;
    count++;
  }

  int count() {
    return count;
  }

  long high(int i) {
    return highs[i];
  }

  long low(int i) {
    return lows[i];
  }

  /** The place of the first boundary after one whose upper half is another. */
  int endOfHigh(int i) {
    int end = i + 1;
    while (end < count && highs[end] == highs[i]) {
      end++;
    }
    return end;
  }

  int entry(int i) {
    return entries[i];
  }
}
