package dev.sallyport.peer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a header's list (RFC 9110 §5.6.1), the last one first, read no further than asked
 * for. Going from the right, an element is found by what a trusted proxy appended alone: nothing a
 * caller wrote before it, such as a quote left open, can swallow it.
 */
final class ElementsFromRight {

  private final String list;
  private final boolean quotes;
  private int end;

  /**
   * The elements of all lines, joined in order.
   *
   * @param quotes whether commas may stand in quoted strings
   */
  ElementsFromRight(List<String> lines, boolean quotes) {
    this.list = String.join(",", lines);
    this.quotes = quotes;
    this.end = list.length();
  }

  /** The length of the whole list in characters. */
  int length() {
    return list.length();
  }

  boolean hasNext() {
    return end >= 0;
  }

  /** The next element to the left without the blanks around it, or null where there is none. */
  @Nullable String next() {
    if (end < 0) {
      return null;
    }
    int start = end - 1;
    while (start >= 0 && list.charAt(start) != ',') {
      if (quotes && list.charAt(start) == '"') {
        start = openingQuote(start);
      }
      start--;
    }
    String element = list.substring(Math.max(start, -1) + 1, end);
    end = start < 0 ? -1 : start;
    return element.strip();
  }

  /** The unescaped quote to the left of a closing one, or -1. */
  private int openingQuote(int closing) {
    int at = closing - 1;
    while (at >= 0 && (list.charAt(at) != '"' || isEscaped(at))) {
      at--;
    }
    return at;
  }

  private boolean isEscaped(int at) {
    int backslashes = 0;
    while (at - backslashes > 0 && list.charAt(at - backslashes - 1) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }
}
