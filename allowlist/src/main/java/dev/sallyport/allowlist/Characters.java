package dev.sallyport.allowlist;

/** Characters as people paste them: blanks of all kinds, digits of other scripts, wide forms. */
final class Characters {
  private Characters() {}

  static boolean areAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  /** Without the blanks, seen and unseen, at either end. */
  static String stripped(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (from < to && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.getType(c) == Character.FORMAT;
  }

  /** With digits of any script, full-width forms and dashes as ASCII has them. */
  static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints().forEach(c -> plain.appendCodePoint(plain(c)));
    return plain.toString();
  }

  private static int plain(int c) {
    if (c < 0x80) {
      return c;
    }
    if (Character.isDigit(c)) {
      return '0' + Character.digit(c, 10);
    }
    // The full-width forms stand in the order of ASCII.
    if (c >= 0xff01 && c <= 0xff5e) {
      return c - 0xff01 + '!';
    }
    if (c == 0x3002 || c == 0xff61) {
      return '.';
    }
    if (Character.isSpaceChar(c)) {
      return ' ';
    }
    return Character.getType(c) == Character.DASH_PUNCTUATION || c == 0x2212 ? '-' : c;
  }
}
