package dev.sallyport.message;

import org.jspecify.annotations.Nullable;

/** What a text must be free of to stand in a header, an address or a file name. */
final class SingleLine {

  private SingleLine() {}

  /** A sentence that says which character can't be there, or null where all is well. */
  static @Nullable String problem(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r' || c == '\n' || c == '\u0085' || c == '\u2028' || c == '\u2029') {
        return "It holds a line break.";
      }
      if (c == 0) {
        return "It holds a NUL character.";
      }
      if ((c < ' ' && c != '\t') || (c >= 127 && c < 160)) {
        return "It holds a control character (U+%04X).".formatted((int) c);
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return "It holds half of a surrogate pair, which is no character.";
      }
    }
    return null;
  }
}
