package dev.sallyport.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A webhook's receiver: keeps each call, and answers what is queued, else 200. */
final class Receiver implements AutoCloseable {
  /** A call as it came. */
  record Received(Map<String, List<String>> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name, List.of("")).getFirst();
    }
  }

  /** An answer to be given once. */
  record Reply(int status, String body, String location) {}

  private final HttpServer server;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();

  Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::take);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  void answer(int status, String body) {
    replies.add(new Reply(status, body, ""));
  }

  void redirect(String to) {
    replies.add(new Reply(302, "", to));
  }

  List<Received> received() {
    return received;
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      received.add(
          new Received(
              Map.copyOf(exchange.getRequestHeaders()),
              new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
      Reply reply = replies.poll();
      if (reply == null) {
        reply = new Reply(200, "thanks", "");
      }
      if (!reply.location().isEmpty()) {
        exchange.getResponseHeaders().add("Location", reply.location());
      }
      byte[] body = reply.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
