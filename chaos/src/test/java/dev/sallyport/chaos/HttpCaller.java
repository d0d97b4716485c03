package dev.sallyport.chaos;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP client that never does anything twice by itself, and tells whether a call that broke off
 * can have been heard.
 */
final class HttpCaller implements AutoCloseable {
  private final int port;
  private final String from;
  private final String token;
  private final boolean keepAlive;
  private final Duration patience;
  private @Nullable Socket kept;

  /**
   * @param from the address to call from
   * @param keepAlive whether the connection is kept for the next call
   * @param patience for an answer
   */
  HttpCaller(int port, String from, String token, boolean keepAlive, Duration patience) {
    this.port = port;
    this.from = from;
    this.token = token;
    this.keepAlive = keepAlive;
    this.patience = patience;
  }

  record Answer(int status, Map<String, String> headers, String body) {
    Answer {
      headers = Map.copyOf(headers);
    }

    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /**
   * Makes one call.
   *
   * @param headers lines, each with its line end
   * @throws NotSentException where it can't have been heard
   * @throws IOException where it may have been heard, and no answer came
   */
  Answer call(String method, String path, String headers, String body) throws IOException {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    String head =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
            + token
            + "\r\n"
            + headers
            + (keepAlive ? "" : "Connection: close\r\n")
            + (content.length == 0 ? "" : "Content-Type: application/json\r\n")
            + "Content-Length: "
            + content.length
            + "\r\n\r\n";
    Socket socket = connected();
    boolean whole = false;
    try {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.write(head.getBytes(StandardCharsets.ISO_8859_1));
      all.write(content);
      socket.getOutputStream().write(all.toByteArray());
      Answer answer = answer(socket.getInputStream());
      whole = keepAlive && !answer.header("connection").equalsIgnoreCase("close");
      return answer;
    } finally {
      if (!whole) {
        socket.close();
        kept = null;
      }
    }
  }

  private Socket connected() throws NotSentException {
    Socket held = kept;
    if (held != null) {
      return held;
    }
    Socket socket = new Socket();
    try {
      socket.setReuseAddress(true);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
      socket.connect(
          new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port),
          Math.toIntExact(patience.toMillis()));
    } catch (IOException e) {
      throw new NotSentException(e);
    }
    if (keepAlive) {
      kept = socket;
    }
    return socket;
  }

  private static Answer answer(InputStream from) throws IOException {
    InputStream in = new BufferedInputStream(from);
    String status = line(in);
    Map<String, String> headers = new HashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("the answer broke off");
    }
    return new Answer(
        Integer.parseInt(status.substring(9, 12)),
        headers,
        new String(body, StandardCharsets.UTF_8));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new EOFException("no answer");
      }
      if (octet != '\r') {
        line.append((char) octet);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    if (kept != null) {
      kept.close();
    }
  }
}
