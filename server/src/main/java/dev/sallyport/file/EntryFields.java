package dev.sallyport.file;

import dev.sallyport.account.Actor;
import dev.sallyport.account.Entry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Entries and their authors as the API has them. */
public final class EntryFields {
  private EntryFields() {}

  /** An entry, of which is not told when it was last used. */
  public static Map<String, @Nullable Object> of(Entry entry, Instant now) {
    return of(entry, now, null);
  }

  /**
   * An entry.
   *
   * @param now what its status is told for
   * @param lastUsed when it last let a call in; null for never
   */
  public static Map<String, @Nullable Object> of(
      Entry entry, Instant now, @Nullable Instant lastUsed) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", entry.id());
    json.put("address", entry.network().toString());
    json.put("name", entry.name());
    json.put("status", entry.status(now));
    json.put("expires_at", JsonText.time(entry.expiresAt()));
    json.put("created_at", JsonText.time(entry.createdAt()));
    json.put("updated_at", JsonText.time(entry.updatedAt()));
    json.put("last_used_at", JsonText.time(lastUsed));
    if (entry.groupId() != null) {
      json.put("group", entry.groupId());
    }
    return json;
  }

  static Map<String, @Nullable Object> of(Actor actor) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("kind", word(actor.kind()));
    json.put("id", actor.id());
    json.put("name", actor.name());
    json.put("address", actor.address() == null ? null : actor.address().toString());
    return json;
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
