package dev.sallyport.file;

import dev.sallyport.account.Deadline;
import dev.sallyport.account.Difference;
import dev.sallyport.account.Entry;
import dev.sallyport.account.HistoryRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A revision as the API has it; entries have the status that they had then. */
public final class HistoryJson {
  private HistoryJson() {}

  /**
   * A revision.
   *
   * @param deadline what it was to be confirmed by; null where it was made without
   */
  public static Map<String, @Nullable Object> of(HistoryRow row, @Nullable Deadline deadline) {
    Difference difference = row.difference();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("revision", row.revision());
    json.put("at", JsonText.time(row.at()));
    json.put("kind", row.kind());
    json.put("mode", EntryFields.word(row.modeAfter()));
    json.put("total", row.after());
    json.put("actor", EntryFields.of(row.actor()));
    json.put("added", entries(difference.added(), row));
    json.put("removed", entries(difference.removed(), row));
    json.put(
        "changed",
        difference.changed().stream()
            .map(edited ->
                Map.of(
                    "before", EntryFields.of(edited.before(), row.at()),
                    "after", EntryFields.of(edited.after(), row.at())))
            .toList());
    Map<String, Integer> counts = new LinkedHashMap<>();
    counts.put("added", difference.addedCount());
    counts.put("removed", difference.removedCount());
    counts.put("changed", difference.changedCount());
    json.put("counts", counts);
    if (deadline != null) {
      json.put("deadline", of(deadline));
    }
    return json;
  }

  private static Map<String, @Nullable Object> of(Deadline deadline) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("at", JsonText.time(deadline.at()));
    Deadline.Settled settled = deadline.settled();
    if (settled == null) {
      json.put("outcome", "waiting");
    } else {
      json.put("outcome", EntryFields.word(settled.outcome()));
      json.put("settled_at", JsonText.time(settled.at()));
      json.put("settled_by", settled.by());
    }
    return json;
  }

  private static List<Map<String, @Nullable Object>> entries(List<Entry> entries, HistoryRow row) {
    return entries.stream().map(entry -> EntryFields.of(entry, row.at())).toList();
  }
}
