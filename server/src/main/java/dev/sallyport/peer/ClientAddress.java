package dev.sallyport.peer;

import dev.sallyport.allowlist.IpAddress;
import java.net.InetAddress;
import java.util.List;

/**
 * Tells who is really calling, from the other end of the socket, the PROXY header and the one
 * forwarding header that is set. Nothing a peer says is believed unless its address is trusted, and
 * what a trusted one says is never guessed at.
 */
public final class ClientAddress {

  private final TrustedProxies trusted;
  private final ClientHeader header;

  public ClientAddress(TrustedProxies trusted, ClientHeader header) {
    this.trusted = trusted;
    this.header = header;
  }

  /** Tells who is calling on a channel without forwarding headers. */
  public PeerResult of(InetAddress remote, ProxyHeader proxy) {
    return of(remote, proxy, ForwardingHeaders.NONE);
  }

  /**
   * Tells who is calling.
   *
   * @param remote the other end of the socket; a zone is taken off
   * @param proxy what the connection's PROXY header said
   * @param headers the request's forwarding headers, of which at most one kind is read
   */
  public PeerResult of(InetAddress remote, ProxyHeader proxy, ForwardingHeaders headers) {
    IpAddress socket = IpAddress.ofBytes(remote.getAddress());
    boolean believed = trusted.contain(socket);
    return switch (proxy) {
      case ProxyHeader.None none -> walk(new Trail(socket), headers);
      case ProxyHeader.Source source when believed ->
          walk(new Trail(socket).proxied(source.address()), headers);
      case ProxyHeader.Unnamed unnamed when believed ->
          walk(new Trail(socket).unnamed(unnamed.word()), headers);
      default ->
          new PeerResult.Malformed(
              "A PROXY header came from " + socket + ", which is not in proxy.trusted.");
    };
  }

  private PeerResult walk(Trail trail, ForwardingHeaders headers) {
    if (!trusted.contain(trail.current())) {
      return trail.endAtUntrusted(
          headers.isEmpty() ? "" : " The forwarding header it sent was not believed.");
    }
    List<String> lines = headers.lines(header);
    if (lines.isEmpty()) {
      return trail.endAtTrusted(whyNoHeader(headers));
    }
    return new HeaderWalk(trusted, header, lines).follow(trail);
  }

  private String whyNoHeader(ForwardingHeaders headers) {
    if (header == ClientHeader.NONE) {
      return headers.isEmpty()
          ? "http.client-header names no header to read"
          : "http.client-header names no header, so the one it sent was not read";
    }
    return headers.isEmpty()
        ? "it sent no " + HeaderWalk.name(header) + " header"
        : "it sent no " + HeaderWalk.name(header) + " header, and the other kind is not read";
  }
}
