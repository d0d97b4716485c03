package dev.sallyport.admission;

/** Hexadecimal digits as this program writes them: in lower case, so that a number has one text. */
final class Hex {
  private Hex() {}

  /**
   * The number that some digits stand for.
   *
   * @param from where the digits begin in the text
   * @param to where they have ended, 16 further at most
   * @throws IllegalArgumentException where one is no such digit
   */
  static long number(String text, int from, int to) {
    long number = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
      if (digit < 0) {
        throw new IllegalArgumentException("Not hexadecimal digits in lower case");
      }
      number = number << 4 | digit;
    }
    return number;
  }
}
