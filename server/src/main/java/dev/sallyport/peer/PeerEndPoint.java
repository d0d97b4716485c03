package dev.sallyport.peer;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.thread.Scheduler;

/** The server's end of an HTTP connection, which remembers what its PROXY header said. */
final class PeerEndPoint extends SocketChannelEndPoint {

  private volatile ProxyHeader header = new ProxyHeader.None();

  PeerEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
    super(channel, selector, key, scheduler);
  }

  ProxyHeader header() {
    return header;
  }

  void header(ProxyHeader read) {
    header = read;
  }
}
