package dev.sallyport.app;

import dev.sallyport.account.Actor;
import dev.sallyport.account.Entry;
import dev.sallyport.account.HistoryRow;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
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
      "  sallyport allowlist history acme --limit 100 --before 40 --json"
    })
final class AllowlistHistoryCommand extends AllowlistCommand.OnList {

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many revisions, 1 to 500. Default: 25.")
  private int limit = 25;

  @Option(
      names = "--before",
      paramLabel = "REVISION",
      description = "Only revisions older than this.")
  private long before = Long.MAX_VALUE;

  /** A revision as a difference. */
  private record Difference(List<Entry> added, List<Entry> removed, List<Edited> changed) {

    /** An entry before and after. */
    record Edited(Entry before, Entry after) {}

    static Difference of(HistoryRow row) {
      Map<String, Entry> old = byId(row.before());
      Map<String, Entry> now = byId(row.after());
      List<Edited> changed = new ArrayList<>();
      for (Entry entry : row.after()) {
        Entry earlier = old.get(entry.id());
        if (earlier != null && !earlier.equals(entry)) {
          changed.add(new Edited(earlier, entry));
        }
      }
      return new Difference(
          row.after().stream().filter(entry -> !old.containsKey(entry.id())).toList(),
          row.before().stream().filter(entry -> !now.containsKey(entry.id())).toList(),
          changed);
    }

    private static Map<String, Entry> byId(List<Entry> entries) {
      return entries.stream().collect(Collectors.toMap(Entry::id, Function.identity()));
    }
  }

  @Override
  int run(Ledger ledger, ListOptions.Found found) {
    if (limit < 1 || limit > 500) {
      throw usage("--limit: Say a number from 1 to 500.");
    }
    List<HistoryRow> rows = ledger.lists().history(found.ref(), before, limit);
    boolean more = rows.size() == limit && rows.getLast().revision() > 1;
    Map<String, @Nullable Object> meta = new LinkedHashMap<>();
    meta.put("limit", limit);
    meta.put("next_before", more ? rows.getLast().revision() : null);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("data", rows.stream().map(AllowlistHistoryCommand::json).toList());
    document.put("meta", meta);
    answer(
        document,
        out -> {
          if (rows.isEmpty()) {
            out.println("Nothing was ever changed on " + found.title() + ".");
          }
          rows.forEach(row -> print(out, row));
          if (more) {
            out.println("Older: add --before " + rows.getLast().revision());
          }
        });
    return 0;
  }

  private static void print(PrintWriter out, HistoryRow row) {
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
    Difference difference = Difference.of(row);
    difference.removed().forEach(entry -> out.println("   - " + line(entry, row)));
    difference.added().forEach(entry -> out.println("   + " + line(entry, row)));
    difference
        .changed()
        .forEach(edited ->
            out.println("   ~ " + line(edited.before(), row) + " -> " + line(edited.after(), row)));
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

  private static Map<String, Object> json(HistoryRow row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("revision", row.revision());
    json.put("at", String.valueOf(JsonText.time(row.at())));
    json.put("kind", row.kind());
    json.put("mode", word(row.modeAfter()));
    json.put("total", row.after().size());
    Map<String, @Nullable Object> actor = new LinkedHashMap<>();
    actor.put("kind", word(row.actor().kind()));
    actor.put("id", row.actor().id());
    actor.put("name", row.actor().name());
    actor.put(
        "address", row.actor().address() == null ? null : String.valueOf(row.actor().address()));
    json.put("actor", actor);
    Difference difference = Difference.of(row);
    json.put("added", difference.added().stream().map(entry -> json(entry, row)).toList());
    json.put("removed", difference.removed().stream().map(entry -> json(entry, row)).toList());
    json.put(
        "changed",
        difference.changed().stream()
            .map(edited -> {
              Map<String, Object> both = new LinkedHashMap<>();
              both.put("before", json(edited.before(), row));
              both.put("after", json(edited.after(), row));
              return both;
            })
            .toList());
    return json;
  }

  private static Map<String, @Nullable Object> json(Entry entry, HistoryRow row) {
    return EntryOutput.json(entry, row.at());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
