package dev.sallyport.allowlist;

import java.util.List;

/**
 * What came of reading a text: a value, or what is wrong with it and what was probably meant.
 *
 * @param <T> what was read
 */
public sealed interface ParseResult<T> {

  /**
   * The text was well formed.
   *
   * @param <T> what was read
   * @param value what the text says
   */
  record Parsed<T>(T value) implements ParseResult<T> {}

  /**
   * The text was refused.
   *
   * @param <T> what was to be read
   * @param message one or two sentences for the person who typed it, ending in a full stop
   * @param suggestions canonical texts that would be accepted and were probably meant; often empty
   */
  record Malformed<T>(String message, List<String> suggestions) implements ParseResult<T> {
    /** Keeps a copy of the suggestions. */
    public Malformed {
      suggestions = List.copyOf(suggestions);
    }
  }

  /**
   * What was probably meant, as a question to follow the message.
   *
   * @param suggestions those of a refusal
   * @return {@code " Did you mean 203.0.113.0/24, or 203.0.113.7?"}; empty for none, or for more
   *     than four
   */
  static String question(List<String> suggestions) {
    return suggestions.isEmpty() || suggestions.size() > 4
        ? ""
        : " Did you mean " + String.join(", or ", suggestions) + "?";
  }

  /**
   * The value of a text that is known to be well formed.
   *
   * @param text named in the exception
   * @return the value
   * @throws IllegalArgumentException if the text was refused
   */
  default T orThrow(String text) {
    return switch (this) {
      case Parsed<T>(T value) -> value;
      case Malformed<T>(String message, _) ->
          throw new IllegalArgumentException("“" + text + "”: " + message);
    };
  }
}
