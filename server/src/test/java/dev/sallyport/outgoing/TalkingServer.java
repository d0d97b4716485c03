package dev.sallyport.outgoing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/** A server that says over a connection whatever a test has it say. */
final class TalkingServer implements AutoCloseable {
  /** Says something after a request's head was read. */
  interface Speech {
    void say(OutputStream out) throws Exception;
  }

  private final ServerSocket listening;
  private final Speech speech;
  private final List<String> heads = new CopyOnWriteArrayList<>();

  private TalkingServer(ServerSocket listening, Speech speech) {
    this.listening = listening;
    this.speech = speech;
    Thread.ofVirtual().start(this::accept);
  }

  static TalkingServer at(String address, int port, Speech speech) {
    return at(ServerSocketFactory.getDefault(), address, port, speech);
  }

  static TalkingServer local(Speech speech) {
    return at("127.0.0.1", 0, speech);
  }

  static TalkingServer tls(SSLContext tls, Speech speech) {
    return at(tls.getServerSocketFactory(), "127.0.0.1", 0, speech);
  }

  private static TalkingServer at(
      ServerSocketFactory factory, String address, int port, Speech speech) {
    try {
      ServerSocket listening = factory.createServerSocket();
      listening.bind(new InetSocketAddress(InetAddress.getByName(address), port));
      return new TalkingServer(listening, speech);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says a whole answer. */
  static Speech answer(String head, String body) {
    return out ->
        out.write(
            ("HTTP/1.1 " + head + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(ISO_8859_1));
  }

  int port() {
    return listening.getLocalPort();
  }

  /** What was asked, up to the empty line, one text a connection. */
  List<String> heads() {
    return heads;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      StringBuilder head = new StringBuilder();
      InputStream in = socket.getInputStream();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = in.read();
        if (next < 0) {
          return;
        }
        head.append((char) next);
      }
      heads.add(head.toString());
      speech.say(socket.getOutputStream());
      socket.getOutputStream().flush();
    } catch (Exception e) {
      // The other end broke off, as some tests have it do.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
