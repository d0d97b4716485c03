package dev.sallyport.file;

import dev.sallyport.account.Actor;
import dev.sallyport.account.AuditEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The audit log as the API has it, and as CSV. */
public final class AuditFields {
  /** The columns of the CSV. */
  public static final List<String> COLUMNS =
      List.of(
          "id",
          "at",
          "action",
          "subject_id",
          "subject",
          "actor_kind",
          "actor_id",
          "actor",
          "actor_address",
          "times");

  private AuditFields() {}

  public static Map<String, @Nullable Object> json(AuditEntry entry) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", entry.id());
    json.put("at", JsonText.time(entry.at()));
    json.put("action", entry.action());
    json.put("subject", subject(entry));
    json.put("actor", EntryFields.of(entry.actor()));
    json.put("times", entry.times());
    return json;
  }

  private static Map<String, String> subject(AuditEntry entry) {
    Map<String, String> subject = new LinkedHashMap<>();
    subject.put("id", entry.subjectId());
    subject.put("name", entry.subjectName());
    return subject;
  }

  /** One line of CSV, without its end. */
  public static String csv(AuditEntry entry) {
    Actor actor = entry.actor();
    return CsvText.line(
        List.of(
            entry.id(),
            String.valueOf(JsonText.time(entry.at())),
            entry.action(),
            entry.subjectId(),
            entry.subjectName(),
            EntryFields.word(actor.kind()),
            actor.id(),
            actor.name(),
            actor.address() == null ? "" : actor.address().toString(),
            String.valueOf(entry.times())));
  }
}
