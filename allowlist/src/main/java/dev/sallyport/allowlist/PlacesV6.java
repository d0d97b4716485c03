package dev.sallyport.allowlist;

import java.util.Arrays;

/**
 * The boundaries of IPv6 networks by upper half. Each half that occurs is a place, which speaks for
 * the addresses from there to the next one. It names a network within that half, mostly the only
 * one: its entry is that of the addresses that lie in it, and another one that of all the rest. An
 * upper half with more networks in it is <em>crowded</em>: the boundaries of its lower halves stand
 * elsewhere, one after another, and its own answer is that of the addresses past it.
 *
 * <p>Beside the upper half a place is two words: the lower half of the network's base; then, from
 * the top, whether it is crowded, the length of the network's host part, 0 to 64, the entry of the
 * rest and that of the network. The first word of a crowded one is where its boundaries begin and
 * end.
 */
final class PlacesV6 {
  private static final int ENTRY_BITS = 28;
  private static final int ENTRY_MASK = (1 << ENTRY_BITS) - 1;
  private static final int HALF = 64;
  private static final long CROWDED = Long.MIN_VALUE;

  private final Boundaries from;
  private final long[] highs;
  private final long[] places;
  private int count;
  private long[] crowdedLows = {};
  private int[] crowdedEntries = {};
  private int crowded;

  PlacesV6(Boundaries from) {
    this.from = from;
    highs = new long[from.count()];
    places = new long[2 * from.count()];
    for (int at = 0; at < from.count(); ) {
      int end = from.endOfHigh(at);
      int around = take(at, end);
      // What the upper half after it has to say is mostly that something has ended: said already.
      at = isAllOneEntryAfter(at, end) && from.entry(end) == around ? end + 1 : end;
    }
  }

  /** Takes one upper half, and returns the entry that its place tells of the addresses past it. */
  private int take(int at, int end) {
    int first = from.low(at) == 0 ? at + 1 : at;
    int before = first > at ? from.entry(at) : at == 0 ? Table.NONE : from.entry(at - 1);
    int after = isAllOneEntryAfter(at, end) ? from.entry(end) : from.entry(end - 1);
    long start = first < end ? from.low(first) : 0;
    int last = from.entry(end - 1);
    if (first == end) {
      return one(at, 0, HALF, before, after);
    }
    if (end == first + 1 && isNetwork(0, start)) {
      return one(at, 0, Long.numberOfTrailingZeros(start), before, last);
    }
    if (end == first + 1 && isNetwork(start, -start)) {
      return one(at, start, Long.numberOfTrailingZeros(start), last, before);
    }
    if (end == first + 2 && last == before && isNetwork(start, from.low(first + 1) - start)) {
      int hostBits = Long.numberOfTrailingZeros(from.low(first + 1) - start);
      return one(at, start, hostBits, from.entry(first), before);
    }
    return crowd(at, first, end, before, after);
  }

  private boolean isAllOneEntryAfter(int at, int end) {
    return end < from.count()
        && from.high(end) == from.high(at) + 1
        && from.low(end) == 0
        && from.endOfHigh(end) == end + 1;
  }

  private static boolean isNetwork(long start, long size) {
    return Long.bitCount(size) == 1 && (start & (size - 1)) == 0;
  }

  private int one(int at, long low, int hostBits, int within, int around) {
    place(at, low, (long) hostBits << (2 * ENTRY_BITS) | (within + 1), around);
    return around;
  }

  private int crowd(int at, int first, int end, int before, int after) {
    int own = end - first + 1;
    if (crowded + own > crowdedLows.length) {
      int room = Math.max(crowded + own, 2 * crowded);
      crowdedLows = Arrays.copyOf(crowdedLows, room);
      crowdedEntries = Arrays.copyOf(crowdedEntries, room);
    }
    place(at, (long) crowded << Integer.SIZE | (crowded + own - 1), CROWDED, after);
    crowdedLows[crowded] = ordered(0);
    crowdedEntries[crowded++] = before;
    for (int i = first; i < end; i++) {
      crowdedLows[crowded] = ordered(from.low(i));
      crowdedEntries[crowded++] = from.entry(i);
    }
    return after;
  }

  private void place(int at, long low, long rest, int around) {
    highs[count] = V6Table.withinHalf(from.high(at));
    places[2 * count] = low;
    places[2 * count + 1] = rest | (long) (around + 1) << ENTRY_BITS;
    count++;
  }

  int count() {
    return count;
  }

  long high(int i) {
    return highs[i];
  }

  long low(int i) {
    return places[2 * i];
  }

  int hostBits(int i) {
    return hostBits(places[2 * i + 1]);
  }

  int within(int i) {
    return entry(places[2 * i + 1]);
  }

  int around(int i) {
    return entry(places[2 * i + 1] >>> ENTRY_BITS);
  }

  /** Whether the place after that one begins where its own upper half ends. */
  boolean isNext(int i) {
    return i + 1 < count && highs[i + 1] == highs[i] + 1;
  }

  long[] highs() {
    return highs;
  }

  long[] places() {
    return Arrays.copyOf(places, 2 * count);
  }

  boolean isCrowded() {
    return crowded > 0;
  }

  long[] crowdedLows() {
    return Arrays.copyOf(crowdedLows, crowded);
  }

  int[] crowdedEntries() {
    return Arrays.copyOf(crowdedEntries, crowded);
  }

  /** Whether the second word of a place is that of a crowded one. */
  static boolean isCrowded(long answer) {
    return answer < 0;
  }

  /**
   * The entry of an address by a place before which it does not lie, without a branch.
   *
   * @param high the bits in which its upper half differs from that of the place
   * @param low the bits in which its lower half differs
   * @param answer the second word of the place, which is not crowded unless high is other than 0
   */
  static int entry(long high, long low, long answer) {
    int isOutside = Long.numberOfLeadingZeros(low) + hostBits(answer) - HALF;
    int isElsewhere = (int) ((high | -high) >>> Integer.SIZE);
    int shift = ENTRY_BITS & (isOutside | isElsewhere) >> (Integer.SIZE - 1);
    return entry(answer >>> shift);
  }

  private static int hostBits(long answer) {
    return (int) (answer >>> (2 * ENTRY_BITS)) & Byte.MAX_VALUE;
  }

  private static int entry(long answer) {
    return ((int) answer & ENTRY_MASK) - 1;
  }

  /** With the sign turned, so that Java's order is that of the addresses. */
  static long ordered(long low) {
    return low ^ Long.MIN_VALUE;
  }
}
