package dev.sallyport.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.account.Allowlist;
import dev.sallyport.account.Entry;
import dev.sallyport.account.EntryDraft;
import dev.sallyport.account.Mode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Entries and lists as INTERFACE writes them. */
final class EntryJson {
  /** No moment may lie behind this one. */
  static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private EntryJson() {}

  /** An entry, of which is not told when it was last used. */
  static ObjectNode of(Entry entry, Instant now) {
    return of(entry, now, null);
  }

  static ObjectNode of(Entry entry, Instant now, @Nullable Instant lastUsed) {
    ObjectNode json = Json.object();
    json.put("id", entry.id())
        .put("address", entry.network().toString())
        .put("name", entry.name())
        .put("status", entry.status(now))
        .put("expires_at", Json.time(entry.expiresAt()))
        .put("created_at", Json.time(entry.createdAt()))
        .put("updated_at", Json.time(entry.updatedAt()))
        .put("last_used_at", Json.time(lastUsed));
    if (entry.groupId() != null) {
      json.put("group", entry.groupId());
    }
    return json;
  }

  static ArrayNode of(List<Entry> entries, Instant now) {
    ArrayNode array = Json.array();
    entries.forEach(entry -> array.add(of(entry, now)));
    return array;
  }

  static ArrayNode of(List<Entry> entries, Instant now, Map<String, Instant> lastUses) {
    ArrayNode array = Json.array();
    entries.forEach(entry -> array.add(of(entry, now, lastUses.get(entry.id()))));
    return array;
  }

  static ObjectNode meta(Allowlist list) {
    return Json.object()
        .put("revision", list.revision())
        .put("policy", list.entries().isEmpty() ? "unrestricted" : "restricted")
        .put("mode", mode(list.mode()))
        .put("total", list.entries().size());
  }

  static String mode(Mode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads an entry as somebody wrote it. What is not even of the right type is a mistake here; what
   * the texts mean is judged by the list.
   *
   * @param prefix of the fields' names, such as {@code entries.3.}
   */
  static EntryDraft draft(JsonNode node, String prefix, FieldErrors errors) {
    String address = text(node, "address", prefix, errors);
    String name = text(node, "name", prefix, errors);
    return new EntryDraft(
        address == null ? "" : address,
        name == null ? "" : name,
        text(node, "status", prefix, errors),
        time(node, "expires_at", prefix, errors));
  }

  /** A text; null where it is not there or null. */
  static @Nullable String text(JsonNode node, String field, String prefix, FieldErrors errors) {
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      errors.add(prefix + field, "The " + prefix + field + " must be a string.");
      return null;
    }
    return value.textValue();
  }

  /** A moment in ISO 8601 with its offset; null where it is not there or null. */
  static @Nullable Instant time(JsonNode node, String field, String prefix, FieldErrors errors) {
    String text = text(node, field, prefix, errors);
    if (text == null) {
      return null;
    }
    try {
      Instant at = OffsetDateTime.parse(text).toInstant();
      if (at.isAfter(Instant.EPOCH) && at.isBefore(LAST)) {
        return at;
      }
    } catch (DateTimeException e) {
      // Worded below.
    }
    errors.add(
        prefix + field,
        "The "
            + prefix
            + field
            + " must be a date and time with its offset from UTC, such as 2030-01-31T18:00:00Z.");
    return null;
  }
}
