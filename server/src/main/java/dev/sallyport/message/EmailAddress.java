package dev.sallyport.message;

import java.util.Locale;

/**
 * An email address as an envelope has it: the Mailbox of RFC 5321 §4.1.2, with the international
 * local parts and domains of RFC 6531 §3.3. Comments, display names, angle brackets and source
 * routes are not part of it.
 *
 * @param localPart as it was written, with its quotes where it is a quoted string
 * @param domain as it was written: a name, or an address literal in square brackets
 * @param asciiDomain the domain in lower case, international labels in their {@code xn--} form
 */
public record EmailAddress(String localPart, String domain, String asciiDomain) {

  /**
   * Reads an address strictly, without trimming.
   *
   * <p>Bounds, in octets of UTF-8 (RFC 5321 §4.5.3.1): 64 for the local part, 253 for the domain's
   * ASCII form, 254 for the whole.
   */
  public static AddressResult parse(String text) {
    return AddressParser.parse(text);
  }

  /** Whether it can be written in ASCII only as it stands, so that SMTPUTF8 is needed. */
  public boolean needsSmtpUtf8() {
    return !isAscii(localPart);
  }

  /** The address with the domain in ASCII: what a header or an envelope of ours carries. */
  public String toAscii() {
    return localPart + "@" + asciiDomain;
  }

  /** The address as it was written. */
  @Override
  public String toString() {
    return localPart + "@" + domain;
  }

  static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
