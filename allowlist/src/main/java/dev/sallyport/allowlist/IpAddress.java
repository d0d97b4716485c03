package dev.sallyport.allowlist;

/**
 * An IPv4 or IPv6 address, compared as a number. An IPv4-mapped IPv6 address never exists as such:
 * every factory unfolds it to the IPv4 address it stands for (RFC 4291 §2.5.5.2).
 */
public final class IpAddress implements Comparable<IpAddress> {

  /** An IPv4 address from its 32 bits. */
  public static IpAddress v4(int bits) {
    throw new UnsupportedOperationException();
  }

  /** An IPv6 address from its two halves; a mapped one becomes its IPv4 address. */
  public static IpAddress v6(long high, long low) {
    throw new UnsupportedOperationException();
  }

  /**
   * An address from its 4 or 16 bytes in network order.
   *
   * @throws IllegalArgumentException for any other length
   */
  public static IpAddress ofBytes(byte[] bytes) {
    throw new UnsupportedOperationException();
  }

  /** Reads an address strictly: no leading zeros, short forms, zones, brackets or ports. */
  public static ParseResult<IpAddress> parse(CharSequence text) {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads an address that is known to be well formed, such as a constant.
   *
   * @throws IllegalArgumentException where {@link #parse} would refuse it
   */
  public static IpAddress of(String text) {
    throw new UnsupportedOperationException();
  }

  public boolean isV4() {
    throw new UnsupportedOperationException();
  }

  /** The upper 64 bits of an IPv6 address; 0 for IPv4. */
  public long high() {
    throw new UnsupportedOperationException();
  }

  /** The lower 64 bits of an IPv6 address; the 32 bits of an IPv4 address, zero-extended. */
  public long low() {
    throw new UnsupportedOperationException();
  }

  /** 127.0.0.0/8 or ::1. */
  public boolean isLoopback() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int compareTo(IpAddress other) {
    throw new UnsupportedOperationException();
  }

  /** Canonical text: dotted quad, or RFC 5952. */
  @Override
  public String toString() {
    throw new UnsupportedOperationException();
  }
}
