package dev.sallyport.peer;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One element of a Forwarded header: {@code for=192.0.2.60;proto=https;by="[2001:db8::2]"} (RFC
 * 7239 §4). Blanks around a semicolon, which the grammar has not but proxies write, are let pass.
 */
final class ForwardedElement {

  private static final String TOKEN_SIGNS = "!#$%&'*+-.^_`|~";

  private final String text;
  private int at;

  private ForwardedElement(String text) {
    this.text = text;
  }

  /** The value of its {@code for} parameter, or null where it has none or is malformed. */
  static @Nullable String node(String text) {
    Map<String, String> parameters = new ForwardedElement(text).parameters();
    return parameters == null ? null : parameters.get("for");
  }

  private @Nullable Map<String, String> parameters() {
    Map<String, String> parameters = new HashMap<>();
    while (true) {
      skipBlanks();
      if (at < text.length() && text.charAt(at) != ';') {
        String name = token();
        if (name.isEmpty() || at >= text.length() || text.charAt(at++) != '=') {
          return null;
        }
        String value = at < text.length() && text.charAt(at) == '"' ? quoted() : token();
        // RFC 7239 §4: no parameter occurs more than once, names are case-insensitive.
        if (value == null
            || value.isEmpty()
            || parameters.put(name.toLowerCase(Locale.ROOT), value) != null) {
          return null;
        }
        skipBlanks();
      }
      if (at == text.length()) {
        return parameters;
      }
      if (text.charAt(at++) != ';') {
        return null;
      }
    }
  }

  private void skipBlanks() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }

  private String token() {
    int start = at;
    while (at < text.length() && isTokenCharacter(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  /** A quoted-string (RFC 9110 §5.6.4), its escapes undone; null where it has no end. */
  private @Nullable String quoted() {
    StringBuilder value = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return value.toString();
      }
      if (c == '\\' && ++at == text.length()) {
        return null;
      }
      value.append(text.charAt(at));
    }
    return null;
  }

  private static boolean isTokenCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || TOKEN_SIGNS.indexOf(c) >= 0;
  }
}
