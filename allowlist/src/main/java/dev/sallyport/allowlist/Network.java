package dev.sallyport.allowlist;

/** An address with a prefix length, no bit set under the mask: {@code 203.0.113.0/24}. */
public final class Network implements Comparable<Network> {

  /**
   * @throws IllegalArgumentException if the prefix length is out of bounds or a host bit is set
   */
  public static Network of(IpAddress base, int prefixLength) {
    throw new UnsupportedOperationException();
  }

  /** The network of one address: /32 or /128. */
  public static Network of(IpAddress address) {
    throw new UnsupportedOperationException();
  }

  /** Reads an address or CIDR strictly, PRODUCT rules 3 and 4. */
  public static ParseResult<Network> parse(CharSequence text) {
    throw new UnsupportedOperationException();
  }

  /**
   * @throws IllegalArgumentException where {@link #parse} would refuse it
   */
  public static Network of(String text) {
    throw new UnsupportedOperationException();
  }

  public IpAddress base() {
    throw new UnsupportedOperationException();
  }

  /** 0 to 32 for IPv4, 0 to 128 for IPv6. */
  public int prefixLength() {
    throw new UnsupportedOperationException();
  }

  public boolean isSingleAddress() {
    throw new UnsupportedOperationException();
  }

  public boolean contains(IpAddress address) {
    throw new UnsupportedOperationException();
  }

  /** Whether every address of the other network lies in this one; true of itself. */
  public boolean contains(Network other) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int compareTo(Network other) {
    throw new UnsupportedOperationException();
  }

  /** Canonical text; a single address without /32 or /128. */
  @Override
  public String toString() {
    throw new UnsupportedOperationException();
  }
}
