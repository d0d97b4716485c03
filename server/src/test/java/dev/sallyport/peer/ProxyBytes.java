package dev.sallyport.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;

/** PROXY headers of version 2, byte by byte as the specification has them. */
final class ProxyBytes {

  private ProxyBytes() {}

  static byte[] tcp4(String source) {
    return version2(0x21, 0x11, tcp4Payload(source));
  }

  static byte[] tcp6(String source) {
    return version2(0x21, 0x21, v6(source), v6("2001:db8::2"), new byte[] {1, 2, 3, 4});
  }

  static byte[] tcp4Payload(String source) {
    return join(raw(source), new byte[] {10, 0, 0, 1, 1, 2, 3, 4});
  }

  static byte[] version2(int command, int family, byte[]... payload) {
    byte[] rest = join(payload);
    byte[] fixed = {
      (byte) command, (byte) family, (byte) (rest.length >> 8), (byte) rest.length,
    };
    return join("\r\n\r\n\0\r\nQUIT\n".getBytes(ISO_8859_1), fixed, rest);
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  private static byte[] v6(String address) {
    byte[] raw = raw(address);
    if (raw.length == 16) {
      return raw;
    }
    // InetAddress unfolds what is mapped; on the wire it is not.
    byte[] mapped = new byte[16];
    Arrays.fill(mapped, 10, 12, (byte) 0xff);
    System.arraycopy(raw, 0, mapped, 12, 4);
    return mapped;
  }

  private static byte[] raw(String address) {
    try {
      InetAddress parsed = InetAddress.getByName(address);
      return parsed instanceof Inet4Address v4 ? v4.getAddress() : parsed.getAddress();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
