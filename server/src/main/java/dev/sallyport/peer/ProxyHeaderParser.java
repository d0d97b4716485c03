package dev.sallyport.peer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Takes the bytes of a PROXY header, version 1 or 2, as they arrive in whatever pieces, and says
 * how many more surely belong to it: so nothing behind the header is ever read. The two versions
 * can't be confused, for the first byte tells them apart (PROXY protocol §2).
 *
 * <p>Bounds: 107 bytes for version 1 (§2.1), {@value #MAX_V2_PAYLOAD} bytes behind the fixed part
 * of version 2.
 */
final class ProxyHeaderParser {

  /** The most that is taken behind the 16 fixed bytes of a version 2 header; its own is 65535. */
  static final int MAX_V2_PAYLOAD = 4096;

  private static final int MAX_V1 = 107;
  private static final int V2_FIXED = 16;
  private static final byte[] V1_START = "PROXY ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] V2_START = {
    '\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n'
  };

  private byte[] bytes = new byte[MAX_V1 + 1];
  private int length;
  private @Nullable ProxyHeader result;

  /** How many bytes can be read without taking one that lies behind the header; 0 when done. */
  int wanted() {
    if (result != null) {
      return 0;
    }
    if (!isVersion2() || length < V2_START.length) {
      return 1;
    }
    return length < V2_FIXED ? V2_FIXED - length : V2_FIXED + payloadLength() - length;
  }

  /**
   * Takes the next bytes, never more than were {@linkplain #wanted() wanted}.
   *
   * @throws ProxyHeaderException if this can no longer become a PROXY header
   */
  void take(byte[] from, int offset, int count) throws ProxyHeaderException {
    if (count > wanted()) {
      throw new IllegalArgumentException(count + " bytes, " + wanted() + " wanted");
    }
    reserve(length + count);
    System.arraycopy(from, offset, bytes, length, count);
    length += count;
    checkStart();
    if (isVersion2()) {
      takeVersion2();
    } else {
      takeVersion1();
    }
  }

  /** What the header said, or null while it is incomplete. */
  @Nullable ProxyHeader result() {
    return result;
  }

  private boolean isVersion2() {
    return length > 0 && bytes[0] == V2_START[0];
  }

  private void checkStart() throws ProxyHeaderException {
    byte[] start = isVersion2() ? V2_START : V1_START;
    int known = Math.min(length, start.length);
    if (!Arrays.equals(bytes, 0, known, start, 0, known)) {
      throw new ProxyHeaderException("the connection does not begin with a PROXY header");
    }
  }

  private void takeVersion1() throws ProxyHeaderException {
    if (length > 1 && bytes[length - 1] == '\n') {
      if (bytes[length - 2] != '\r') {
        throw new ProxyHeaderException("a PROXY header that ends in a bare line feed");
      }
      result = ProxyVersion1.read(new String(bytes, 0, length - 2, StandardCharsets.ISO_8859_1));
    } else if (length >= MAX_V1) {
      throw new ProxyHeaderException("a PROXY header longer than " + MAX_V1 + " bytes");
    }
  }

  private void takeVersion2() throws ProxyHeaderException {
    if (length < V2_FIXED) {
      return;
    }
    int payload = payloadLength();
    if (payload > MAX_V2_PAYLOAD) {
      throw new ProxyHeaderException("a PROXY header of " + payload + " bytes");
    }
    if (length == V2_FIXED) {
      ProxyVersion2.check(bytes[12], bytes[13], payload);
    }
    if (length == V2_FIXED + payload) {
      result = ProxyVersion2.read(bytes[12], bytes[13], bytes, V2_FIXED);
    }
  }

  private int payloadLength() {
    return ((bytes[14] & 0xff) << 8) | (bytes[15] & 0xff);
  }

  private void reserve(int needed) {
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, needed);
    }
  }
}
