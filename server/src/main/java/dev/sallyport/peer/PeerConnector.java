package dev.sallyport.peer;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * An HTTP listener that keeps what the PROXY header of each connection said, for {@link HttpPeers}
 * to read. It speaks PROXY where a {@link ProxyConnectionFactory} is the first of its protocols.
 */
public final class PeerConnector extends ServerConnector {

  /**
   * A listener, its host and port still to be set.
   *
   * @param protocols what is spoken on each connection, outermost first
   */
  public PeerConnector(Server server, ConnectionFactory... protocols) {
    super(server, protocols);
  }

  @Override
  protected SocketChannelEndPoint newEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key) {
    PeerEndPoint endPoint = new PeerEndPoint(channel, selector, key, getScheduler());
    endPoint.setIdleTimeout(getIdleTimeout());
    return endPoint;
  }
}
