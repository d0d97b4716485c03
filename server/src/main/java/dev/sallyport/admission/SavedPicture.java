package dev.sallyport.admission;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.account.AccountState;
import dev.sallyport.account.StateJson;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The picture on disk, for a start while the database is away: every account as one line, and after
 * them each account as it was changed, a later line standing for the earlier ones. Each line
 * carries its checksum. A second, small file names the first, says how long it was and until when
 * it was known to be as new as the database; so nothing is rewritten for time to go on. Used by one
 * thread at a time.
 */
final class SavedPicture implements AutoCloseable {
  private static final Duration CLOCKS_APART = Duration.ofMinutes(1);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final HexFormat HEX = HexFormat.of();
  private static final char GONE = '-';
  private static final char UNKNOWN = '?';
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private final Path folder;
  private final Path confirmed;
  private String name = "";
  private @Nullable FileChannel channel;
  private @Nullable Beginning beginning;
  private long length;
  private long lengthWhenWhole;

  /**
   * @param folder {@code data.dir}
   */
  SavedPicture(Path folder) {
    this.folder = folder;
    this.confirmed = folder.resolve("lists.confirmed");
  }

  /** The line of an account as it is. */
  static String known(AccountState state) {
    return line(StateJson.write(state));
  }

  /** The line of an account that is gone. */
  static String gone(String accountId) {
    return line(GONE + accountId);
  }

  /** The line of an account that has changed and can't be read. */
  static String unknown(String accountId) {
    return line(UNKNOWN + accountId);
  }

  /** Begins a new file in the place of one that was begun; the old one stays until it is whole. */
  void begin() throws IOException {
    abandon();
    if (!Files.isDirectory(folder)) {
      // With a database elsewhere, nobody else has needed it so far.
      Files.createDirectories(folder, permissions("rwx------"));
    }
    beginning = new Beginning("lists-" + HEX.toHexDigits(RANDOM.nextLong()) + ".saved");
  }

  /** A file that is being written, account by account. */
  private final class Beginning {
    private final String making;
    private final FileChannel to;
    private final BufferedWriter writer;

    /** The newest line of each account that was changed since, to go behind those of all. */
    private final Map<String, String> later = new LinkedHashMap<>();

    private Beginning(String making) throws IOException {
      this.making = making;
      to =
          FileChannel.open(
              folder.resolve(making),
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              permissions("rw-------"));
      writer = new BufferedWriter(Channels.newWriter(to, UTF_8), 1 << 16);
    }
  }

  /** Adds a line to the file that was begun. */
  void add(String line) throws IOException {
    if (beginning != null) {
      beginning.writer.write(line);
    }
  }

  /** The file that was begun, with all that was added so far written to it; null for none. */
  @Nullable FileChannel written() throws IOException {
    if (beginning == null) {
      return null;
    }
    beginning.writer.flush();
    return beginning.to;
  }

  /**
   * The file that was begun is whole, and takes the place of the old one.
   *
   * @return false where none was begun
   */
  boolean finish(Instant at) throws IOException {
    Beginning whole = beginning;
    if (whole == null) {
      return false;
    }
    for (String line : whole.later.values()) {
      whole.writer.write(line);
    }
    whole.writer.flush();
    whole.to.force(true);
    forceNames();
    end();
    beginning = null;
    channel = whole.to;
    name = whole.making;
    length = whole.to.position();
    lengthWhenWhole = length;
    boolean confirms = confirm(at);
    deleteOthers();
    return confirms;
  }

  /** Gives up the file that was begun; the old one stays. */
  void abandon() throws IOException {
    Beginning given = beginning;
    beginning = null;
    if (given != null) {
      given.to.close();
      Files.deleteIfExists(folder.resolve(given.making));
    }
  }

  private void deleteOthers() throws IOException {
    try (DirectoryStream<Path> saved = Files.newDirectoryStream(folder, "lists-*.saved")) {
      for (Path each : saved) {
        if (!each.endsWith(name)) {
          Files.deleteIfExists(each);
        }
      }
    }
  }

  /** Adds the lines of accounts that were changed, by their ids. */
  void append(Map<String, String> lines) throws IOException {
    if (beginning != null) {
      lines.forEach(beginning.later::put);
    }
    FileChannel to = channel;
    if (to == null) {
      return;
    }
    for (String line : lines.values()) {
      byte[] bytes = line.getBytes(UTF_8);
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        to.write(buffer);
      }
      length += bytes.length;
    }
    to.force(false);
  }

  /** Whether so much was added that the file had better be begun anew. */
  boolean isOvergrown() {
    return channel != null && length > 2 * lengthWhenWhole + (1 << 22);
  }

  /**
   * Says that the file is as new as the database was at that time.
   *
   * @return false where there is none that changes were added to
   */
  boolean confirm(Instant at) throws IOException {
    if (channel == null) {
      return false;
    }
    Path making = confirmed.resolveSibling(confirmed.getFileName() + ".new");
    String text = line(name + " " + length + " " + at.toEpochMilli());
    try (FileChannel to =
        FileChannel.open(
            making,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      to.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
      // A name that is there before its bytes would stand for nothing after a loss of power.
      to.force(true);
    }
    Files.move(making, confirmed, StandardCopyOption.ATOMIC_MOVE);
    return true;
  }

  /** Makes the names of files survive a loss of power. */
  private void forceNames() throws IOException {
    if (POSIX) {
      try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
        names.force(true);
      }
    }
  }

  /**
   * Reads what was saved.
   *
   * @return the time it was known to be right; empty where nothing was saved
   * @throws IOException where it can't be read, or is damaged: then it tells nothing
   */
  Optional<Instant> read(Picture picture, Instant now) throws IOException {
    String[] known;
    try {
      known = unpack(Files.readString(confirmed).strip()).split(" ", 3);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    Instant at = Instant.ofEpochMilli(Long.parseLong(known[2]));
    if (at.isAfter(now.plus(CLOCKS_APART))) {
      throw new IOException(confirmed + " was written in the future, by this machine's clock");
    }
    Path lines = folder.resolve(known[0]);
    long least = Long.parseLong(known[1]);
    if (Files.size(lines) < least) {
      throw new IOException(lines + " is shorter than it was");
    }
    try (BufferedReader reader = Files.newBufferedReader(lines, UTF_8)) {
      long read = 0;
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        read += text.getBytes(UTF_8).length + 1L;
        if (read > least && !isWhole(text)) {
          break; // what was being added when the power went
        }
        take(unpack(text), picture);
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(lines + " is damaged", e);
    }
    return Optional.of(at);
  }

  private static void take(String text, Picture picture) {
    switch (text.charAt(0)) {
      case GONE -> picture.remove(text.substring(1));
      case UNKNOWN -> {
        boolean _ = picture.markUnknown(text.substring(1));
      }
      default -> picture.put(StateJson.read(text));
    }
  }

  private static String line(String json) {
    return checksum(json) + " " + json + "\n";
  }

  private static boolean isWhole(String line) {
    return line.length() > 9 && line.startsWith(checksum(line.substring(9)));
  }

  private static String unpack(String line) throws IOException {
    if (!isWhole(line)) {
      throw new IOException("a saved line is damaged");
    }
    return line.substring(9);
  }

  private static String checksum(String json) {
    CRC32C crc = new CRC32C();
    crc.update(json.getBytes(UTF_8));
    return HEX.toHexDigits((int) crc.getValue());
  }

  private static FileAttribute<?>[] permissions(String permissions) {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private void end() throws IOException {
    FileChannel held = channel;
    channel = null;
    if (held != null) {
      held.close();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      abandon();
    } finally {
      end();
    }
  }
}
