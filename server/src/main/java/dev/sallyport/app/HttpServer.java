package dev.sallyport.app;

import dev.sallyport.peer.PeerConnector;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;

/** An HTTP server on one or more addresses, a virtual thread for each request. */
final class HttpServer implements AutoCloseable {
  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final int MAX_CONNECTIONS = 10_000;
  private static final int MAX_HEADER_BYTES = 16 * 1024;

  /** A body that drips in slower is given up on: a slow sender may not hold a thread for ever. */
  private static final int LEAST_BYTES_A_SECOND = 256;

  private final Javalin javalin;
  private final Retiring retiring;
  private final List<InetSocketAddress> addresses;

  private HttpServer(Javalin javalin, Retiring retiring, List<InetSocketAddress> addresses) {
    this.javalin = javalin;
    this.retiring = retiring;
    this.addresses = addresses;
  }

  /**
   * Starts a server.
   *
   * @param protocols what is spoken on each connection, outermost first, given the HTTP
   *     configuration all share
   * @param stop how long requests under way may take when it is closed
   * @param doors adds the routes
   */
  static HttpServer start(
      List<InetSocketAddress> listen,
      Function<HttpConfiguration, List<ConnectionFactory>> protocols,
      Duration stop,
      Consumer<JavalinConfig> doors) {
    Retiring retiring = new Retiring();
    Javalin javalin =
        Javalin.create(config -> {
          config.startup.showJavalinBanner = false;
          config.startup.showOldJavalinVersionWarning = false;
          config.concurrency.useVirtualThreads = true;
          config.http.prefer405over404 = true;
          config.jetty.modifyHttpConfiguration(HttpServer::configure);
          for (InetSocketAddress address : listen) {
            config.jetty.addConnector(
                (server, http) -> connector(server, address, protocols.apply(http)));
          }
          config.jetty.modifyServer(server -> {
            server.setStopTimeout(stop.toMillis());
            server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
          });
          config.jetty.modifyServletContextHandler(context -> {
            context.insertHandler(new MinimumDataRateHandler(LEAST_BYTES_A_SECOND, 0));
            context.insertHandler(retiring);
          });
          doors.accept(config);
        });
    javalin.start();
    return new HttpServer(javalin, retiring, boundAddresses(javalin.jettyServer().server()));
  }

  private static void configure(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setRequestHeaderSize(MAX_HEADER_BYTES);
    // The host name is the operator's to check: SNI is not needed to reach the one certificate.
    http.addCustomizer(new SecureRequestCustomizer(false));
  }

  private static Connector connector(
      Server server, InetSocketAddress address, List<ConnectionFactory> protocols) {
    ServerConnector connector =
        new PeerConnector(server, protocols.toArray(ConnectionFactory[]::new));
    connector.setHost(address.getAddress().getHostAddress());
    connector.setPort(address.getPort());
    connector.setIdleTimeout(IDLE.toMillis());
    return connector;
  }

  private static List<InetSocketAddress> boundAddresses(Server server) {
    List<InetSocketAddress> bound = new ArrayList<>();
    for (Connector each : Arrays.asList(server.getConnectors())) {
      if (each instanceof ServerConnector connector) {
        bound.add(
            new InetSocketAddress(
                InetAddress.ofLiteral(connector.getHost()), connector.getLocalPort()));
      }
    }
    return List.copyOf(bound);
  }

  /** Where it listens, ports as they were bound. */
  List<InetSocketAddress> addresses() {
    return addresses;
  }

  /**
   * From now on each connection ends with the next answer on it, so that its client goes elsewhere.
   */
  void retire() {
    retiring.begin();
  }

  /** Stops accepting and lets requests under way finish, within a bound. */
  @Override
  public void close() {
    javalin.stop();
  }
}
