package dev.sallyport.message;

/** Looks for bytes above 127 (RFC 6152). */
final class EightBit {

  private EightBit() {}

  static boolean in(byte[] bytes, int offset, int length) {
    int seen = 0;
    for (int i = offset; i < offset + length; i++) {
      seen |= bytes[i];
    }
    return seen < 0;
  }
}
