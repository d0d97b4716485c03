package dev.sallyport.allowlist;

/** An address with a prefix length, no bit set under the mask: {@code 203.0.113.0/24}. */
public final class Network implements Comparable<Network> {
  private final IpAddress base;
  private final int prefixLength;

  private Network(IpAddress base, int prefixLength) {
    this.base = base;
    this.prefixLength = prefixLength;
  }

  /**
   * The network of that base and prefix length.
   *
   * @param base the first address
   * @param prefixLength how many leading bits its addresses have in common
   * @return the network
   * @throws IllegalArgumentException if the prefix length is out of bounds or a host bit is set
   */
  public static Network of(IpAddress base, int prefixLength) {
    if (prefixLength < 0 || prefixLength > base.width()) {
      throw new IllegalArgumentException(
          "Prefix length out of bounds: " + base + "/" + prefixLength);
    }
    if (!isBase(base, prefixLength)) {
      throw new IllegalArgumentException("Host bits set: " + base + "/" + prefixLength);
    }
    return new Network(base, prefixLength);
  }

  /**
   * The network of one address: /32 or /128.
   *
   * @param address the one address
   * @return the network
   */
  public static Network of(IpAddress address) {
    return new Network(address, address.width());
  }

  /** The network of that prefix length in which the address lies. */
  static Network around(IpAddress address, int prefixLength) {
    int hostBits = address.width() - prefixLength;
    IpAddress base =
        address.isV4()
            ? IpAddress.v4((int) (address.low() & ~Masks.hostLow(hostBits)))
            : IpAddress.v6(
                address.high() & ~Masks.hostHigh(hostBits),
                address.low() & ~Masks.hostLow(hostBits));
    return new Network(base, prefixLength);
  }

  static boolean isBase(IpAddress address, int prefixLength) {
    int hostBits = address.width() - prefixLength;
    return (address.high() & Masks.hostHigh(hostBits)) == 0
        && (address.low() & Masks.hostLow(hostBits)) == 0;
  }

  /**
   * Reads an address or a range in CIDR notation strictly: no host bits, netmasks, dashes or stars,
   * and nothing that {@link IpAddress#parse(CharSequence)} would refuse. A mapped range of /96 or
   * longer becomes its IPv4 network.
   *
   * @param text the network and nothing around it
   * @return the network, or why the text is none
   */
  public static ParseResult<Network> parse(CharSequence text) {
    Network network = AddressReader.network(text, 0, text.length());
    return network == null
        ? Explanation.of(text, Form.NETWORK).asResult()
        : new ParseResult.Parsed<>(network);
  }

  /**
   * Reads an address or CIDR from ASCII bytes, as strictly as {@link #parse(CharSequence)} does.
   *
   * @param ascii holds the network
   * @param from where it begins
   * @param to where it has ended
   * @return the network, or why the text is none
   * @throws IndexOutOfBoundsException if the bounds do not lie in the array
   */
  public static ParseResult<Network> parse(byte[] ascii, int from, int to) {
    return parse(new AsciiText(ascii, from, to));
  }

  /**
   * Reads a network that is known to be well formed, such as a constant.
   *
   * @param text the network
   * @return the network
   * @throws IllegalArgumentException where {@link #parse} would refuse it
   */
  public static Network of(String text) {
    return parse(text).orThrow(text);
  }

  /** {@return the first address} */
  public IpAddress base() {
    return base;
  }

  /** {@return how many leading bits all addresses share: 0 to 32 for IPv4, 0 to 128 for IPv6} */
  public int prefixLength() {
    return prefixLength;
  }

  /** {@return whether this holds one address only: a /32 or /128} */
  public boolean isSingleAddress() {
    return prefixLength == base.width();
  }

  /** {@return the last address} */
  public IpAddress last() {
    int hostBits = base.width() - prefixLength;
    return base.isV4()
        ? IpAddress.v4((int) (base.low() | Masks.hostLow(hostBits)))
        : IpAddress.v6(
            base.high() | Masks.hostHigh(hostBits), base.low() | Masks.hostLow(hostBits));
  }

  /**
   * Whether the address lies in this network; never for an address of the other family.
   *
   * @param address any address
   * @return whether it does
   */
  public boolean contains(IpAddress address) {
    if (base.isV4() != address.isV4()) {
      return false;
    }
    int hostBits = base.width() - prefixLength;
    return ((base.high() ^ address.high()) & ~Masks.hostHigh(hostBits)) == 0
        && ((base.mappedLow() ^ address.mappedLow()) & ~Masks.hostLow(hostBits)) == 0;
  }

  /**
   * Whether every address of the other network lies in this one; true of itself.
   *
   * @param other any network
   * @return whether they all do
   */
  public boolean contains(Network other) {
    return prefixLength <= other.prefixLength && contains(other.base);
  }

  /** IPv4 before IPv6, then by base, then the wider first. */
  @Override
  public int compareTo(Network other) {
    int byBase = base.compareTo(other.base);
    return byBase != 0 ? byBase : Integer.compare(prefixLength, other.prefixLength);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Network network
        && prefixLength == network.prefixLength
        && base.equals(network.base);
  }

  @Override
  public int hashCode() {
    return 31 * base.hashCode() + prefixLength;
  }

  /** Canonical text; a single address without /32 or /128. */
  @Override
  public String toString() {
    return isSingleAddress() ? base.toString() : base + "/" + prefixLength;
  }
}
