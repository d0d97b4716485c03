package dev.sallyport.outgoing;

import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Network;
import java.util.List;

/**
 * Which addresses may be called: those of the public Internet, and what the operator allows.
 * Refused is what the special-purpose registries (RFC 6890) do not call globally reachable, and
 * every IPv6 form that stands for an IPv4 address, for its meaning depends on the network: NAT64,
 * 6to4, Teredo. Mapped addresses are IPv4 addresses here.
 *
 * @param allowed networks that may be called besides
 */
public record Reach(List<Network> allowed) {
  private static final Network PUBLIC_V6 = Network.of("2000::/3");

  private static final List<Network> REFUSED =
      List.of(
          Network.of("0.0.0.0/8"),
          Network.of("10.0.0.0/8"),
          Network.of("100.64.0.0/10"),
          Network.of("127.0.0.0/8"),
          Network.of("169.254.0.0/16"),
          Network.of("172.16.0.0/12"),
          Network.of("192.0.0.0/24"),
          Network.of("192.0.2.0/24"),
          Network.of("192.88.99.0/24"),
          Network.of("192.168.0.0/16"),
          Network.of("198.18.0.0/15"),
          Network.of("198.51.100.0/24"),
          Network.of("203.0.113.0/24"),
          Network.of("224.0.0.0/4"),
          Network.of("240.0.0.0/4"),
          Network.of("2001::/23"),
          Network.of("2001:db8::/32"),
          Network.of("2002::/16"),
          Network.of("3fff::/20"));

  public Reach {
    allowed = List.copyOf(allowed);
  }

  /** Whether that address may be called. */
  public boolean holds(IpAddress address) {
    return allowed.stream().anyMatch(network -> network.contains(address)) || isPublic(address);
  }

  private static boolean isPublic(IpAddress address) {
    return (address.isV4() || PUBLIC_V6.contains(address))
        && REFUSED.stream().noneMatch(network -> network.contains(address));
  }
}
