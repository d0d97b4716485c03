package dev.sallyport.peer;

import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Network;
import java.util.List;

/** The networks whose forwarding headers and PROXY headers are believed: {@code proxy.trusted}. */
public record TrustedProxies(List<Network> networks) {
  public TrustedProxies {
    networks = List.copyOf(networks);
  }

  public boolean contain(IpAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }
}
