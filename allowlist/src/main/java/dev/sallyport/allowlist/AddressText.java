package dev.sallyport.allowlist;

/** Canonical text: dotted quads, and RFC 5952 for IPv6. */
final class AddressText {
  private AddressText() {}

  static String v4(int bits) {
    return (bits >>> 24)
        + "."
        + (bits >>> 16 & 0xff)
        + "."
        + (bits >>> 8 & 0xff)
        + "."
        + (bits & 0xff);
  }

  static String v6(long high, long low) {
    int gapStart = -1;
    int gapLength = 1;
    int run = 0;
    for (int i = 0; i < 8; i++) {
      run = group(high, low, i) == 0 ? run + 1 : 0;
      // RFC 5952 §4.2.2 and §4.2.3: the longest run of two zero groups or more, the first of
      // equals.
      if (run > gapLength) {
        gapLength = run;
        gapStart = i - run + 1;
      }
    }
    StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < 8; i++) {
      if (i == gapStart) {
        text.append("::");
        i += gapLength - 1;
      } else {
        if (i > 0 && i != gapStart + gapLength) {
          text.append(':');
        }
        text.append(Integer.toHexString(group(high, low, i)));
      }
    }
    return text.toString();
  }

  private static int group(long high, long low, int index) {
    long half = index < 4 ? high : low;
    return (int) (half >>> (48 - 16 * (index % 4))) & 0xffff;
  }
}
