package dev.sallyport.allowlist;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with an address that stands by itself. */
final class AddressExplanation {
  private static final String[] PLACES = {"first", "second", "third", "last"};

  private AddressExplanation() {}

  static Mistake of(String text, Form form) {
    long colons = text.chars().filter(c -> c == ':').count();
    if (colons == 1 && text.matches("[^:]*[^:0-9a-fA-F][^:]*:\\d*")) {
      int colon = text.indexOf(':');
      return new Mistake(
          "Leave out the port, " + Mistake.shown(text.substring(colon)) + ".",
          Explanation.suggestions(text.substring(0, colon), form));
    }
    if (colons > 0) {
      return GroupExplanation.of(text, form);
    }
    if (text.matches("0[xX][0-9a-fA-F]{1,8}|\\d+")) {
      return oneNumber(text, form);
    }
    if (text.matches("[0-9a-fA-F]{32}")) {
      return new Mistake(
          "Write an IPv6 address in groups of four, with colons between them.",
          Explanation.accepted(form, text.replaceAll("(.{4})", "$1:").substring(0, 39)));
    }
    if (text.matches("[0-9.]+")) {
      return parts(text, text.split("\\.", -1), form);
    }
    if (text.matches(
        "(0[xX][0-9a-fA-F]{1,8}|\\d{1,10})(\\.(0[xX][0-9a-fA-F]{1,8}|\\d{1,10})){0,3}")) {
      return new Mistake(
          "Write each part as a plain number from 0 to 255.",
          Explanation.suggestions(fromHex(text), form));
    }
    if (text.matches("[A-Za-z0-9_.-]*[A-Za-z][A-Za-z0-9_.-]*")) {
      return new Mistake(
          "This is a name, not an IP address. Names are never looked up: enter the address that it"
              + " stands for.");
    }
    return new Mistake("This is not an IP address. Write one like 192.0.2.10 or 2001:db8::10.");
  }

  /** The forms of inet_aton(3) that have one number for all four parts. */
  private static Mistake oneNumber(String text, Form form) {
    String message = "An IPv4 address has four parts, such as 192.0.2.10. This has one.";
    boolean hex = text.length() > 1 && Character.toLowerCase(text.charAt(1)) == 'x';
    if (text.length() > 10) {
      return new Mistake(message);
    }
    long bits = hex ? Long.parseLong(text, 2, text.length(), 16) : Long.parseLong(text);
    // Below 1.0.0.0 a number is more likely to be the start of something else.
    return bits >>> 32 != 0 || bits < 1 << 24
        ? new Mistake(message)
        : new Mistake(message, Explanation.accepted(form, AddressText.v4((int) bits)));
  }

  private static Mistake parts(String text, String[] parts, Form form) {
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].isEmpty()) {
        String rest = text.replaceAll("\\.\\.+", ".").replaceAll("^\\.|\\.$", "");
        return new Mistake(
            "An IPv4 address has one dot between two parts. Check the dots.",
            Explanation.accepted(form, rest));
      }
    }
    if (parts.length != 4) {
      return new Mistake(
          "An IPv4 address has four parts, such as 192.0.2.10. This has " + parts.length + ".");
    }
    Mistake tooLarge = null;
    boolean zeros = false;
    for (int i = 0; i < 4; i++) {
      String digits = parts[i].replaceFirst("^0+(?=.)", "");
      zeros |= digits.length() < parts[i].length();
      if (tooLarge == null && (digits.length() > 3 || Integer.parseInt(digits) > 255)) {
        tooLarge =
            new Mistake(
                "Each part of an IPv4 address is 0 to 255. Check the %s part, %s."
                    .formatted(PLACES[i], Mistake.shown(parts[i])));
      }
      parts[i] = digits;
    }
    if (tooLarge != null) {
      return tooLarge;
    }
    return zeros
        ? new Mistake(
            "Write each part without leading zeros: some programs read 010 as 8.",
            Explanation.accepted(form, String.join(".", parts)))
        : new Mistake("This is not an IP address.", List.of());
  }

  private static String fromHex(String text) {
    String[] parts = text.split("\\.", -1);
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].length() > 1 && Character.toLowerCase(parts[i].charAt(1)) == 'x') {
        parts[i] = Long.toString(Long.parseLong(parts[i], 2, parts[i].length(), 16));
      }
    }
    return String.join(".", parts);
  }

  /** What is wrong with a dotted quad, for the end of an IPv6 address; null if nothing is. */
  static @Nullable Mistake ofQuad(String text) {
    return AddressReader.v4(text, 0, text.length()) != AddressReader.NONE
        ? null
        : of(text, Form.ADDRESS);
  }
}
