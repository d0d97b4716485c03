package dev.sallyport.app;

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
final class EntryCsv {
  private static final List<String> COLUMNS = List.of("address", "name", "status", "expires_at");

  private final List<String> mistakes = new ArrayList<>();

  private EntryCsv() {}

  static List<String> lines(List<Entry> entries, Instant now) {
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
   * Reads entries; what the texts mean is judged by the list.
   *
   * @param name of the entries that have none
   * @throws CommandFailure with every mistake there is, by line
   */
  static List<WrittenEntry> read(String text, String name) {
    return new EntryCsv().entries(text, name);
  }

  private List<WrittenEntry> entries(String text, String name) {
    List<CsvText.Row> rows;
    try {
      rows = CsvText.rows(text);
    } catch (CsvText.MalformedException e) {
      throw new CommandFailure(e.reason() + " Nothing was changed.");
    }
    boolean named = !rows.isEmpty() && lower(rows.getFirst().cells()).contains("address");
    List<String> columns = named ? columns(rows.getFirst()) : COLUMNS;
    List<WrittenEntry> entries = new ArrayList<>();
    for (CsvText.Row row : named ? rows.subList(1, rows.size()) : rows) {
      if (row.cells().size() > columns.size()) {
        mistakes.add(
            "line %d: There are %d cells; the columns are %s."
                .formatted(row.line(), row.cells().size(), String.join(", ", columns)));
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
    EntryFile.refuse(mistakes);
    return entries;
  }

  private List<String> columns(CsvText.Row heads) {
    List<String> columns = lower(heads.cells());
    for (String column : columns) {
      if (!COLUMNS.contains(column)) {
        mistakes.add(
            "line %d: There is no column “%s”. There are %s."
                .formatted(heads.line(), column, String.join(", ", COLUMNS)));
      }
    }
    if (new HashSet<>(columns).size() < columns.size()) {
      mistakes.add("line %d: A column is named twice.".formatted(heads.line()));
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
      mistakes.add(
          "line %d: expires_at: “%s” is not a moment such as 2030-01-31T18:00:00Z."
              .formatted(row.line(), text));
      return null;
    }
  }

  private static String cell(CsvText.Row row, List<String> columns, String column) {
    int index = columns.indexOf(column);
    return index < 0 || index >= row.cells().size() ? "" : row.cells().get(index).strip();
  }

  private static List<String> lower(List<String> cells) {
    return cells.stream().map(cell -> cell.strip().toLowerCase(Locale.ROOT)).toList();
  }
}
