package dev.sallyport.submission;

import java.util.List;
import java.util.Locale;

/** Takes the path and the parameters of MAIL or RCPT apart (RFC 5321 §4.1.2). */
final class PathReader {
  /** §4.5.3.1.3, angle brackets included. */
  private static final int LONGEST_PATH = 256;

  private final String path;
  private final List<String> parameters;

  private PathReader(String path, List<String> parameters) {
    this.path = path;
    this.parameters = parameters;
  }

  /**
   * Takes a command's argument apart.
   *
   * @param keyword {@code FROM:} or {@code TO:}; a space after it, which §3.3 forbids and many
   *     clients send, is let pass
   */
  static PathReader after(String keyword, Command command) throws BadCommandException {
    String argument = command.argument();
    if (!argument.regionMatches(true, 0, keyword, 0, keyword.length())) {
      throw form(keyword, command);
    }
    String rest = argument.substring(keyword.length()).stripLeading();
    int end = endOfPath(rest);
    if (end < 0) {
      throw form(keyword, command);
    }
    String after = rest.substring(end + 1);
    if (!after.isEmpty() && after.charAt(0) != ' ') {
      throw form(keyword, command);
    }
    List<String> parameters = after.isBlank() ? List.of() : List.of(after.strip().split(" +"));
    return new PathReader(withoutRoute(rest.substring(1, end)), parameters);
  }

  private static BadCommandException form(String keyword, Command command) {
    return new BadCommandException(
        501, "5.5.4 The form is " + command.verb() + " " + keyword + "<address>");
  }

  /** Where the angle bracket closes that opens at 0, quoted strings passed over; -1 for nowhere. */
  private static int endOfPath(String text) {
    if (text.isEmpty() || text.charAt(0) != '<') {
      return -1;
    }
    boolean quoted = false;
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '>' && !quoted) {
        return i;
      }
    }
    return -1;
  }

  /** A source route is taken and ignored (§4.1.1.3, appendix C). */
  private static String withoutRoute(String path) {
    int colon = path.indexOf(':');
    return path.startsWith("@") && colon > 0 ? path.substring(colon + 1) : path;
  }

  List<String> parameters() {
    return parameters;
  }

  /** The sender's address; empty for the null reverse-path. */
  String sender(boolean smtpUtf8) throws BadCommandException {
    if (path.isEmpty()) {
      return path;
    }
    return checked(smtpUtf8, "5.1.7 The sender's address");
  }

  /** The recipient's address; {@code postmaster} needs no domain (§4.1.1.3). */
  String recipient(boolean smtpUtf8) throws BadCommandException {
    if (path.toLowerCase(Locale.ROOT).equals("postmaster")) {
      return path;
    }
    return checked(smtpUtf8, "5.1.3 The recipient's address");
  }

  private String checked(boolean smtpUtf8, String what) throws BadCommandException {
    if (!smtpUtf8 && path.chars().anyMatch(c -> c > 0x7F)) {
      throw new BadCommandException(
          553, "5.6.7 An address that is not in ASCII needs SMTPUTF8 in MAIL");
    }
    if (path.length() > LONGEST_PATH - 2) {
      throw new BadCommandException(501, what + " is longer than 254 characters");
    }
    if (!Mailbox.isOne(path)) {
      throw new BadCommandException(501, what + " is not one; the form is <name@domain>");
    }
    return path;
  }
}
