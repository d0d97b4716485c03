package dev.sallyport.account;

import java.net.IDN;
import java.util.regex.Pattern;

/** The names of sender domains, in lower case and ASCII. */
final class Domains {
  private static final int LENGTH = 253;
  private static final Pattern NUMERIC_END = Pattern.compile(".*\\.?[0-9]+");

  private Domains() {}

  /** The domain in canonical form, or an exception that says what is wrong with it. */
  static String canonical(String field, String typed) {
    String text = typed.strip();
    if (text.isEmpty()) {
      throw new InvalidFieldException(field, "Enter a domain, such as example.com.");
    }
    if (text.startsWith(".") || text.startsWith("*") || text.contains("@")) {
      throw new InvalidFieldException(
          field,
          "%s is not a domain. Write it without a leading dot, star or @, such as example.com."
              .formatted(Texts.shown(text)));
    }
    String ascii = ascii(field, text);
    if (ascii.length() > LENGTH || ascii.endsWith(".") || NUMERIC_END.matcher(ascii).matches()) {
      throw notDomain(field, text);
    }
    return ascii;
  }

  private static String ascii(String field, String text) {
    try {
      return Texts.lowerCase(IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw notDomain(field, text);
    }
  }

  private static InvalidFieldException notDomain(String field, String text) {
    return new InvalidFieldException(
        field,
        "%s is not a domain. Write a host name, such as example.com.".formatted(Texts.shown(text)));
  }
}
