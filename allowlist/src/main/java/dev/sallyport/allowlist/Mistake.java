package dev.sallyport.allowlist;

import java.util.List;

/** What is wrong with a text and what was probably meant by it. */
record Mistake(String message, List<String> suggestions) {
  private static final int SHOWN = 40;

  Mistake(String message) {
    this(message, List.of());
  }

  <T> ParseResult<T> asResult() {
    return new ParseResult.Malformed<>(message, suggestions);
  }

  /** A piece of what was typed, short enough to be shown in a sentence. */
  static String shown(String piece) {
    return piece.length() <= SHOWN ? piece : piece.substring(0, SHOWN) + "…";
  }
}
