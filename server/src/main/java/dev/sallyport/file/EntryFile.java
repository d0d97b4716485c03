package dev.sallyport.file;

import java.util.List;
import java.util.Optional;

/** A file of entries: CSV, JSON, or a column of addresses. */
public final class EntryFile {
  private EntryFile() {}

  /** The three forms. */
  public enum Form {
    CSV,
    JSON,
    COLUMN
  }

  /**
   * What a file holds. What the texts mean is judged by the list.
   *
   * @param entries those that could be read
   * @param mistakes every place that could not
   */
  public record Contents(Form form, List<WrittenEntry> entries, List<Mistake> mistakes) {
    public Contents {
      entries = List.copyOf(entries);
      mistakes = List.copyOf(mistakes);
    }
  }

  /**
   * Something in a file that can't be read.
   *
   * @param place such as {@code line 3}; empty for the file as a whole
   */
  public record Mistake(String place, String message) {
    public String text() {
      return place.isEmpty() ? message : place + ": " + message;
    }
  }

  /**
   * The form a text is in, told by how it begins. A line with a comma before any comment is CSV;
   * one without is an address, with its name behind it or none.
   */
  public static Form guess(String text) {
    String start = text.stripLeading();
    if (start.startsWith("[") || start.startsWith("{")) {
      return Form.JSON;
    }
    String line =
        text.lines()
            .map(EntryColumn::withoutMark)
            .filter(each -> !EntryColumn.isBlank(each))
            .findFirst()
            .orElse("");
    return EntryColumn.isColumn(line) ? Form.COLUMN : Form.CSV;
  }

  /**
   * Reads a file.
   *
   * @param name of the entries that have none
   */
  public static Contents read(String text, Form form, String name) {
    Optional<String> bound = form == Form.JSON ? Optional.empty() : FileBounds.exceeded(text);
    if (bound.isPresent()) {
      return new Contents(
          form, List.of(), List.of(new Mistake("", "A file has at most " + bound.get() + ".")));
    }
    return switch (form) {
      case CSV -> EntryCsv.read(text, name);
      case JSON -> EntryJson.read(text, name);
      case COLUMN -> EntryColumn.read(text, name);
    };
  }
}
