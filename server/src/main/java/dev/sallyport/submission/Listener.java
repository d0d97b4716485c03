package dev.sallyport.submission;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One bound address. */
final class Listener {
  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  private static final int BACKLOG = 1024;

  /** Between two tries where accepting fails, as when file handles run out. */
  private static final int PAUSE_MILLIS = 100;

  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);

  private final ServerSocket server;
  private final Security security;
  private final Connections connections;
  private final Thread accepting;

  private Listener(ServerSocket server, Security security, Connections connections) {
    this.server = server;
    this.security = security;
    this.connections = connections;
    this.accepting =
        Thread.ofVirtual().name("smtp-listen-" + server.getLocalPort()).unstarted(this::acceptAll);
  }

  static Listener bind(InetSocketAddress address, Security security, Connections connections)
      throws IOException {
    ServerSocket server = new ServerSocket();
    try {
      server.bind(address, BACKLOG);
    } catch (IOException notBound) {
      server.close();
      BindException named = new BindException("can't listen on " + address + ": " + notBound);
      named.initCause(notBound);
      throw named;
    }
    return new Listener(server, security, connections);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  void start() {
    accepting.start();
  }

  /** Nobody can connect any more when this returns: the socket goes once nothing waits on it. */
  void close() {
    try {
      server.close();
      if (accepting.isAlive() && !accepting.join(LONGEST_CLOSE)) {
        LOG.warn("the listener on {} did not end in time", server.getLocalPort());
      }
    } catch (IOException gone) {
      LOG.debug("closing {}", this, gone);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void acceptAll() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        connections.open(socket, security);
      } catch (IOException failed) {
        if (!server.isClosed()) {
          LOG.warn("can't accept a connection: {}", failed.toString());
          pause();
        }
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
