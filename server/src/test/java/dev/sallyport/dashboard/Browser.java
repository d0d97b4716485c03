package dev.sallyport.dashboard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser without a script: cookies, and forms filled with what their page holds. */
final class Browser implements AutoCloseable {
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([a-z_]+)\" value=\"([^\"]*)\">");

  private final DashboardHouse house;
  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient client;

  Browser(DashboardHouse house) {
    this(house, "127.0.0.1");
  }

  /** A browser that calls from that loopback address. */
  Browser(DashboardHouse house, String address) {
    this.house = house;
    this.client =
        HttpClient.newBuilder()
            .cookieHandler(cookies)
            .localAddress(InetAddress.ofLiteral(address))
            .build();
  }

  Browser signedIn(String email) {
    HttpResponse<String> answer =
        submit("/signin", "/signin", Map.of("email", email, "password", DashboardHouse.PASSWORD));
    if (answer.statusCode() != 303) {
      throw new AssertionError(answer.body());
    }
    return this;
  }

  /** Holds the cookie of a session that was started elsewhere. */
  void hold(String sessionSecret) {
    HttpCookie cookie = new HttpCookie("sallyport", sessionSecret);
    cookie.setPath("/");
    cookie.setVersion(0);
    cookies.getCookieStore().add(URI.create(house.url("/")), cookie);
  }

  HttpResponse<String> get(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(house.url(path)));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  /** Opens a page, takes the hidden fields of its forms, adds what is typed and sends it. */
  HttpResponse<String> submit(String page, String action, Map<String, String> typed) {
    Map<String, String> fields = hidden(get(page).body());
    fields.putAll(typed);
    return post(action, fields);
  }

  HttpResponse<String> post(String action, Map<String, String> fields, String... headers) {
    StringBuilder body = new StringBuilder();
    fields.forEach((name, value) ->
        body.append(body.isEmpty() ? "" : "&")
            .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
            .append('=')
            .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return post(action, body.toString(), headers);
  }

  /** Posts a form that is encoded already; a field may stand in it more than once. */
  HttpResponse<String> post(String action, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(house.url(action)))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return send(request);
  }

  /** Sends a form that brings a file along; one without a content is a field left empty. */
  HttpResponse<String> upload(String action, Map<String, String> fields, byte[] file) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String start = "--boundary\r\nContent-Disposition: form-data; name=\"";
    fields.forEach((name, value) ->
        body.writeBytes(
            (start + name + "\"\r\n\r\n" + value + "\r\n").getBytes(StandardCharsets.UTF_8)));
    body.writeBytes(
        (start + "file\"; filename=\"list.csv\"\r\nContent-Type: text/csv\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(file);
    body.writeBytes("\r\n--boundary--\r\n".getBytes(StandardCharsets.UTF_8));
    return send(
        HttpRequest.newBuilder(URI.create(house.url(action)))
            .header("Content-Type", "multipart/form-data; boundary=boundary")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
  }

  /** The hidden fields of a page, the first of each name. */
  static Map<String, String> hidden(String html) {
    Map<String, String> fields = new LinkedHashMap<>();
    Matcher matcher = HIDDEN.matcher(html);
    while (matcher.find()) {
      fields.putIfAbsent(matcher.group(1), matcher.group(2));
    }
    return fields;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
