package dev.sallyport.allowlist;

import java.util.List;

/** What came of reading a text: a value, or what is wrong with it and what was probably meant. */
public sealed interface ParseResult<T> {

  /** The text was well formed. */
  record Parsed<T>(T value) implements ParseResult<T> {}

  /**
   * The text was refused.
   *
   * @param message one or two sentences for the person who typed it, ending in a full stop
   * @param suggestions canonical texts that would be accepted and were probably meant; often empty
   */
  record Malformed<T>(String message, List<String> suggestions) implements ParseResult<T> {
    public Malformed {
      suggestions = List.copyOf(suggestions);
    }
  }
}
