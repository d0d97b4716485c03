package dev.sallyport.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An enhanced status code (RFC 3463), such as 5.7.1.
 *
 * @param kind 2, 4 or 5, the class of the reply that carries it
 * @param subject 0 to 999
 * @param detail 0 to 999
 */
public record EnhancedCode(int kind, int subject, int detail) {

  private static final Pattern AT_START =
      Pattern.compile("([245])\\.([0-9]{1,3})\\.([0-9]{1,3})(?= |$)");

  public EnhancedCode {
    if ((kind != 2 && kind != 4 && kind != 5) || outside(subject) || outside(detail)) {
      throw new IllegalArgumentException(
          "not an enhanced status code: " + kind + "." + subject + "." + detail);
    }
  }

  private static boolean outside(int part) {
    return part < 0 || part > 999;
  }

  /** The code at the start of a reply's first line, if it agrees with the reply's own. */
  public static Optional<EnhancedCode> of(Reply reply) {
    Matcher matcher = AT_START.matcher(reply.lines().getFirst());
    if (!matcher.lookingAt() || matcher.group(1).charAt(0) - '0' != reply.code() / 100) {
      return Optional.empty();
    }
    return Optional.of(
        new EnhancedCode(
            reply.code() / 100,
            Integer.parseInt(matcher.group(2)),
            Integer.parseInt(matcher.group(3))));
  }

  /**
   * The reply with an enhanced code on each line, as one who advertises ENHANCEDSTATUSCODES must
   * send it (RFC 2034 §4): its own, else X.0.0 of its class. A 3xx reply is returned unchanged.
   */
  public static Reply onEachLine(Reply reply) {
    int kind = reply.code() / 100;
    if (kind == 3) {
      return reply;
    }
    EnhancedCode code = of(reply).orElse(new EnhancedCode(kind, 0, 0));
    List<String> lines = new ArrayList<>(reply.lines().size());
    for (String line : reply.lines()) {
      Matcher matcher = AT_START.matcher(line);
      boolean has = matcher.lookingAt() && matcher.group(1).charAt(0) - '0' == kind;
      lines.add(has ? line : (code + " " + line).stripTrailing());
    }
    return new Reply(reply.code(), lines);
  }

  @Override
  public String toString() {
    return kind + "." + subject + "." + detail;
  }
}
