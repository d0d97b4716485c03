package dev.sallyport.allowlist;

/**
 * An IPv4 or IPv6 address, compared as a number. An IPv4-mapped IPv6 address never exists as such:
 * every factory unfolds it to the IPv4 address it stands for (RFC 4291 §2.5.5.2).
 */
public final class IpAddress implements Comparable<IpAddress> {
  /** The longest text that is worth reading; the longest well-formed one has 45 characters. */
  static final int MAX_TEXT = 128;

  private static final long MAPPED = 0xffff_0000_0000L;
  private static final long V4_BITS = 0xffff_ffffL;

  // All 128 bits. An IPv4 address is kept in its mapped form, which no IPv6 address can have here,
  // so that two addresses are the same exactly if these are, and unfolding needs no branch.
  private final long high;
  private final long low;

  private IpAddress(long high, long low) {
    this.high = high;
    this.low = low;
  }

  /**
   * An IPv4 address from its 32 bits.
   *
   * @param bits the four parts, the first in the upper eight bits
   * @return the address
   */
  public static IpAddress v4(int bits) {
    return new IpAddress(0, MAPPED | (bits & V4_BITS));
  }

  /**
   * An IPv6 address from its two halves; a mapped one becomes its IPv4 address.
   *
   * @param high the upper 64 bits
   * @param low the lower 64 bits
   * @return the address
   */
  public static IpAddress v6(long high, long low) {
    return new IpAddress(high, low);
  }

  /**
   * An address from its 4 or 16 bytes in network order.
   *
   * @param bytes the bytes, which are copied
   * @return the address
   * @throws IllegalArgumentException for any other length
   */
  public static IpAddress ofBytes(byte[] bytes) {
    return switch (bytes.length) {
      case 4 -> v4((int) bigEndian(bytes, 0, 4));
      case 16 -> v6(bigEndian(bytes, 0, 8), bigEndian(bytes, 8, 16));
      default -> throw new IllegalArgumentException("4 or 16 bytes, not " + bytes.length);
    };
  }

  private static long bigEndian(byte[] bytes, int from, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      value = value << 8 | (bytes[i] & 0xff);
    }
    return value;
  }

  /**
   * Reads an address strictly: no leading zeros, short forms, zones, brackets or ports.
   *
   * @param text the address and nothing around it
   * @return the address, or why the text is none
   */
  public static ParseResult<IpAddress> parse(CharSequence text) {
    IpAddress address = AddressReader.address(text, 0, text.length());
    return address == null
        ? Explanation.of(text, Form.ADDRESS).asResult()
        : new ParseResult.Parsed<>(address);
  }

  /**
   * Reads an address from the ASCII bytes of a line or header, as strictly as {@link
   * #parse(CharSequence)} does.
   *
   * @param ascii holds the address
   * @param from where it begins
   * @param to where it has ended
   * @return the address, or why the text is none
   * @throws IndexOutOfBoundsException if the bounds do not lie in the array
   */
  public static ParseResult<IpAddress> parse(byte[] ascii, int from, int to) {
    return parse(new AsciiText(ascii, from, to));
  }

  /**
   * Reads an address that is known to be well formed, such as a constant.
   *
   * @param text the address
   * @return the address
   * @throws IllegalArgumentException where {@link #parse} would refuse it
   */
  public static IpAddress of(String text) {
    return parse(text).orThrow(text);
  }

  /** {@return whether this is an IPv4 address; if not, it is an IPv6 address} */
  public boolean isV4() {
    return high == 0 && low >>> 32 == 0xffff;
  }

  /** {@return the upper 64 bits of an IPv6 address; 0 for IPv4} */
  public long high() {
    return high;
  }

  /**
   * {@return the lower 64 bits of an IPv6 address; the 32 bits of an IPv4 address, zero-extended}
   */
  public long low() {
    return isV4() ? low & V4_BITS : low;
  }

  /** {@return the number of bits of an address of this family: 32 or 128} */
  public int width() {
    return isV4() ? 32 : 128;
  }

  /** {@return the 4 or 16 bytes in network order} */
  public byte[] toBytes() {
    byte[] bytes = new byte[width() / 8];
    for (int i = 0; i < bytes.length; i++) {
      int fromEnd = bytes.length - 1 - i;
      long half = fromEnd < 8 ? low : high;
      bytes[i] = (byte) (half >>> (8 * (fromEnd % 8)));
    }
    return bytes;
  }

  /** {@return whether this lies in 127.0.0.0/8 or is ::1} */
  public boolean isLoopback() {
    return isV4() ? (low & 0xff00_0000L) == 0x7f00_0000L : high == 0 && low == 1;
  }

  /** The lower half as it is kept: that of an IPv4 address holds the mark of its mapped form. */
  long mappedLow() {
    return low;
  }

  /** IPv4 before IPv6, then by number. */
  @Override
  public int compareTo(IpAddress other) {
    if (isV4() != other.isV4()) {
      return isV4() ? -1 : 1;
    }
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IpAddress address && high == address.high && low == address.low;
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(high) + Long.hashCode(low);
  }

  /** Canonical text: dotted quad, or RFC 5952. */
  @Override
  public String toString() {
    return isV4() ? AddressText.v4((int) low) : AddressText.v6(high, low);
  }
}
