package dev.sallyport.admission;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;

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
      throw notAnId(text);
    }
    int middle = 2 * Long.BYTES;
    return new Id(number(text, 0, middle), (int) number(text, middle, 2 * BYTES));
  }

  /** Each id has one text: were another taken for it, what is kept under that would be missed. */
  private static long number(String text, int from, int to) {
    long number = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
      if (digit < 0) {
        throw notAnId(text);
      }
      number = number << 4 | digit;
    }
    return number;
  }

  private static IllegalArgumentException notAnId(String text) {
    return new IllegalArgumentException("Not an id: " + text);
  }

  /** Some ids, one after another. */
  static byte[] pack(List<String> texts) {
    ByteBuffer packed = ByteBuffer.allocate(texts.size() * BYTES);
    texts.forEach(text -> of(text).put(packed));
    return packed.array();
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
