package dev.sallyport.peer;

import dev.sallyport.allowlist.IpAddress;
import java.util.Arrays;

/**
 * The binary PROXY header, version 2 (PROXY protocol §2.2). Its TLVs say nothing of the address and
 * are skipped.
 */
final class ProxyVersion2 {

  private static final int LOCAL = 0x20;
  private static final int PROXY = 0x21;

  private static final int UNSPEC = 0x00;
  private static final int TCP4 = 0x11;
  private static final int TCP6 = 0x21;
  private static final int UNIX_STREAM = 0x31;

  private ProxyVersion2() {}

  /** Refuses early what no payload can make good. */
  static void check(byte command, byte family, int payload) throws ProxyHeaderException {
    if (command == LOCAL) {
      // §2.2: the family of a LOCAL header is to be ignored.
      return;
    }
    if (command != PROXY) {
      throw new ProxyHeaderException("a PROXY header of an unknown version or command");
    }
    int needed =
        switch (family) {
          case UNSPEC -> 0;
          case TCP4 -> 2 * 4 + 2 * 2;
          case TCP6 -> 2 * 16 + 2 * 2;
          case UNIX_STREAM -> 2 * 108;
          // §2.2: datagrams can't have come in over a stream; the rest is unassigned, to be
          // dropped.
          default -> throw new ProxyHeaderException("a PROXY header of an unexpected family");
        };
    if (payload < needed) {
      throw new ProxyHeaderException("a PROXY header too short for its addresses");
    }
  }

  /** Reads a header that passed {@link #check}, its payload complete from the offset on. */
  static ProxyHeader read(byte command, byte family, byte[] bytes, int offset) {
    if (command == LOCAL) {
      return new ProxyHeader.Unnamed("LOCAL");
    }
    return switch (family) {
      case TCP4 -> source(bytes, offset, 4);
      case TCP6 -> source(bytes, offset, 16);
      case UNIX_STREAM -> new ProxyHeader.Unnamed("UNIX");
      default -> new ProxyHeader.Unnamed("UNSPEC");
    };
  }

  private static ProxyHeader source(byte[] bytes, int offset, int length) {
    return new ProxyHeader.Source(
        IpAddress.ofBytes(Arrays.copyOfRange(bytes, offset, offset + length)));
  }
}
