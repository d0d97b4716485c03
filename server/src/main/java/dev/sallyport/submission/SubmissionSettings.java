package dev.sallyport.submission;

import dev.sallyport.peer.TrustedProxies;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * What the operator sets for submission.
 *
 * @param listen {@code smtp.listen}: STARTTLS; port 0 picks one
 * @param tlsListen {@code smtps.listen}: TLS from the first byte
 * @param hostName the name of this gate, in the banner
 * @param proxyProtocol {@code smtp.proxy-protocol}: then only {@code proxies} may connect
 * @param maxBytes {@code message.max-bytes}
 */
public record SubmissionSettings(
    List<InetSocketAddress> listen,
    List<InetSocketAddress> tlsListen,
    String hostName,
    AuthWithoutTls authWithoutTls,
    boolean proxyProtocol,
    TrustedProxies proxies,
    long maxBytes,
    Limits limits) {
  public SubmissionSettings {
    listen = List.copyOf(listen);
    tlsListen = List.copyOf(tlsListen);
    if (hostName.isEmpty() || maxBytes <= 0) {
      throw new IllegalArgumentException("a host name and a positive size are needed");
    }
  }
}
