package dev.sallyport.submission;

import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.ParseResult;
import java.util.Locale;
import java.util.regex.Pattern;

/** The grammar of a mailbox (RFC 5321 §4.1.2, with the characters of RFC 6531 §3.3). */
final class Mailbox {
  private static final Pattern DOT_STRING =
      Pattern.compile(
          "[^\\s\\p{Cntrl}\"(),:;<>@\\[\\\\\\].]+(?:\\.[^\\s\\p{Cntrl}\"(),:;<>@\\[\\\\\\].]+)*");
  private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\\\p{Cntrl}]|\\\\[ -~])*\"");

  /** Underscores are not of the grammar but of the world. */
  private static final Pattern DOMAIN =
      Pattern.compile(
          "[\\p{L}\\p{M}\\p{N}_](?:[\\p{L}\\p{M}\\p{N}_-]*[\\p{L}\\p{M}\\p{N}_])?"
              + "(?:\\.[\\p{L}\\p{M}\\p{N}_](?:[\\p{L}\\p{M}\\p{N}_-]*[\\p{L}\\p{M}\\p{N}_])?)*");

  private static final int LONGEST_DOMAIN = 255;

  private Mailbox() {}

  static boolean isOne(String text) {
    int at = text.lastIndexOf('@');
    return at > 0 && isLocalPart(text.substring(0, at)) && isDomain(text.substring(at + 1));
  }

  /** Its length is left to the relay: there are longer ones than the 64 of §4.5.3.1.1. */
  private static boolean isLocalPart(String text) {
    return DOT_STRING.matcher(text).matches() || QUOTED.matcher(text).matches();
  }

  private static boolean isDomain(String text) {
    return text.startsWith("[")
        ? isLiteral(text)
        : text.length() <= LONGEST_DOMAIN && DOMAIN.matcher(text).matches();
  }

  /** §4.1.3. */
  private static boolean isLiteral(String text) {
    if (!text.endsWith("]")) {
      return false;
    }
    String inside = text.substring(1, text.length() - 1);
    boolean v6 = inside.toUpperCase(Locale.ROOT).startsWith("IPV6:");
    ParseResult<IpAddress> address = IpAddress.parse(v6 ? inside.substring(5) : inside);
    return address instanceof ParseResult.Parsed<IpAddress>(IpAddress parsed)
        && (v6 || parsed.isV4());
  }
}
