package dev.sallyport.relay;

import dev.sallyport.message.Content;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A message in memory, for tests. */
public final class BytesContent implements Content {

  private final byte[] bytes;

  public BytesContent(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** Each character is one byte, as in ISO 8859-1. */
  public static BytesContent of(String text) {
    return new BytesContent(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public boolean isEightBit() {
    for (byte b : bytes) {
      if (b < 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes);
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
