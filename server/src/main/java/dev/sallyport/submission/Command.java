package dev.sallyport.submission;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A command line.
 *
 * @param verb in upper case
 * @param argument what follows the verb, without spaces around it
 * @param octets the line's length with its CRLF
 */
record Command(String verb, String argument, int octets) {

  /**
   * The longest line of AUTH, RFC 4954 §4.3: with an initial response, which any other line is far
   * from.
   */
  static final int LONGEST_AUTH = 12_288;

  /**
   * The longest line of any other command: 512 octets (RFC 5321 §4.5.3.1.4) and what extensions add
   * to MAIL: SIZE 26 (RFC 1870), BODY 17 (6152), AUTH 500 (4954), SMTPUTF8 10 (6531).
   */
  static final int LONGEST = 512 + 26 + 17 + 500 + 10;

  static Command parse(String line) {
    int space = line.indexOf(' ');
    String verb = space < 0 ? line : line.substring(0, space);
    String argument = space < 0 ? "" : line.substring(space + 1).strip();
    int octets = line.getBytes(StandardCharsets.UTF_8).length + 2;
    return new Command(verb.toUpperCase(Locale.ROOT), argument, octets);
  }

  boolean isTooLong() {
    return octets > (verb.equals("AUTH") ? LONGEST_AUTH : LONGEST);
  }

  /** Whether a browser was made to speak with us; its body could hold commands. */
  boolean isHttp() {
    return switch (verb) {
      case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT" -> true;
      default -> false;
    };
  }
}
