package dev.sallyport.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.relay.TestCertificates;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** An SMTP client that sends what a test wants, right or wrong. */
final class Client implements AutoCloseable {
  private static final SSLContext TRUSTING = TestCertificates.trusting();
  private static final int PATIENCE_MILLIS = 20_000;

  private Socket socket;
  private InputStream in;
  private OutputStream out;

  private Client(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  /** Connects from a source address. */
  static Client connect(InetSocketAddress server, String from) throws IOException {
    Socket socket = new Socket();
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
    socket.connect(server, PATIENCE_MILLIS);
    return new Client(socket);
  }

  /** Sends these octets and nothing else; characters above 127 as UTF-8. */
  Client send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  Client send(byte[] octets) throws IOException {
    out.write(octets);
    out.flush();
    return this;
  }

  /** Reads one reply, all its lines with their codes. */
  List<String> reply() throws IOException {
    List<String> lines = new ArrayList<>();
    String line;
    do {
      line = line();
      lines.add(line);
    } while (line.length() > 3 && line.charAt(3) == '-');
    return lines;
  }

  /** Reads one line; the word {@code closed} at the end of the stream. */
  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      int octet = in.read();
      if (octet < 0) {
        return line.isEmpty() ? "closed" : line.append(" (cut off)").toString();
      }
      if (octet == '\n') {
        assertThat(line).as("replies end with CRLF").endsWith("\r");
        return line.substring(0, line.length() - 1);
      }
      line.append((char) octet);
    }
  }

  /** All octets that come until the server closes. */
  String rest() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** Sends a command and expects the beginning of its reply's first line. */
  List<String> say(String command, String expected) throws IOException {
    send(command + "\r\n");
    return expect(expected);
  }

  List<String> expect(String start) throws IOException {
    List<String> reply = reply();
    assertThat(reply.getFirst()).startsWith(start);
    return reply;
  }

  /** The server ends the connection, and says nothing more before it does. */
  void expectClosed() throws IOException {
    try {
      assertThat(line()).isEqualTo("closed");
    } catch (SocketException reset) {
      assertThat(reset).hasMessageContaining("reset");
    }
  }

  /** Makes the connection TLS, whatever was said before. */
  SSLSession startHandshake() throws IOException {
    SSLSocket tls =
        (SSLSocket)
            TRUSTING.getSocketFactory().createSocket(socket, "127.0.0.1", socket.getPort(), true);
    tls.startHandshake();
    socket = tls;
    in = new BufferedInputStream(tls.getInputStream());
    out = tls.getOutputStream();
    return tls.getSession();
  }

  /** Nothing more will be sent; replies can still be read. */
  void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
