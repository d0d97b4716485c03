package dev.sallyport.submission;

import dev.sallyport.smtp.ReplyWriter;
import dev.sallyport.smtp.WireReader;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Both directions of a connection, in the clear or under TLS. */
final class Wire {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"}; // RFC 8996, 9325 §3.1.1

  private final Socket raw;
  private final Patience patience;
  private volatile Socket socket;
  private volatile ReplyWriter replies;
  private WireReader reader;
  private volatile boolean secure;

  Wire(Socket raw, Patience patience) throws IOException {
    this.raw = raw;
    this.patience = patience;
    this.socket = raw;
    this.replies = new ReplyWriter(patience.output(raw.getOutputStream()));
    this.reader = new WireReader(patience.input(raw.getInputStream()), replies);
  }

  WireReader reader() {
    return reader;
  }

  ReplyWriter replies() {
    return replies;
  }

  Patience patience() {
    return patience;
  }

  boolean isSecure() {
    return secure;
  }

  /** Whether anything has come in, under TLS or not, that was not read. */
  boolean hasPending() throws IOException {
    return reader.hasPending() || raw.getInputStream().available() > 0;
  }

  /**
   * Makes the connection TLS. The old buffer is dropped with all that lay in it (CVE-2011-0411).
   */
  void secure(SSLContext context, Duration most) throws IOException {
    replies.flush();
    SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(raw, null, true);
    tls.setEnabledProtocols(PROTOCOLS);
    patience.bounded(most, tls::startHandshake);
    socket = tls;
    replies = new ReplyWriter(patience.output(tls.getOutputStream()));
    reader = new WireReader(patience.input(tls.getInputStream()), replies);
    secure = true;
  }

  /** The last reply has been written. */
  void endOutput() throws IOException {
    replies.flush();
    socket.shutdownOutput();
  }

  /**
   * Ends the connection so that the client can read the last reply: were it closed with octets
   * unread, the client's host would throw the reply away.
   *
   * @param most octets to wait for
   */
  void close(Duration linger, long most) throws IOException {
    endOutput();
    patience.within(linger);
    try {
      reader.discard(most);
    } catch (SocketTimeoutException stillThere) {
      // it has had the time to read
    }
    socket.close();
  }
}
