package dev.sallyport.app;

import java.util.List;

/** What was probably meant by an address that is none. */
final class Suggestions {
  private static final int MOST = 4;

  private Suggestions() {}

  /** {@code " Did you mean 203.0.113.0/24, or 203.0.113.7?"}; empty for none or a great many. */
  static String asQuestion(List<String> suggestions) {
    return suggestions.isEmpty() || suggestions.size() > MOST
        ? ""
        : " Did you mean " + String.join(", or ", suggestions) + "?";
  }
}
