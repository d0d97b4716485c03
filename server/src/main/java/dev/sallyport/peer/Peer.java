package dev.sallyport.peer;

import dev.sallyport.allowlist.IpAddress;
import java.util.List;

/**
 * Who is calling.
 *
 * @param remote the other end of the socket
 * @param client who is really calling, once trusted proxies are taken off
 * @param via each hop, the socket first
 * @param mayAuthenticate false where a PROXY header was LOCAL or UNKNOWN
 * @param throughProxy whether a PROXY header or a forwarding header was believed
 */
public record Peer(
    IpAddress remote,
    IpAddress client,
    List<Hop> via,
    boolean mayAuthenticate,
    boolean throughProxy) {
  public Peer {
    via = List.copyOf(via);
  }

  /**
   * Whether the other end of the HTTP connection is a trusted proxy, so that what it says of the
   * request counts. A balancer's PROXY header is no such word: the balancer passes on whatever its
   * own caller wrote.
   */
  public boolean spokenByTrustedProxy() {
    return via.stream()
        .filter(hop -> hop.source().equals("socket") || hop.source().equals("proxy-protocol"))
        .reduce((outer, inner) -> inner)
        .filter(Hop::trusted)
        .isPresent();
  }
}
