package dev.sallyport.admission;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * An id in half the room of its text.
 *
 * @param high its first 64 bits
 * @param low its last 32
 */
record Id(long high, int low) {
  static final int BYTES = 12;

  /**
   * @throws IllegalArgumentException where the text is not 24 hexadecimal digits in lower case
   */
  static Id of(String text) {
    if (text.length() != 2 * BYTES) {
      throw new IllegalArgumentException("Not an id: " + text);
    }
    int middle = 2 * Long.BYTES;
    return new Id(Hex.number(text, 0, middle), (int) Hex.number(text, middle, 2 * BYTES));
  }

  /** The id that begins at that byte. */
  static Id at(ByteBuffer packed, int at) {
    return new Id(packed.getLong(at), packed.getInt(at + Long.BYTES));
  }

  void put(ByteBuffer to) {
    to.putLong(high).putInt(low);
  }

  /** 24 hexadecimal digits, in lower case. */
  String text() {
    return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
  }
}
