package dev.sallyport.range;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** A file on a server of its own, on loopback. */
public final class PublishedFile implements AutoCloseable {
  private final HttpServer server;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile String text;
  private volatile int status = 200;

  public PublishedFile(String text) throws IOException {
    this.text = text;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(exchange.getRequestURI().getPath());
    String etag = "\"" + text.hashCode() + "\"";
    exchange.getResponseHeaders().set("ETag", etag);
    exchange.getResponseHeaders().set("Location", "/elsewhere");
    byte[] body = text.getBytes(UTF_8);
    if (status == 200
        && Objects.equals(exchange.getRequestHeaders().getFirst("If-None-Match"), etag)) {
      exchange.sendResponseHeaders(304, -1);
    } else {
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  /** What stands there from now on. */
  public void publish(String published) {
    text = published;
  }

  /** How the server answers from now on. */
  public void answerWith(int code) {
    status = code;
  }

  /** The paths that were asked for. */
  public List<String> asked() {
    return asked;
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/ranges";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
