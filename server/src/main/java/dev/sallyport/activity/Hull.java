package dev.sallyport.activity;

import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Network;
import java.util.List;

/** The smallest network that holds several of one family. */
final class Hull {
  private Hull() {}

  /**
   * The smallest network that holds them all.
   *
   * @param networks 1 or more, of one family
   */
  static Network of(List<Network> networks) {
    int prefix = networks.stream().mapToInt(Network::prefixLength).min().orElseThrow();
    Network hull = cut(networks.getFirst().base(), prefix);
    while (!networks.stream().allMatch(hull::contains)) {
      prefix--;
      hull = cut(hull.base(), prefix);
    }
    return hull;
  }

  /** The network of that length that the address lies in. */
  private static Network cut(IpAddress address, int prefix) {
    if (address.isV4()) {
      return Network.of(IpAddress.v4((int) (address.low() & mask(prefix + 32))), prefix);
    }
    long high = address.high() & mask(Math.min(prefix, 64));
    long low = address.low() & mask(Math.max(prefix - 64, 0));
    return Network.of(IpAddress.v6(high, low), prefix);
  }

  /** 64 bits of which the first so many are set. */
  private static long mask(int bits) {
    return bits == 0 ? 0 : -1L << (64 - bits);
  }
}
