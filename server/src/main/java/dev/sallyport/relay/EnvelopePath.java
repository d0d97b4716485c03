package dev.sallyport.relay;

import java.nio.charset.StandardCharsets;

/** Checks an address before it goes between the angle brackets of a command. */
final class EnvelopePath {

  /** Room for the command and its parameters within a line; RFC 5321 §4.5.3.1.3 has 256. */
  private static final int MAX_BYTES = 800;

  private EnvelopePath() {}

  /** Whether nothing in the address can end the path, the line, or the command around it. */
  static boolean isSafe(String address) {
    if (address.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      return false;
    }
    boolean quoted = false;
    for (int i = 0; i < address.length(); i++) {
      char c = address.charAt(i);
      if (Character.isISOControl(c)) {
        return false;
      }
      if (c == '"') {
        quoted = !quoted;
      } else if (quoted && c == '\\') {
        // The next character stands for itself (RFC 5321 §4.1.2, quoted-pairSMTP).
        i++;
        if (i == address.length() || Character.isISOControl(address.charAt(i))) {
          return false;
        }
      } else if (!quoted && (c == '<' || c == '>' || c == ' ')) {
        return false;
      }
    }
    return !quoted;
  }

  static boolean isAscii(String address) {
    return address.chars().allMatch(c -> c < 128);
  }
}
