package dev.sallyport.allowlist;

/** The boundaries of IPv4 networks, each in one number: where it starts, then its entry. */
final class IndexedV4 implements V4Table {
  /** Twice the room of the boundaries themselves, for a fifth less time than with half as many. */
  private static final int SLOTS_EACH = 4;

  private static final int ENTRY_WIDTH = 31;
  private static final long ENTRY_BITS = 0x7fff_ffffL;

  private final SortedLongs boundaries;

  IndexedV4(Boundaries from) {
    int count = from.count();
    long[] keys = new long[count];
    for (int i = 0; i < count; i++) {
      keys[i] = start((int) (from.high(i) >>> 32)) | (from.entry(i) + 1);
    }
    boundaries = new SortedLongs(keys, count, SLOTS_EACH);
  }

  @Override
  public int find(int bits) {
    int place = boundaries.floor(start(bits) | ENTRY_BITS);
    return place < 0 ? Table.NONE : (int) (boundaries.get(place) & ENTRY_BITS) - 1;
  }

  private static long start(int bits) {
    return (bits & 0xffff_ffffL) << ENTRY_WIDTH;
  }
}
