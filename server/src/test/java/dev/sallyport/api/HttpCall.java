package dev.sallyport.api;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One call to be made, over a connection of its own. */
final class HttpCall {
  private final InetSocketAddress server;
  private final List<String> headers = new ArrayList<>();
  private String from = "127.0.0.1";

  HttpCall(InetSocketAddress server) {
    this.server = server;
  }

  HttpCall from(String address) {
    from = address;
    return this;
  }

  HttpCall bearer(String token) {
    return header("Authorization", "Bearer " + token);
  }

  HttpCall header(String name, String value) {
    headers.add(name + ": " + value + "\r\n");
    return this;
  }

  HttpAnswer get(String path) {
    return send("GET", path, "");
  }

  HttpAnswer delete(String path) {
    return send("DELETE", path, "");
  }

  HttpAnswer post(String path, String json) {
    return send("POST", path, json);
  }

  HttpAnswer put(String path, String json) {
    return send("PUT", path, json);
  }

  HttpAnswer send(String method, String path, String body) {
    try (RawHttp http = new RawHttp(from, server)) {
      http.write(head(method, path, body)).write(body.getBytes(StandardCharsets.UTF_8));
      return method.equals("HEAD") ? http.readHead() : http.read();
    }
  }

  /** The request line and headers, up to the empty line. */
  String head(String method, String path, String body) {
    StringBuilder head =
        new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
    headers.forEach(head::append);
    if (!body.isEmpty()) {
      if (headers.stream().noneMatch(line -> line.startsWith("Content-Type:"))) {
        head.append("Content-Type: application/json\r\n");
      }
      head.append("Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n");
    }
    return head.append("\r\n").toString();
  }
}
