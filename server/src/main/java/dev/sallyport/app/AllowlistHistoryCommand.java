package dev.sallyport.app;

import dev.sallyport.account.Actor;
import dev.sallyport.account.Deadline;
import dev.sallyport.account.Difference;
import dev.sallyport.account.Entry;
import dev.sallyport.account.HistoryRow;
import dev.sallyport.file.CsvText;
import dev.sallyport.file.HistoryCsv;
import dev.sallyport.file.HistoryJson;
import dev.sallyport.file.JsonText;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sallyport allowlist history}. */
@Command(
    name = "history",
    description = "Shows what was changed on a list, by whom and when, the newest first.",
    footer = {
      "",
      "Examples:",
      "  sallyport allowlist history acme",
      "  sallyport allowlist history acme --limit 100 --before 40 --json",
      "  sallyport allowlist history acme --csv > history.csv"
    })
final class AllowlistHistoryCommand extends AllowlistCommand.OnList {

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many revisions, 1 to 500. Default: 25; with --csv all.")
  private @Nullable Integer limit;

  @Option(
      names = "--before",
      paramLabel = "REVISION",
      description = "Only revisions older than this.")
  private long before = Long.MAX_VALUE;

  @Option(
      names = "--csv",
      description = "Answers with CSV: a line for each entry that was added, removed or changed.")
  private boolean csv;

  @Override
  int run(Ledger ledger, ListOptions.Found found) {
    if (limit != null && (limit < 1 || limit > 500)) {
      throw usage("--limit: Say a number from 1 to 500.");
    }
    if (csv && answersJson()) {
      throw usage("Say --json or --csv, not both.");
    }
    if (csv) {
      writeCsv(ledger, found);
      return 0;
    }
    int most = limit == null ? 25 : limit;
    List<HistoryRow> rows = ledger.lists().history(found.ref(), before, most);
    Map<Long, Deadline> deadlines =
        rows.isEmpty()
            ? Map.of()
            : ledger
                .lists()
                .confirmations()
                .deadlines(found.ref(), rows.getLast().revision(), rows.getFirst().revision());
    boolean more = rows.size() == most && rows.getLast().revision() > 1;
    Map<String, @Nullable Object> meta = new LinkedHashMap<>();
    meta.put("limit", most);
    meta.put("next_before", more ? rows.getLast().revision() : null);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put(
        "data",
        rows.stream().map(row -> HistoryJson.of(row, deadlines.get(row.revision()))).toList());
    document.put("meta", meta);
    answer(
        document,
        out -> {
          if (rows.isEmpty()) {
            out.println("Nothing was ever changed on " + found.title() + ".");
          }
          rows.forEach(row -> print(out, row, deadlines.get(row.revision())));
          if (more) {
            out.println("Older: add --before " + rows.getLast().revision());
          }
        });
    return 0;
  }

  /** Revision by revision, for each may name a whole list. */
  private void writeCsv(Ledger ledger, ListOptions.Found found) {
    PrintWriter out = surroundings().out();
    out.println(CsvText.line(HistoryCsv.COLUMNS));
    int left = limit == null ? Integer.MAX_VALUE : limit;
    Optional<HistoryRow> row = ledger.lists().revisionBelow(found.ref(), before);
    while (row.isPresent() && left-- > 0) {
      HistoryCsv.lines(row.get()).forEach(out::println);
      row = ledger.lists().revisionBelow(found.ref(), row.get().revision());
    }
    out.flush();
  }

  private static void print(PrintWriter out, HistoryRow row, @Nullable Deadline deadline) {
    Actor actor = row.actor();
    out.println(
        row.revision()
            + "  "
            + JsonText.time(row.at())
            + "  "
            + row.kind()
            + (row.kind().equals("mode") ? " " + word(row.modeAfter()) : "")
            + "  by "
            + actor.name()
            + (actor.address() == null ? "" : " from " + actor.address()));
    Difference difference = row.difference();
    difference.removed().forEach(entry -> out.println("   - " + line(entry, row)));
    difference.added().forEach(entry -> out.println("   + " + line(entry, row)));
    difference
        .changed()
        .forEach(edited ->
            out.println("   ~ " + line(edited.before(), row) + " -> " + line(edited.after(), row)));
    if (difference.unnamed() > 0) {
      out.println("   … and " + difference.unnamed() + " more");
    }
    if (deadline != null) {
      out.println("   " + word(deadline));
    }
  }

  private static String word(Deadline deadline) {
    Deadline.Settled settled = deadline.settled();
    if (settled == null) {
      return "goes back by itself at " + JsonText.time(deadline.at()) + " unless it is confirmed";
    }
    return switch (settled.outcome()) {
      case CONFIRMED -> "confirmed by " + settled.by();
      case WENT_BACK -> "gone back";
      case CHANGED -> "stands, for the list was changed before it was confirmed";
      case KEPT -> "stands, for going back would have emptied the list";
    };
  }

  private static String line(Entry entry, HistoryRow row) {
    String expires = JsonText.time(entry.expiresAt());
    return entry.network()
        + " ("
        + entry.name()
        + ", "
        + entry.status(row.at())
        + (expires == null ? "" : ", expires " + expires)
        + ")";
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
