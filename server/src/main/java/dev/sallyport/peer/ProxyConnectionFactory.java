package dev.sallyport.peer;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.AbstractConnectionFactory;
import org.eclipse.jetty.server.Connector;

/**
 * Begins each connection with a PROXY header. Unlike Jetty's own, it lets none in without a header,
 * nor from a peer that is not trusted.
 */
public final class ProxyConnectionFactory extends AbstractConnectionFactory {

  private final TrustedProxies proxies;
  private final String next;

  /**
   * The first of a {@link PeerConnector}'s protocols.
   *
   * @param proxies who may connect
   * @param next the protocol that follows the header: {@code SSL} or {@code http/1.1}
   */
  public ProxyConnectionFactory(TrustedProxies proxies, String next) {
    super("proxy-required");
    this.proxies = proxies;
    this.next = next;
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    return configure(
        new ProxyConnection((PeerEndPoint) endPoint, connector, proxies, next),
        connector,
        endPoint);
  }
}
