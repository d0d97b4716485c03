package dev.sallyport.alert;

import org.jspecify.annotations.Nullable;

/**
 * What came of trying a delivery once.
 *
 * @param status the answer's HTTP status or SMTP code; null where there was none
 * @param answer the beginning of the answer, or why there was none
 */
record Attempt(Result result, @Nullable Integer status, String answer) {
  private static final int ANSWER_LENGTH = 500;

  /** What is to be done next. */
  enum Result {
    DONE,
    AGAIN,
    /** Trying again would come to the same. */
    NEVER
  }

  Attempt {
    answer = readable(answer);
  }

  private static String readable(String text) {
    StringBuilder kept = new StringBuilder();
    text.codePoints()
        .map(point -> Character.isWhitespace(point) ? ' ' : point)
        .filter(point -> !isUnprintable(point))
        .limit(ANSWER_LENGTH)
        .forEach(kept::appendCodePoint);
    return kept.toString().strip();
  }

  /** What a page, a terminal or a database would choke on. */
  private static boolean isUnprintable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL, Character.SURROGATE, Character.FORMAT -> true;
      default -> false;
    };
  }
}
