package dev.sallyport.relay;

import dev.sallyport.message.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The folder that stands in for a relay until one is set: each message a file, whole and on disk
 * before it is acknowledged. Safe for use by many threads, and by several processes but that each
 * counts for itself what it writes.
 */
public final class Outbox {

  /** Most messages on one page. */
  public static final int MAX_PAGE = 200;

  private final OutboxFolder folder;
  private final OutboxRoom room;
  private final OutboxIndex index;

  private Outbox(OutboxFolder folder, OutboxRoom room) {
    this.folder = folder;
    this.room = room;
    this.index = new OutboxIndex(folder);
  }

  /**
   * The outbox in a folder, which is made where it is missing.
   *
   * @param maxBytes the most its messages and envelopes may take together
   */
  public static Outbox in(Path path, long maxBytes) throws IOException {
    OutboxFolder folder = new OutboxFolder(path);
    return new Outbox(folder, new OutboxRoom(maxBytes, folder::bytes));
  }

  /**
   * The newest messages of all owners.
   *
   * @param offset how many to pass over, from 0
   * @param limit 1 to {@value #MAX_PAGE}
   */
  public OutboxPage newest(int offset, int limit) throws IOException {
    return newest(message -> true, offset, limit);
  }

  /**
   * The newest messages of one owner.
   *
   * @param offset how many to pass over, from 0
   * @param limit 1 to {@value #MAX_PAGE}
   */
  public OutboxPage newest(String owner, int offset, int limit) throws IOException {
    return newest(message -> message.owner().equals(owner), offset, limit);
  }

  private OutboxPage newest(Predicate<OutboxIndex.Row> wanted, int offset, int limit)
      throws IOException {
    if (offset < 0 || limit < 1 || limit > MAX_PAGE) {
      throw new IllegalArgumentException("offset " + offset + ", limit " + limit);
    }
    List<OutboxIndex.Row> rows = new ArrayList<>();
    index.each(row -> {
      if (wanted.test(row)) {
        rows.add(row);
      }
    });
    rows.sort(
        Comparator.comparing(OutboxIndex.Row::keptAt)
            .reversed()
            .thenComparing(OutboxIndex.Row::id));
    List<OutboxMessage> page = new ArrayList<>();
    for (int i = offset; i < rows.size() && page.size() < limit; i++) {
      find(rows.get(i).id()).ifPresent(page::add);
    }
    return new OutboxPage(page, rows.size());
  }

  /** The message of this id; none where it is not one's id or was deleted. */
  public Optional<OutboxMessage> find(String id) throws IOException {
    if (!OutboxFolder.isId(id)) {
      return Optional.empty();
    }
    try {
      BasicFileAttributes file = OutboxFolder.attributes(folder.message(id));
      return Optional.of(
          OutboxEnvelope.read(
              folder.envelope(id), id, file.size(), file.lastModifiedTime().toInstant()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * The exact bytes of a message, from its Received line on.
   *
   * @throws NoSuchFileException where there is none of this id
   */
  public InputStream read(String id) throws IOException {
    if (!OutboxFolder.isId(id)) {
      throw new NoSuchFileException(id);
    }
    Path file = folder.message(id);
    OutboxFolder.attributes(file);
    return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** Deletes a message; false where there is none of this id. */
  public boolean delete(String id) throws IOException {
    Optional<OutboxMessage> found = find(id);
    if (found.isEmpty()) {
      return false;
    }
    long size = found.get().size() + sizeOf(folder.envelope(id));
    boolean deleted = Files.deleteIfExists(folder.message(id));
    Files.deleteIfExists(folder.envelope(id));
    index.forget(id);
    if (deleted) {
      room.deleted(size);
    }
    return deleted;
  }

  private static long sizeOf(Path file) throws IOException {
    try {
      return OutboxFolder.attributes(file).size();
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  /** Whether a message of so many bytes would find room now. */
  boolean hasRoom(long bytes) {
    return room.hasRoom(bytes);
  }

  /**
   * Keeps a message; it is on disk when this returns.
   *
   * @return false where the outbox is full
   */
  boolean keep(
      String id, String owner, String from, List<String> recipients, String trace, Content content)
      throws IOException {
    Instant now = Instant.now();
    byte[] envelope = OutboxEnvelope.json(id, owner, from, recipients, now);
    byte[] received = trace.getBytes(StandardCharsets.UTF_8);
    long bytes = envelope.length + received.length + content.size();
    if (!room.reserve(bytes)) {
      return false;
    }
    List<Path> written = new ArrayList<>(2);
    boolean kept = false;
    try {
      folder.write(folder.envelope(id), out -> out.write(envelope));
      written.add(folder.envelope(id));
      folder.write(folder.message(id), out -> write(out, received, content));
      written.addFirst(folder.message(id));
      folder.force();
      kept = true;
    } finally {
      if (kept) {
        room.written(bytes);
      } else {
        room.notWritten(bytes);
        for (Path file : written) {
          Files.deleteIfExists(file);
        }
      }
    }
    index.add(new OutboxIndex.Row(id, owner, now));
    return true;
  }

  private static void write(OutputStream out, byte[] received, Content content) throws IOException {
    out.write(received);
    content.writeTo(out);
  }
}
