package dev.sallyport.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.allowlist.Network;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries as the JSON that history keeps. Its names stay as they are: old rows hold them. */
final class EntryJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private EntryJson() {}

  /** One entry; times in milliseconds since the epoch. */
  record Row(
      String id,
      long place,
      String network,
      String name,
      boolean paused,
      @Nullable Long expires,
      long created,
      long updated,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String group) {}

  static String write(List<Placed> entries) {
    try {
      return MAPPER.writeValueAsString(entries.stream().map(EntryJson::row).toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<Placed> read(String json) {
    try {
      return MAPPER.readValue(json, new TypeReference<List<Row>>() {}).stream()
          .map(EntryJson::placed)
          .toList();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A row of the history can't be read.", e);
    }
  }

  private static Row row(Placed placed) {
    Entry entry = placed.entry();
    return new Row(
        entry.id(),
        placed.place(),
        entry.network().toString(),
        entry.name(),
        entry.paused(),
        Times.millis(entry.expiresAt()),
        entry.createdAt().toEpochMilli(),
        entry.updatedAt().toEpochMilli(),
        entry.groupId());
  }

  private static Placed placed(Row row) {
    Long expires = row.expires();
    return new Placed(
        new Entry(
            row.id(),
            Network.of(row.network()),
            row.name(),
            row.paused(),
            expires == null ? null : Instant.ofEpochMilli(expires),
            Instant.ofEpochMilli(row.created()),
            Instant.ofEpochMilli(row.updated()),
            row.group()),
        row.place());
  }
}
