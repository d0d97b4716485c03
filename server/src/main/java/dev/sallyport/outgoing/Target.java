package dev.sallyport.outgoing;

import dev.sallyport.allowlist.ParseResult;
import dev.sallyport.allowlist.ParseResult.Malformed;
import dev.sallyport.allowlist.ParseResult.Parsed;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/**
 * A URL that may be called as far as its text tells: http or https, a host, no user and no
 * fragment. Whether its host lies where we may call shows when it is called.
 */
public record Target(URI uri) {
  /** The longest URL, in characters. */
  public static final int MOST_CHARACTERS = 2048;

  private static final int MOST_PORT = 65_535;

  public Target {
    if (read(uri.toString()) instanceof Malformed<?>(String message, _)) {
      throw new IllegalArgumentException(message);
    }
  }

  /** Reads a URL, or says what is wrong with it. */
  public static ParseResult<Target> parse(String text) {
    return switch (read(text)) {
      case Parsed<URI>(URI uri) -> new Parsed<>(new Target(uri));
      case Malformed<URI>(String message, List<String> suggestions) ->
          new Malformed<>(message, suggestions);
    };
  }

  private static ParseResult<URI> read(String text) {
    if (text.length() > MOST_CHARACTERS) {
      return refused("A URL has at most " + MOST_CHARACTERS + " characters.");
    }
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      return refused("This is not a URL, such as https://example.com/hook.");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      return refused("A URL starts with https:// or http://.");
    }
    if (uri.getRawUserInfo() != null) {
      return refused("A URL holds no user name or password here.");
    }
    if (uri.getHost() == null || uri.getHost().isEmpty()) {
      return refused("The URL names no host, or one that is not written in ASCII.");
    }
    if (uri.getPort() == 0 || uri.getPort() > MOST_PORT) {
      return refused("A port lies between 1 and " + MOST_PORT + ".");
    }
    if (uri.getRawFragment() != null) {
      return refused("A URL has no part after # here.");
    }
    return new Parsed<>(uri);
  }

  private static ParseResult<URI> refused(String message) {
    return new Malformed<>(message, List.of());
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
