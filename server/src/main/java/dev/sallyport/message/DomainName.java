package dev.sallyport.message;

import java.net.IDN;
import java.text.Normalizer;
import java.util.regex.Pattern;

/** The domain of an email address: a name in DNS, or an address literal. */
final class DomainName {

  sealed interface Result {}

  /** The domain in lower case and ASCII. */
  record Good(String ascii) implements Result {}

  record Bad(String message) implements Result {}

  private static final int MAX_LENGTH = 253;
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
  private static final Pattern IPV6 = Pattern.compile("(?i:ipv6):[0-9a-fA-F:.]{2,45}");

  /** Where IDNA 2003, which the JDK has, names another domain than IDNA 2008 does (UTS 46 §7). */
  private static final Pattern DEVIATIONS = Pattern.compile("[ßẞς\u200C\u200D]");

  private DomainName() {}

  static Result read(String domain) {
    if (domain.isEmpty()) {
      return new Bad("There is nothing after the @ sign.");
    }
    if (domain.startsWith("[")) {
      return literal(domain);
    }
    if (domain.endsWith(".")) {
      return new Bad("The domain ends in a dot.");
    }
    if (domain.indexOf('@') >= 0) {
      return new Bad("It has more than one @ sign.");
    }
    return EmailAddress.isAscii(domain) ? ascii(domain) : international(domain);
  }

  private static Result ascii(String domain) {
    String lower = EmailAddress.lower(domain);
    if (lower.length() > MAX_LENGTH) {
      return new Bad("The domain is longer than " + MAX_LENGTH + " octets.");
    }
    for (String label : lower.split("\\.", -1)) {
      if (!LABEL.matcher(label).matches()) {
        return new Bad(
            label.isEmpty()
                ? "The domain begins with a dot or holds two in a row."
                : label.length() > 63
                    ? "A part of the domain is longer than 63 octets."
                    : "The domain may hold letters, digits, dots and inner hyphens only.");
      }
    }
    return new Good(lower);
  }

  /**
   * Puts the labels in their {@code xn--} form, and takes the result only where it names the very
   * domain that was written: no mapping, no character on which versions of IDNA disagree.
   */
  private static Result international(String domain) {
    String written = Normalizer.normalize(EmailAddress.lower(domain), Normalizer.Form.NFC);
    String ascii;
    try {
      ascii = EmailAddress.lower(IDN.toASCII(written, IDN.USE_STD3_ASCII_RULES));
    } catch (IllegalArgumentException e) {
      return ambiguous();
    }
    boolean sameDomain = IDN.toUnicode(ascii).equals(written);
    return sameDomain && !DEVIATIONS.matcher(written).find() ? ascii(ascii) : ambiguous();
  }

  private static Result ambiguous() {
    return new Bad(
        "The domain can't be put in ASCII with certainty; write it in its xn-- form instead.");
  }

  /**
   * RFC 5321 §4.1.3; the General-address-literal, of which none was ever registered, is not read.
   */
  private static Result literal(String domain) {
    if (domain.endsWith("]")) {
      String inside = domain.substring(1, domain.length() - 1);
      if (IPV4.matcher(inside).matches() || IPV6.matcher(inside).matches()) {
        return new Good(EmailAddress.lower(domain));
      }
    }
    return new Bad("The address in brackets must be [192.0.2.1] or [IPv6:2001:db8::1].");
  }
}
