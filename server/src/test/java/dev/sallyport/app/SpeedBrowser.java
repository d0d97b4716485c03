package dev.sallyport.app;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser without a script. */
final class SpeedBrowser {
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([a-z]+)\" value=\"([^\"]*)\">");

  private final String url;
  private final HttpClient http =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
          .build();
  private String csrf = "";

  SpeedBrowser(String url) {
    this.url = url;
  }

  SpeedBrowser signedIn(String email) throws IOException, InterruptedException {
    csrf = hidden(get("/signin").body());
    int status =
        ask(
            new SpeedPage(
                "", "/signin", Map.of("email", email, "password", PageSpeedAccounts.PASSWORD)));
    if (status != 303) {
      throw new IllegalStateException("signing in: " + status);
    }
    csrf = hidden(get("/allowlist/new").body());
    return this;
  }

  private static String hidden(String html) {
    Matcher matcher = HIDDEN.matcher(html);
    while (matcher.find()) {
      if (matcher.group(1).equals("csrf")) {
        return matcher.group(2);
      }
    }
    throw new IllegalStateException("no form");
  }

  int ask(SpeedPage page) throws IOException, InterruptedException {
    if (page.form().isEmpty()) {
      return get(page.path()).statusCode();
    }
    StringBuilder body = new StringBuilder("csrf=").append(csrf);
    page.form()
        .forEach((name, value) ->
            body.append('&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + page.path()))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", url)
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(url + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
