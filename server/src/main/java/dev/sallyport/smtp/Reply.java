package dev.sallyport.smtp;

import java.util.List;

/**
 * One SMTP reply (RFC 5321 §4.2).
 *
 * @param code three digits, 200 to 599
 * @param lines the text of each line without code and line end, the enhanced status code (RFC 2034)
 *     included where there is one; at least one line
 */
public record Reply(int code, List<String> lines) {
  public Reply {
    if (code < 200 || code > 599 || lines.isEmpty()) {
      throw new IllegalArgumentException("not a reply: " + code + " " + lines);
    }
    lines = List.copyOf(lines);
  }

  /** A reply of one line. */
  public static Reply of(int code, String text) {
    return new Reply(code, List.of(text));
  }

  public boolean isPositive() {
    return code < 400;
  }

  public boolean isTransient() {
    return code >= 400 && code < 500;
  }

  /** The lines joined by spaces, without the code. */
  public String text() {
    return String.join(" ", lines);
  }

  @Override
  public String toString() {
    return code + " " + text();
  }
}
