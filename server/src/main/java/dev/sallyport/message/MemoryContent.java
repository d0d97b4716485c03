package dev.sallyport.message;

import java.io.IOException;
import java.io.OutputStream;

/** A content held in memory: the first bytes of an array. */
final class MemoryContent implements Content {

  private final byte[] bytes;
  private final int length;
  private final boolean eightBit;

  MemoryContent(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
    this.eightBit = EightBit.in(bytes, 0, length);
  }

  @Override
  public long size() {
    return length;
  }

  @Override
  public boolean isEightBit() {
    return eightBit;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
  }

  @Override
  public void close() {
    // Nothing but memory is held.
  }
}
