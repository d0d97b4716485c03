package dev.sallyport.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.util.Optional;

/**
 * How much a file may hold besides its bytes: a line or a value of one character takes a hundred
 * times the memory of that character.
 */
final class FileBounds {
  /** The most lines of text. A geofeed of a large provider has some ten thousand. */
  static final int MOST_LINES = 250_000;

  /** The most cells of CSV, and values and marks of JSON. */
  static final int MOST_VALUES = 1_000_000;

  private FileBounds() {}

  /**
   * What of CSV or a column is too much, as a sentence goes on after "at most"; empty if nothing.
   */
  static Optional<String> exceeded(String text) {
    if (text.lines().limit(MOST_LINES + 1L).count() > MOST_LINES) {
      return Optional.of("%,d lines".formatted(MOST_LINES));
    }
    return text.chars().filter(c -> c == ',').count() > MOST_VALUES
        ? Optional.of("%,d cells".formatted(MOST_VALUES))
        : Optional.empty();
  }

  /** Reads JSON within the same bounds. */
  static JsonFactory json() {
    return JsonFactory.builder()
        .streamReadConstraints(StreamReadConstraints.builder().maxTokenCount(MOST_VALUES).build())
        .build();
  }
}
