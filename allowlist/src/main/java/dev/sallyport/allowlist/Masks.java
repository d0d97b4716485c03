package dev.sallyport.allowlist;

/** The two halves of a mask that has the given number of host bits set at its low end. */
final class Masks {
  private Masks() {}

  static long hostHigh(int hostBits) {
    return hostBits <= 64 ? 0 : -1L >>> (128 - hostBits);
  }

  // A shift by 64 would be none at all, so the empty and the full mask are told apart first.
  static long hostLow(int hostBits) {
    return hostBits == 0 ? 0 : hostBits >= 64 ? -1L : -1L >>> (64 - hostBits);
  }
}
