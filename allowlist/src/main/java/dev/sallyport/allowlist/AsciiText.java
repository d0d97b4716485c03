package dev.sallyport.allowlist;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Bytes of a line or header, looked at as text: each byte is one character. */
final class AsciiText implements CharSequence {
  private final byte[] bytes;
  private final int from;
  private final int to;

  AsciiText(byte[] bytes, int from, int to) {
    Objects.checkFromToIndex(from, to, bytes.length);
    this.bytes = bytes;
    this.from = from;
    this.to = to;
  }

  @Override
  public int length() {
    return to - from;
  }

  @Override
  public char charAt(int index) {
    return (char) (bytes[from + index] & 0xff);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new AsciiText(bytes, from + start, from + end);
  }

  @Override
  public String toString() {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
