package dev.sallyport.relay;

import java.io.IOException;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Whose each kept message is and since when, remembered so that a listing does not read every
 * envelope again. What it forgets it reads anew; the folder alone says which messages there are.
 */
final class OutboxIndex {

  private static final int MAX_ROWS = 100_000;

  /** What is remembered of a message. */
  record Row(String id, String owner, Instant keptAt) {}

  private final OutboxFolder folder;
  private final Map<String, Row> rows =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Row> eldest) {
          return size() > MAX_ROWS;
        }
      };

  OutboxIndex(OutboxFolder folder) {
    this.folder = folder;
  }

  void add(Row row) {
    synchronized (rows) {
      rows.put(row.id(), row);
    }
  }

  void forget(String id) {
    synchronized (rows) {
      rows.remove(id);
    }
  }

  /** Each message in the folder, in no order. */
  void each(Consumer<Row> consumer) throws IOException {
    List<Found> unknown = new ArrayList<>();
    folder.eachMessage((id, file) -> {
      Row row;
      synchronized (rows) {
        row = rows.get(id);
      }
      if (row == null) {
        unknown.add(new Found(id, file));
      } else {
        consumer.accept(row);
      }
    });
    for (Found found : unknown) {
      OutboxMessage message =
          OutboxEnvelope.read(
              folder.envelope(found.id()),
              found.id(),
              found.file().size(),
              found.file().lastModifiedTime().toInstant());
      Row row = new Row(message.id(), message.owner(), message.keptAt());
      add(row);
      consumer.accept(row);
    }
  }

  private record Found(String id, BasicFileAttributes file) {}
}
