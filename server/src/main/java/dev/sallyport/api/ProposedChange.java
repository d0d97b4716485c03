package dev.sallyport.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.account.Change;
import dev.sallyport.account.EntryDraft;
import dev.sallyport.account.Mode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a change from JSON: of a request that makes it, or of one that asks what it would do.
 * Fields with mistakes have the same names in both.
 */
final class ProposedChange {
  /** More than this is not even read, whatever the plan. */
  private static final int MAX_ENTRIES = 100_000;

  private static final Set<String> KINDS =
      new TreeSet<>(
          List.of("entries", "add", "edit", "pause", "resume", "delete", "mode", "restore"));

  private ProposedChange() {}

  /** The one change that a body names; what is returned where there are errors is of no use. */
  static Change read(JsonNode body, FieldErrors errors) {
    List<String> named = KINDS.stream().filter(body::has).toList();
    if (named.size() != 1) {
      errors.add(
          "entries",
          "Name the one change to preview: the whole list as entries, or one of add, edit, pause,"
              + " resume, delete, mode, restore.");
      return new Change.AddAll(List.of());
    }
    String kind = named.getFirst();
    JsonNode value = body.path(kind);
    return switch (kind) {
      case "entries" -> new Change.Replace(drafts(value, "entries", errors));
      case "add" -> add(value, errors);
      case "edit" -> edit(value, id(value.path("id"), "edit.id", errors), errors);
      case "pause" -> new Change.Pause(id(value, kind, errors));
      case "resume" -> new Change.Resume(id(value, kind, errors));
      case "delete" -> new Change.Delete(id(value, kind, errors));
      case "mode" -> new Change.SetMode(mode(body, errors));
      default -> new Change.Restore(revision(value, errors));
    };
  }

  /** One entry, or an array of several that would be added as one change. */
  private static Change add(JsonNode value, FieldErrors errors) {
    if (value.isArray()) {
      return new Change.AddAll(drafts(value, "entries", errors));
    }
    if (!value.isObject()) {
      errors.add("add", "The add must be an entry with an address and a name, or a list of them.");
    }
    return new Change.Add(EntryJson.draft(value, "", errors));
  }

  /** An edit of the fields that are there. */
  static Change.Edit edit(JsonNode body, String id, FieldErrors errors) {
    Instant expiresAt = EntryJson.time(body, "expires_at", "", errors);
    return new Change.Edit(
        id,
        EntryJson.text(body, "address", "", errors),
        EntryJson.text(body, "name", "", errors),
        EntryJson.text(body, "status", "", errors),
        body.has("expires_at") ? new Change.Expiry(expiresAt) : null);
  }

  /** Entries as they were written, up to a bound. */
  static List<EntryDraft> drafts(JsonNode entries, String field, FieldErrors errors) {
    List<EntryDraft> drafts = new ArrayList<>();
    if (!entries.isArray() || entries.size() > MAX_ENTRIES) {
      errors.add(
          field,
          "The "
              + field
              + " must be a list of at most "
              + MAX_ENTRIES
              + " entries, each with an address and a name. An empty list is written [].");
      return drafts;
    }
    for (int i = 0; i < entries.size(); i++) {
      JsonNode entry = entries.get(i);
      String place = field + "." + i;
      if (entry.isObject()) {
        drafts.add(EntryJson.draft(entry, place + ".", errors));
      } else {
        errors.add(place, "The " + place + " must be an object.");
      }
    }
    return drafts;
  }

  static Mode mode(JsonNode body, FieldErrors errors) {
    @Nullable String written = EntryJson.text(body, "mode", "", errors);
    Mode mode = "monitor".equals(written) ? Mode.MONITOR : Mode.ENFORCE;
    if (errors.isEmpty() && !EntryJson.mode(mode).equals(written)) {
      errors.add("mode", "The mode must be enforce or monitor.");
    }
    return mode;
  }

  private static String id(JsonNode value, String field, FieldErrors errors) {
    if (!value.isTextual()) {
      errors.add(field, "The " + field + " must be the id of an entry.");
      return "";
    }
    return value.textValue();
  }

  private static long revision(JsonNode value, FieldErrors errors) {
    if (!value.canConvertToExactIntegral() || !value.canConvertToLong()) {
      errors.add("restore", "The restore must be the number of a revision.");
      return 0;
    }
    return value.longValue();
  }
}
