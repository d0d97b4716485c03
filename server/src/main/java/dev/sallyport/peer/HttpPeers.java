package dev.sallyport.peer;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/** Tells who sent an HTTP request, from its connection and its forwarding headers. */
public final class HttpPeers {

  private final ClientAddress clients;

  public HttpPeers(TrustedProxies trusted, ClientHeader header) {
    this.clients = new ClientAddress(trusted, header);
  }

  /**
   * Tells who sent this request; a PROXY header is known of where a {@link PeerConnector} read it.
   */
  public PeerResult of(HttpServletRequest request) {
    EndPoint endPoint =
        ServletContextRequest.getServletContextRequest(request)
            .getConnectionMetaData()
            .getConnection()
            .getEndPoint();
    while (endPoint instanceof EndPoint.Wrapper wrapper) {
      endPoint = wrapper.unwrap();
    }
    if (!(endPoint.getRemoteSocketAddress() instanceof InetSocketAddress remote)) {
      throw new IllegalStateException("a request that came over no network");
    }
    ProxyHeader header =
        endPoint instanceof PeerEndPoint peer ? peer.header() : new ProxyHeader.None();
    return clients.of(
        remote.getAddress(),
        header,
        new ForwardingHeaders(lines(request, "X-Forwarded-For"), lines(request, "Forwarded")));
  }

  private static List<String> lines(HttpServletRequest request, String name) {
    return Collections.list(request.getHeaders(name));
  }
}
