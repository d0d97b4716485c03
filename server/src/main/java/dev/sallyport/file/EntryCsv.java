package dev.sallyport.file;

import dev.sallyport.account.Entry;
import dev.sallyport.account.EntryDraft;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Entries as CSV. The columns are named in the first line, in any order; without names they are
 * address, name, status, expires_at.
 */
public final class EntryCsv {
  private static final List<String> COLUMNS = List.of("address", "name", "status", "expires_at");

  private final List<EntryFile.Mistake> mistakes = new ArrayList<>();

  private EntryCsv() {}

  public static List<String> lines(List<Entry> entries, Instant now) {
    List<String> lines = new ArrayList<>();
    lines.add(CsvText.line(COLUMNS));
    for (Entry entry : entries) {
      lines.add(
          CsvText.line(
              List.of(
                  entry.network().toString(),
                  entry.name(),
                  entry.status(now),
                  Objects.requireNonNullElse(JsonText.time(entry.expiresAt()), ""))));
    }
    return lines;
  }

  /**
   * Reads entries.
   *
   * @param name of the entries that have none
   */
  static EntryFile.Contents read(String text, String name) {
    EntryCsv file = new EntryCsv();
    List<WrittenEntry> entries = file.entries(text, name);
    return new EntryFile.Contents(EntryFile.Form.CSV, entries, file.mistakes);
  }

  private List<WrittenEntry> entries(String text, String name) {
    List<CsvText.Row> rows;
    try {
      rows = CsvText.rows(text);
    } catch (CsvText.MalformedException e) {
      mistake(e.line(), e.reason());
      return List.of();
    }
    boolean named = !rows.isEmpty() && lower(rows.getFirst().cells()).contains("address");
    List<String> columns = named ? columns(rows.getFirst()) : COLUMNS;
    List<WrittenEntry> entries = new ArrayList<>();
    for (CsvText.Row row : named ? rows.subList(1, rows.size()) : rows) {
      if (row.cells().size() > columns.size()) {
        mistake(
            row.line(),
            "There are %d cells; the columns are %s."
                .formatted(row.cells().size(), String.join(", ", columns)));
        continue;
      }
      String own = cell(row, columns, "name");
      String status = cell(row, columns, "status");
      entries.add(
          new WrittenEntry(
              "line " + row.line(),
              new EntryDraft(
                  cell(row, columns, "address"),
                  own.isEmpty() ? name : own,
                  status.isEmpty() ? null : status,
                  time(row, cell(row, columns, "expires_at")))));
    }
    return entries;
  }

  private List<String> columns(CsvText.Row heads) {
    List<String> columns = lower(heads.cells());
    for (String column : columns) {
      if (!COLUMNS.contains(column)) {
        mistake(
            heads.line(),
            "There is no column “%s”. There are %s.".formatted(column, String.join(", ", COLUMNS)));
      }
    }
    if (new HashSet<>(columns).size() < columns.size()) {
      mistake(heads.line(), "A column is named twice.");
    }
    return columns;
  }

  private @Nullable Instant time(CsvText.Row row, String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      mistake(
          row.line(),
          "expires_at: “%s” is not a moment such as 2030-01-31T18:00:00Z.".formatted(text));
      return null;
    }
  }

  private void mistake(int line, String message) {
    mistakes.add(new EntryFile.Mistake("line " + line, message));
  }

  private static String cell(CsvText.Row row, List<String> columns, String column) {
    int index = columns.indexOf(column);
    return index < 0 || index >= row.cells().size() ? "" : row.cells().get(index).strip();
  }

  private static List<String> lower(List<String> cells) {
    return cells.stream().map(cell -> cell.strip().toLowerCase(Locale.ROOT)).toList();
  }
}
