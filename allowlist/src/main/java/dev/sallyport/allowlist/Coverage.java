package dev.sallyport.allowlist;

import java.math.BigInteger;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** How much of the address space the union of some networks covers. */
public final class Coverage {
  private static final BigInteger MOST_V4 = BigInteger.ONE.shiftLeft(24);
  private static final BigInteger MOST_V6 = BigInteger.ONE.shiftLeft(128 - 32);

  private Coverage() {}

  /**
   * Whether the networks together cover more than 2²⁴ IPv4 addresses, or more IPv6 addresses than a
   * /32 holds.
   *
   * @param networks in any order; they may overlap
   * @return whether they do
   */
  public static boolean isVeryWide(Collection<Network> networks) {
    BigInteger v4 = BigInteger.ZERO;
    BigInteger v6 = BigInteger.ZERO;
    @Nullable Network widest = null;
    for (Network network : networks.stream().sorted().toList()) {
      // Networks nest or are disjoint, and in this order what encloses one comes before it.
      if (widest != null && widest.contains(network)) {
        continue;
      }
      widest = network;
      BigInteger size = BigInteger.ONE.shiftLeft(network.base().width() - network.prefixLength());
      if (network.base().isV4()) {
        v4 = v4.add(size);
      } else {
        v6 = v6.add(size);
      }
    }
    return v4.compareTo(MOST_V4) > 0 || v6.compareTo(MOST_V6) > 0;
  }
}
