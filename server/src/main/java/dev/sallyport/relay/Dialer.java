package dev.sallyport.relay;

import dev.sallyport.smtp.Reply;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLException;

/** Makes connections to one relay that are ready for MAIL: connect, greeting, EHLO, TLS, AUTH. */
final class Dialer {

  /** Most addresses of one host name that are tried. */
  private static final int MAX_ADDRESSES = 4;

  private final RelayUrl url;
  private final RelayTerms terms;
  private final Deadlines deadlines;

  Dialer(RelayUrl url, RelayTerms terms, Deadlines deadlines) {
    this.url = url;
    this.terms = terms;
    this.deadlines = deadlines;
  }

  RelayConnection dial() throws LostException {
    Socket socket = connect();
    RelayConnection connection = null;
    try {
      connection = new RelayConnection(socket, deadlines);
      connection.within(terms.timeouts().greeting());
      introduce(connection, terms.loopback().test(socket.getInetAddress()));
      connection.atRest();
      return connection;
    } catch (IOException e) {
      if (connection == null) {
        close(socket);
        throw new LostException(url + ": " + e.getMessage(), e);
      }
      connection.drop();
      if (e instanceof SSLException) {
        throw new LostException(url + ": TLS fails: " + e.getMessage(), e);
      }
      throw new LostException(url + ": " + connection.lost(e).getMessage(), e);
    }
  }

  private Socket connect() throws LostException {
    long end = System.nanoTime() + terms.timeouts().greeting().toNanos();
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(url.host());
    } catch (UnknownHostException e) {
      throw new LostException(url + ": the host name is not known", e);
    }
    IOException last = new IOException("no address");
    for (int i = 0; i < Math.min(addresses.length, MAX_ADDRESSES); i++) {
      long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (left <= 0) {
        break;
      }
      Socket socket = new Socket();
      try {
        int wait = (int) Math.clamp(terms.timeouts().connect().toMillis(), 1, left);
        socket.connect(new InetSocketAddress(addresses[i], url.port()), wait);
        return socket;
      } catch (IOException e) {
        close(socket);
        last = e;
      }
    }
    throw new LostException(url + ": " + last.getMessage(), last);
  }

  private void introduce(RelayConnection connection, boolean loopback) throws IOException {
    boolean password = url.login().isPresent();
    boolean verify = !loopback && (password || url.tls() != TlsUse.WHERE_OFFERED);
    if (url.tls() == TlsUse.FROM_THE_FIRST_BYTE) {
      terms.tls().begin(connection, url.host(), url.port(), verify);
    }
    expect(connection.reply(), 220, "its greeting is");
    hello(connection);
    if (url.tls() != TlsUse.FROM_THE_FIRST_BYTE) {
      if (connection.capabilities().offers("STARTTLS")) {
        startTls(connection, verify);
      } else if (url.tls() == TlsUse.REQUIRED) {
        throw new LostException("it offers no STARTTLS, which relay.url requires");
      } else if (password && !loopback) {
        throw new LostException("it offers no STARTTLS, without which the password is not sent");
      }
    }
    if (password) {
      authenticate(connection, url.login().orElseThrow());
    }
  }

  private void startTls(RelayConnection connection, boolean verify) throws IOException {
    expect(connection.ask("STARTTLS"), 220, "to STARTTLS it says");
    // What came before the handshake may be anyone's, and would be read as the relay's own word
    // under TLS (CVE-2021-38371).
    if (connection.hasUnread()) {
      throw new LostException("it went on talking between STARTTLS and TLS");
    }
    terms.tls().begin(connection, url.host(), url.port(), verify);
    // RFC 3207 §4.2: what was learnt before TLS is forgotten.
    hello(connection);
  }

  private static void hello(RelayConnection connection) throws LostException {
    String name = literal(connection.socket().getLocalAddress());
    Reply reply = connection.ask("EHLO " + name);
    if (reply.code() == 250) {
      connection.learn(Capabilities.of(reply));
    } else if (reply.code() / 100 == 5) {
      // RFC 5321 §3.2: a server without EHLO is greeted with HELO.
      expect(connection.ask("HELO " + name), 250, "to HELO it says");
      connection.learn(Capabilities.NONE);
    } else {
      throw new LostException("to EHLO it says: " + reply);
    }
  }

  /** Our name in EHLO, the address the relay sees, which is right wherever we run (§4.1.3). */
  private static String literal(InetAddress local) {
    String address = local.getHostAddress();
    int zone = address.indexOf('%');
    String bare = zone < 0 ? address : address.substring(0, zone);
    return local instanceof Inet6Address ? "[IPv6:" + bare + "]" : "[" + bare + "]";
  }

  private static void authenticate(RelayConnection connection, Login login) throws LostException {
    Capabilities offered = connection.capabilities();
    Reply reply;
    if (offered.authentication().contains("PLAIN")) {
      reply = connection.ask("AUTH PLAIN " + base64("\0" + login.user() + "\0" + login.password()));
    } else if (offered.authentication().contains("LOGIN")) {
      reply = connection.ask("AUTH LOGIN");
      if (reply.code() == 334) {
        reply = connection.ask(base64(login.user()));
      }
      if (reply.code() == 334) {
        reply = connection.ask(base64(login.password()));
      }
    } else {
      throw new LostException("it offers neither AUTH PLAIN nor AUTH LOGIN");
    }
    expect(reply, 235, "to our user and password it says");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void expect(Reply reply, int code, String what) throws LostException {
    if (reply.code() != code) {
      throw new LostException(what + ": " + reply);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Never connected: nothing to lose.
    }
  }
}
