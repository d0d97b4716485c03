package dev.sallyport.account;

import java.util.regex.Pattern;

/** The addresses members sign in with, in lower case. */
final class Emails {
  private static final int LENGTH = 254;
  private static final int LOCAL_LENGTH = 64;
  private static final Pattern LOCAL =
      Pattern.compile("[^\\s\\p{Cntrl}\\p{Cf}@<>()\\[\\]\\\\,;:\"]+");

  private Emails() {}

  /** How an address is looked up, well formed or not. */
  static String folded(String typed) {
    return Texts.lowerCase(typed.strip());
  }

  /** The address in canonical form, or an exception that says what is wrong with it. */
  static String canonical(String typed) {
    String text = folded(typed);
    int at = text.lastIndexOf('@');
    if (at < 1 || at > LOCAL_LENGTH || !LOCAL.matcher(text.substring(0, at)).matches()) {
      throw notAddress(text);
    }
    try {
      Domains.canonical("email", text.substring(at + 1));
    } catch (InvalidFieldException e) {
      throw notAddress(text);
    }
    if (text.length() > LENGTH) {
      throw notAddress(text);
    }
    return text;
  }

  private static InvalidFieldException notAddress(String text) {
    return new InvalidFieldException(
        "email",
        text.isEmpty()
            ? "Enter an email address."
            : "%s is not an email address. Write it as name@example.com."
                .formatted(Texts.shown(text)));
  }
}
