package dev.sallyport.file;

import dev.sallyport.account.Difference;
import dev.sallyport.account.Entry;
import dev.sallyport.account.HistoryRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * History as CSV: a line for each entry that a revision added, removed or changed, and one for a
 * revision that did none of it. {@code changes} is how many entries the revision was about; where
 * fewer lines follow, not all of them are named.
 */
public final class HistoryCsv {
  /** The columns; those that start {@code old_} are filled where an entry was changed. */
  public static final List<String> COLUMNS =
      List.of(
          "revision",
          "at",
          "kind",
          "mode",
          "total",
          "actor_kind",
          "actor_id",
          "actor",
          "actor_address",
          "changes",
          "change",
          "entry_id",
          "address",
          "name",
          "status",
          "expires_at",
          "old_address",
          "old_name",
          "old_status",
          "old_expires_at");

  private static final List<String> NOTHING = List.of("", "", "", "");

  private HistoryCsv() {}

  /** The lines of a revision, without their ends. */
  public static List<String> lines(HistoryRow row) {
    Difference difference = row.difference();
    List<String> lines = new ArrayList<>();
    difference.removed().forEach(entry -> lines.add(line(row, "removed", entry, null)));
    difference.added().forEach(entry -> lines.add(line(row, "added", entry, null)));
    difference
        .changed()
        .forEach(edited -> lines.add(line(row, "changed", edited.after(), edited.before())));
    if (lines.isEmpty()) {
      lines.add(line(row, "", null, null));
    }
    return lines;
  }

  private static String line(
      HistoryRow row, String change, @Nullable Entry entry, @Nullable Entry old) {
    List<String> cells = new ArrayList<>();
    cells.add(String.valueOf(row.revision()));
    cells.add(time(row.at()));
    cells.add(row.kind());
    cells.add(EntryFields.word(row.modeAfter()));
    cells.add(String.valueOf(row.after()));
    cells.add(EntryFields.word(row.actor().kind()));
    cells.add(row.actor().id());
    cells.add(row.actor().name());
    cells.add(row.actor().address() == null ? "" : row.actor().address().toString());
    cells.add(String.valueOf(row.difference().count()));
    cells.add(change);
    cells.add(entry == null ? "" : entry.id());
    cells.addAll(entry == null ? NOTHING : cells(entry, row.at()));
    cells.addAll(old == null ? NOTHING : cells(old, row.at()));
    return CsvText.line(cells);
  }

  private static List<String> cells(Entry entry, Instant at) {
    return List.of(
        entry.network().toString(), entry.name(), entry.status(at), time(entry.expiresAt()));
  }

  private static String time(@Nullable Instant at) {
    return Objects.requireNonNullElse(JsonText.time(at), "");
  }
}
