package dev.sallyport.relay;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One SMTP server as {@code relay.url} names it: {@code smtp://[user:pass@]host[:port]
 * [?starttls=required]} or {@code smtps://…}. The port is 25, or 465 for smtps, unless written.
 * User and password are percent-encoded (RFC 3986 §2.1). The text form shows no password.
 */
public final class RelayUrl {

  private static final int MAX_LENGTH = 2000;
  private static final Pattern HOST_NAME =
      Pattern.compile(
          "(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?"
              + "(\\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?)*\\.?");
  private static final Pattern IPV6_LITERAL = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

  private final String host;
  private final int port;
  private final TlsUse tls;
  private final Optional<Login> login;

  private RelayUrl(String host, int port, TlsUse tls, Optional<Login> login) {
    this.host = host;
    this.port = port;
    this.tls = tls;
    this.login = login;
  }

  /** A host name or an address, without brackets. */
  public String host() {
    return host;
  }

  public int port() {
    return port;
  }

  TlsUse tls() {
    return tls;
  }

  Optional<Login> login() {
    return login;
  }

  /**
   * Reads one URL.
   *
   * @throws IllegalArgumentException with one line that names the setting and what is wrong, and
   *     never shows what may be a password
   */
  public static RelayUrl parse(String url) {
    if (url.length() > MAX_LENGTH) {
      throw wrong("is longer than " + MAX_LENGTH + " characters");
    }
    int scheme = url.indexOf("://");
    if (scheme < 0) {
      throw wrong("has to be outbox or begin with smtp:// or smtps://");
    }
    boolean implicit =
        switch (url.substring(0, scheme).toLowerCase(Locale.ROOT)) {
          case "smtp" -> false;
          case "smtps" -> true;
          default -> throw wrong("has to begin with smtp:// or smtps://");
        };
    String rest = url.substring(scheme + 3);
    String query = "";
    int question = rest.indexOf('?');
    if (question >= 0) {
      query = rest.substring(question + 1);
      rest = rest.substring(0, question);
    }
    if (rest.endsWith("/")) {
      rest = rest.substring(0, rest.length() - 1);
    }
    Optional<Login> login = Optional.empty();
    int at = rest.lastIndexOf('@');
    if (at >= 0) {
      login = Optional.of(login(rest.substring(0, at)));
      rest = rest.substring(at + 1);
    }
    HostPort place = HostPort.parse(rest, implicit ? 465 : 25);
    return new RelayUrl(place.host(), place.port(), tls(implicit, query), login);
  }

  private static TlsUse tls(boolean implicit, String query) {
    if (query.isEmpty()) {
      return implicit ? TlsUse.FROM_THE_FIRST_BYTE : TlsUse.WHERE_OFFERED;
    }
    if (!query.equals("starttls=required")) {
      throw wrong("takes nothing after ? but starttls=required");
    }
    if (implicit) {
      throw wrong("has smtps:// and starttls=required; smtps is TLS already, leave the latter out");
    }
    return TlsUse.REQUIRED;
  }

  private static Login login(String userInfo) {
    int colon = userInfo.indexOf(':');
    if (colon <= 0 || colon == userInfo.length() - 1) {
      throw wrong("needs both a user and a password before the @, as user:pass@host");
    }
    try {
      return new Login(
          decoded(userInfo.substring(0, colon)), decoded(userInfo.substring(colon + 1)));
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw wrong(
          "has a user or password that is not well percent-encoded: write % as %25, @ as %40, : as"
              + " %3A, / as %2F, ? as %3F and a comma as %2C");
    }
  }

  private static String decoded(String text) throws CharacterCodingException {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[encoded.length];
    int length = 0;
    for (int i = 0; i < encoded.length; i++) {
      if (encoded[i] == '%') {
        if (i + 2 >= encoded.length) {
          throw new IllegalArgumentException();
        }
        int high = Character.digit(encoded[i + 1], 16);
        int low = Character.digit(encoded[i + 2], 16);
        if (high < 0 || low < 0) {
          throw new IllegalArgumentException();
        }
        bytes[length++] = (byte) (high << 4 | low);
        i += 2;
      } else if (encoded[i] == '@' || encoded[i] == '/' || (encoded[i] >= 0 && encoded[i] <= ' ')) {
        throw new IllegalArgumentException();
      } else {
        bytes[length++] = encoded[i];
      }
    }
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
  }

  private static IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("relay.url " + what);
  }

  /** A host and its port. */
  private record HostPort(String host, int port) {

    static HostPort parse(String text, int defaultPort) {
      String host;
      String port;
      if (text.startsWith("[")) {
        int close = text.indexOf(']');
        if (close < 0) {
          throw wrong("has a [ without its ]");
        }
        host = text.substring(1, close);
        if (!IPV6_LITERAL.matcher(host).matches() || host.indexOf(':') < 0) {
          throw wrong("has something other than an IPv6 address in brackets");
        }
        port = text.substring(close + 1);
      } else {
        int colon = text.indexOf(':');
        if (colon != text.lastIndexOf(':')) {
          throw wrong("needs brackets around an IPv6 address, as smtp://[2001:db8::1]:25");
        }
        host = colon < 0 ? text : text.substring(0, colon);
        if (!HOST_NAME.matcher(host).matches()) {
          throw wrong(
              host.isEmpty() ? "names no host" : "has a host that is not a name or address");
        }
        port = colon < 0 ? "" : text.substring(colon);
      }
      return new HostPort(host, port.isEmpty() ? defaultPort : port(port));
    }

    private static int port(String text) {
      if (text.matches(":[0-9]{1,5}")) {
        int port = Integer.parseInt(text.substring(1));
        if (port >= 1 && port <= 65535) {
          return port;
        }
      }
      throw wrong("has a port that is not a number from 1 to 65535");
    }
  }

  @Override
  public String toString() {
    String scheme = tls == TlsUse.FROM_THE_FIRST_BYTE ? "smtps://" : "smtp://";
    String bracketed = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return scheme
        + login.map(l -> l + "@").orElse("")
        + bracketed
        + ":"
        + port
        + (tls == TlsUse.REQUIRED ? "?starttls=required" : "");
  }
}
