package dev.sallyport.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.account.EntryDraft;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Entries as JSON: an array of objects, or an object with such an array as {@code data} or {@code
 * entries}, so that what the API and the command answer can be given back.
 */
final class EntryJson {
  private static final Set<String> READ = Set.of("address", "name", "status", "expires_at");

  /** What an answer holds beside these, and a list decides itself. */
  private static final Set<String> IGNORED =
      Set.of("id", "created_at", "updated_at", "last_used_at", "group");

  /** As many are told as somebody reads. */
  private static final int MOST_MISTAKES = 20;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(FileBounds.json())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private final List<EntryFile.Mistake> mistakes = new ArrayList<>();

  private EntryJson() {}

  /**
   * Reads entries, counted from 1.
   *
   * @param name of the entries that have none
   */
  static EntryFile.Contents read(String text, String name) {
    EntryJson file = new EntryJson();
    List<WrittenEntry> entries = file.entries(text, name);
    return new EntryFile.Contents(EntryFile.Form.JSON, entries, file.mistakes);
  }

  private List<WrittenEntry> entries(String text, String name) {
    List<WrittenEntry> entries = new ArrayList<>();
    for (JsonNode node : array(text)) {
      if (mistakes.size() >= MOST_MISTAKES || entries.size() == FileBounds.MOST_LINES) {
        mistake("", "What comes after that was not read.");
        break;
      }
      String place = "entry " + (entries.size() + 1);
      if (!node.isObject()) {
        mistake(place, "It is not an object such as {\"address\":…,\"name\":…}.");
      }
      node.fieldNames()
          .forEachRemaining(field -> {
            if (!READ.contains(field) && !IGNORED.contains(field)) {
              mistake(place, "There is no field “" + field + "”.");
            }
          });
      String own = text(node, "name", place);
      String address = text(node, "address", place);
      entries.add(
          new WrittenEntry(
              place,
              new EntryDraft(
                  address == null ? "" : address,
                  own == null || own.isBlank() ? name : own,
                  text(node, "status", place),
                  time(node, place))));
    }
    return entries;
  }

  private Iterable<JsonNode> array(String text) {
    JsonNode root;
    try {
      root = MAPPER.readTree(text);
    } catch (StreamConstraintsException e) {
      mistake("", "This JSON holds more, or deeper nested, than a file of entries does.");
      return List.of();
    } catch (JsonProcessingException e) {
      mistake(
          "line " + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()),
          "This is not JSON: " + e.getOriginalMessage().lines().findFirst().orElse("") + ".");
      return List.of();
    }
    for (JsonNode candidate : List.of(root, root.path("data"), root.path("entries"))) {
      if (candidate.isArray()) {
        return candidate;
      }
    }
    mistake("", "There is no array of entries, alone or as data or entries.");
    return List.of();
  }

  private void mistake(String place, String message) {
    mistakes.add(new EntryFile.Mistake(place, message));
  }

  private @Nullable String text(JsonNode node, String field, String place) {
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      mistake(place, field + ": It is not a string.");
      return null;
    }
    return value.textValue();
  }

  private @Nullable Instant time(JsonNode node, String place) {
    String text = text(node, "expires_at", place);
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      mistake(place, "expires_at: “" + text + "” is not a moment such as 2030-01-31T18:00:00Z.");
      return null;
    }
  }
}
