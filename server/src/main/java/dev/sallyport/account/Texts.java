package dev.sallyport.account;

import java.util.Locale;

/** What people type as names, and how it is shown back to them. */
final class Texts {
  static final int NAME_LENGTH = 100;

  private Texts() {}

  /** What is wrong with a name, in a sentence; empty where nothing is. */
  static String problemWithName(String name, String missing) {
    if (name.isEmpty()) {
      return missing;
    }
    int length = name.codePointCount(0, name.length());
    if (length > NAME_LENGTH) {
      return "A name has at most %d characters; this one has %d.".formatted(NAME_LENGTH, length);
    }
    if (name.codePoints().anyMatch(Texts::isUnprintable)) {
      return "A name can't hold control characters, such as tabs and line ends.";
    }
    return "";
  }

  /** A name without the blanks around it, or an exception that says what is wrong with it. */
  static String name(String field, String typed, String missing) {
    String name = typed.strip();
    String problem = problemWithName(name, missing);
    if (!problem.isEmpty()) {
      throw new InvalidFieldException(field, problem);
    }
    return name;
  }

  /** A text as typed, cut short and without what could upset a terminal. */
  static String shown(String typed) {
    String printable =
        typed
            .codePoints()
            .limit(NAME_LENGTH)
            .map(point -> isUnprintable(point) ? '?' : point)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return printable.isBlank() ? "\"" + printable + "\"" : printable;
  }

  /** A text from outside, for a column of that many characters: what can't be stored is dropped. */
  static String cut(String text, int length) {
    StringBuilder kept = new StringBuilder();
    text.codePoints()
        .filter(point -> !isUnprintable(point))
        .takeWhile(point -> kept.length() + Character.charCount(point) <= length)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  /** What to look up for a text as typed: one that no row can hold finds nothing. */
  static String key(String typed) {
    boolean storable =
        typed
            .codePoints()
            .noneMatch(point -> point == 0 || Character.getType(point) == Character.SURROGATE);
    return storable ? typed : "\uFFFD";
  }

  static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Controls, line ends, lone surrogates, and marks that turn the direction of what follows. */
  private static boolean isUnprintable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
    };
  }
}
