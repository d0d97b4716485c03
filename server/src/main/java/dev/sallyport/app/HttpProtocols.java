package dev.sallyport.app;

import dev.sallyport.peer.ProxyConnectionFactory;
import dev.sallyport.tls.ServerTls;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** What is spoken on each connection of an HTTP listener, outermost first. */
final class HttpProtocols {
  private HttpProtocols() {}

  /** HTTP/1.1 alone. */
  static Function<HttpConfiguration, List<ConnectionFactory>> plain() {
    return http -> List.of(new HttpConnectionFactory(http));
  }

  /** What the settings ask for: a PROXY header, then TLS, then HTTP/1.1. */
  static Function<HttpConfiguration, List<ConnectionFactory>> of(Settings settings, ServerTls tls) {
    return http -> {
      HttpConnectionFactory last = new HttpConnectionFactory(http);
      List<ConnectionFactory> protocols = new ArrayList<>(List.of(last));
      if (settings.httpTls()) {
        SslContextFactory.Server certificate = new SslContextFactory.Server();
        certificate.setSslContext(tls.context());
        protocols.addFirst(new SslConnectionFactory(certificate, last.getProtocol()));
      }
      if (settings.httpProxyProtocol()) {
        String next = protocols.getFirst().getProtocol();
        protocols.addFirst(new ProxyConnectionFactory(settings.proxyTrusted(), next));
      }
      return protocols;
    };
  }
}
