package dev.sallyport.app;

import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.ParseResult;
import dev.sallyport.app.SettingType.BadValueException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What stands behind the gate, as {@code relay.url} names it. */
sealed interface RelayUrl {

  /** The folder that stands in for a relay until one is set. */
  record Outbox() implements RelayUrl {
    @Override
    public String toString() {
      return "outbox";
    }
  }

  /**
   * An SMTP server.
   *
   * @param implicitTls TLS from the first byte ({@code smtps})
   * @param starttlsRequired nothing is handed over without TLS and a verified certificate
   * @param host a name or an address, an IPv6 address without brackets
   * @param user empty where no AUTH is wanted
   * @param password empty where no AUTH is wanted
   */
  record Server(
      boolean implicitTls,
      boolean starttlsRequired,
      String host,
      int port,
      String user,
      String password)
      implements RelayUrl {

    /** Whether the host is a loopback address or {@code localhost}; no name is looked up. */
    boolean isLoopback() {
      return host.equals("localhost")
          || (IpAddress.parse(host) instanceof ParseResult.Parsed<IpAddress>(IpAddress address)
              && address.isLoopback());
    }

    /** Never the password. */
    @Override
    public String toString() {
      return (implicitTls ? "smtps://" : "smtp://")
          + (user.isEmpty() ? "" : user + ":…@")
          + (host.indexOf(':') < 0 ? host : "[" + host + "]")
          + ":"
          + port
          + (starttlsRequired && !implicitTls ? "?starttls=required" : "");
    }
  }

  /** One or more; the outbox stands alone. */
  static List<RelayUrl> parseList(String text) throws BadValueException {
    List<RelayUrl> urls = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      urls.add(parse(part.strip()));
    }
    if (urls.size() > 1 && urls.contains(new Outbox())) {
      throw new BadValueException("names the outbox beside a server; it is one or the other");
    }
    if (urls.size() > 16) {
      throw new BadValueException("names more than 16 servers");
    }
    return List.copyOf(urls);
  }

  private static RelayUrl parse(String text) throws BadValueException {
    if (text.equals("outbox")) {
      return new Outbox();
    }
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      // The JDK's message quotes the text, and with it a password.
      throw new BadValueException(
          "is not a URL such as smtp://relay.example.com:25; in a user name or password, write what"
              + " is not a letter or digit as %40 and the like");
    }
    boolean tls = "smtps".equals(uri.getScheme());
    if (!tls && !"smtp".equals(uri.getScheme())) {
      throw new BadValueException("starts with none of outbox, smtp://, smtps://");
    }
    String host = uri.getHost();
    if (host == null || uri.getPort() < 1 || uri.getPort() > 65535) {
      throw new BadValueException(
          "does not name a host and a port, as smtp://relay.example.com:25 does");
    }
    String path = uri.getRawPath();
    if (!(path.isEmpty() || path.equals("/")) || uri.getRawFragment() != null) {
      throw new BadValueException("holds more than a server: there is no path in an SMTP URL");
    }
    return server(uri, host, tls);
  }

  private static Server server(URI uri, String host, boolean tls) throws BadValueException {
    boolean required = tls;
    if (uri.getRawQuery() != null) {
      if (!uri.getRawQuery().equals("starttls=required")) {
        throw new BadValueException("has a query other than ?starttls=required");
      }
      required = true;
    }
    String user = "";
    String password = "";
    if (uri.getRawUserInfo() != null) {
      int colon = uri.getRawUserInfo().indexOf(':');
      if (colon < 1 || colon == uri.getRawUserInfo().length() - 1) {
        throw new BadValueException(
            "names a user without a password, or a password without a user");
      }
      user = decode(uri.getRawUserInfo().substring(0, colon));
      password = decode(uri.getRawUserInfo().substring(colon + 1));
    }
    String bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    Server server = new Server(tls, required, bare, uri.getPort(), user, password);
    // A password goes out over TLS with a verified certificate or not at all, but on loopback.
    return user.isEmpty() || server.isLoopback()
        ? server
        : new Server(tls, true, bare, uri.getPort(), user, password);
  }

  private static String decode(String text) throws BadValueException {
    try {
      // A plus sign stands for itself here; only a form's encoding makes a space of it.
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new BadValueException(
          "has a % in its user name or password that is not followed by two hexadecimal digits");
    }
  }
}
