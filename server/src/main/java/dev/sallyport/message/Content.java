package dev.sallyport.message;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The bytes of a message: header, empty line, body, with CRLF line ends and neither dot-stuffing
 * nor a final dot. Held in memory while small and in a temporary file beyond; closing frees both.
 */
public interface Content extends AutoCloseable {

  /** Length in bytes. */
  long size();

  /** Whether any byte is above 127, so that the relay must offer 8BITMIME (RFC 6152). */
  boolean isEightBit();

  /** Writes all bytes, unchanged; may be called again. */
  void writeTo(OutputStream out) throws IOException;

  @Override
  void close();

  /** A content that is already in memory; the array is not copied and must not be changed. */
  static Content of(byte[] bytes) {
    return new MemoryContent(bytes, bytes.length);
  }
}
