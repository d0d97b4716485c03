package dev.sallyport.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.allowlist.Network;
import dev.sallyport.relay.TestCertificates;
import io.javalin.Javalin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpPeersTest {

  private static final TrustedProxies TRUSTED =
      new TrustedProxies(List.of(Network.of("127.0.0.2"), Network.of("10.0.0.0/8")));
  private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";

  private @Nullable Javalin server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop();
    }
  }

  @Test
  void tellsThePlainPeer() throws IOException {
    int port = start(ClientHeader.X_FORWARDED_FOR, false, null);
    assertThat(ask(port, "127.0.0.3", GET + "\r\n")).endsWith("127.0.0.3 true false");
  }

  @Test
  void aForgedHeaderOfAnUntrustedPeerIsIgnored() throws IOException {
    int port = start(ClientHeader.X_FORWARDED_FOR, false, null);
    String request = GET + "X-Forwarded-For: 192.0.2.1\r\nForwarded: for=192.0.2.1\r\n\r\n";
    assertThat(ask(port, "127.0.0.3", request)).endsWith("127.0.0.3 true false");
  }

  @Test
  void twoHeaderLinesOfATrustedPeerAreJoinedInOrder() throws IOException {
    int port = start(ClientHeader.X_FORWARDED_FOR, false, null);
    String request =
        GET
            + "X-Forwarded-For: 203.0.113.7, 192.0.2.1\r\n"
            + "Forwarded: for=203.0.113.8\r\n"
            + "x-forwarded-for: 10.1.1.1\r\n\r\n";
    assertThat(ask(port, "127.0.0.2", request)).endsWith("192.0.2.1 true true");
  }

  @Test
  void malformedFromATrustedPeerIsSaid() throws IOException {
    int port = start(ClientHeader.FORWARDED, false, null);
    assertThat(ask(port, "127.0.0.2", GET + "Forwarded: for=unknown\r\n\r\n"))
        .contains("HTTP/1.1 400")
        .contains("for=unknown");
  }

  @Test
  void readsThePROXYHeaderBeforeHttp() throws IOException {
    int port = start(ClientHeader.NONE, true, null);
    assertThat(ask(port, "127.0.0.2", "PROXY TCP4 192.0.2.1 10.0.0.1 1 2\r\n" + GET + "\r\n"))
        .endsWith("192.0.2.1 true true");
    assertThat(ask(port, "127.0.0.2", text(ProxyBytes.tcp6("2001:db8::1")) + GET + "\r\n"))
        .endsWith("2001:db8::1 true true");
  }

  @Test
  void readsAHeaderWhereThePROXYSourceIsATrustedHttpProxy() throws IOException {
    int port = start(ClientHeader.X_FORWARDED_FOR, true, null);
    assertThat(
            ask(
                port,
                "127.0.0.2",
                text(ProxyBytes.tcp4("10.0.0.5")) + GET + "X-Forwarded-For: 192.0.2.1\r\n\r\n"))
        .endsWith("192.0.2.1 true true");
  }

  @Test
  void localAndUnknownKeepThePeerAndMayNotAuthenticate() throws IOException {
    int port = start(ClientHeader.NONE, true, null);
    assertThat(ask(port, "127.0.0.2", text(ProxyBytes.version2(0x20, 0)) + GET + "\r\n"))
        .contains("127.0.0.2 false");
    assertThat(ask(port, "127.0.0.2", "PROXY UNKNOWN\r\n" + GET + "\r\n"))
        .contains("127.0.0.2 false");
  }

  @Test
  void aPROXYHeaderFromSomeoneElseIsRefused() throws IOException {
    int port = start(ClientHeader.NONE, true, null);
    assertThat(ask(port, "127.0.0.3", "PROXY TCP4 192.0.2.1 10.0.0.1 1 2\r\n" + GET + "\r\n"))
        .isEmpty();
  }

  @Test
  void aPROXYHeaderIsNotDetectedWhereItIsNotOn() throws IOException {
    int port = start(ClientHeader.NONE, false, null);
    assertThat(ask(port, "127.0.0.2", "PROXY TCP4 192.0.2.1 10.0.0.1 1 2\r\n" + GET + "\r\n"))
        .startsWith("HTTP/1.1 400");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\r\n\r\n",
        "PROXY TCP4 nonsense 10.0.0.1 1 2\r\n",
        "PROXY TCP4 192.0.2.1 10.0.0.1 1 2\n",
      })
  void aConnectionWithoutAGoodPROXYHeaderIsRefused(String start) throws IOException {
    int port = start(ClientHeader.NONE, true, null);
    assertThat(ask(port, "127.0.0.2", start + GET + "\r\n")).isEmpty();
  }

  @Test
  void aPROXYHeaderSplitIntoSingleBytesIsRead() throws IOException {
    int port = start(ClientHeader.NONE, true, null);
    try (Socket socket = connect(port, "127.0.0.2")) {
      OutputStream out = socket.getOutputStream();
      for (byte b : ProxyBytes.tcp4("192.0.2.1")) {
        out.write(b);
      }
      out.write((GET + "\r\n").getBytes(ISO_8859_1));
      assertThat(answer(socket.getInputStream())).endsWith("192.0.2.1 true true");
    }
  }

  @Test
  void tlsFollowsThePROXYHeader() throws Exception {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setSslContext(TestCertificates.issuedTo("localhost"));
    int port = start(ClientHeader.NONE, true, tls);
    try (Socket socket = connect(port, "127.0.0.2")) {
      socket.getOutputStream().write(ProxyBytes.tcp4("192.0.2.1"));
      SSLContext trusting = TestCertificates.trusting();
      try (SSLSocket secure =
          (SSLSocket) trusting.getSocketFactory().createSocket(socket, "localhost", port, false)) {
        secure.getOutputStream().write((GET + "\r\n").getBytes(ISO_8859_1));
        assertThat(answer(secure.getInputStream())).endsWith("192.0.2.1 true true");
      }
    }
  }

  @Test
  void keepsThePeerThroughAKeptConnection() throws IOException {
    int port = start(ClientHeader.NONE, true, null);
    String kept = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    assertThat(ask(port, "127.0.0.2", text(ProxyBytes.tcp4("192.0.2.1")) + kept + GET + "\r\n"))
        .containsPattern("(?s)192\\.0\\.2\\.1 true true.*192\\.0\\.2\\.1 true true");
  }

  private int start(
      ClientHeader header, boolean proxyProtocol, SslContextFactory.@Nullable Server tls) {
    HttpPeers peers = new HttpPeers(TRUSTED, header);
    Javalin started =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.jetty.addConnector((jetty, http) -> {
                    List<ConnectionFactory> protocols = new ArrayList<>();
                    protocols.add(new HttpConnectionFactory(http));
                    if (tls != null) {
                      protocols.addFirst(new SslConnectionFactory(tls, "http/1.1"));
                    }
                    if (proxyProtocol) {
                      protocols.addFirst(
                          new ProxyConnectionFactory(TRUSTED, protocols.getFirst().getProtocol()));
                    }
                    PeerConnector connector =
                        new PeerConnector(jetty, protocols.toArray(ConnectionFactory[]::new));
                    connector.setHost("127.0.0.1");
                    return connector;
                  });
                  config.routes.get(
                      "/",
                      exchange -> {
                        switch (peers.of(exchange.req())) {
                          case PeerResult.Known(Peer peer) ->
                              exchange.result(
                                  peer.client()
                                      + " "
                                      + peer.mayAuthenticate()
                                      + " "
                                      + peer.throughProxy());
                          case PeerResult.Malformed(String message) ->
                              exchange.status(400).result(message);
                        }
                      });
                })
            .start();
    server = started;
    return ((PeerConnector) started.jettyServer().server().getConnectors()[0]).getLocalPort();
  }

  private static String ask(int port, String source, String request) throws IOException {
    try (Socket socket = connect(port, source)) {
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return answer(socket.getInputStream());
    } catch (SocketException _) {
      // Closed on us, with bytes of ours unread.
      return "";
    }
  }

  private static Socket connect(int port, String source) throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(InetAddress.getByName(source), 0));
    socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
    socket.setSoTimeout(30_000);
    return socket;
  }

  private static String answer(InputStream in) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    in.transferTo(answer);
    return answer.toString(ISO_8859_1);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
