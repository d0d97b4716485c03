package dev.sallyport.relay;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of the outbox. A message is {@code <id>.eml}, its exact bytes, and {@code <id>.json},
 * its envelope, which is there first. Only regular files so named are looked at; whatever else lies
 * in the folder is left alone.
 */
final class OutboxFolder {

  private static final Pattern ID = Pattern.compile("[0-9a-f]{24}");
  private static final Pattern OURS = Pattern.compile("\\.?[0-9a-f]{24}\\.(eml|json)(\\.part)?");
  private static final Duration ABANDONED = Duration.ofHours(1);

  private final Path folder;
  private final boolean posix;

  OutboxFolder(Path folder) throws IOException {
    this.folder = folder;
    this.posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    int made = missing(folder.toAbsolutePath());
    Files.createDirectories(folder);
    if (posix) {
      // Or the folder itself could be gone after a loss of power, with what was acknowledged. Also
      // where it is there already: a start before may have ended before it came to this.
      forceNames(folder.toRealPath(), Math.max(made, 1));
      // Mail is private, also from others on this host.
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
    removeAbandoned();
  }

  /** How many folders are to be made for this one to be there. */
  private static int missing(Path folder) {
    int levels = 0;
    for (Path each = folder; each != null && !Files.exists(each); each = each.getParent()) {
      levels++;
    }
    return levels;
  }

  /** Forces the names of a folder and of those above it. */
  private static void forceNames(Path folder, int levels) throws IOException {
    Path names = folder.getParent();
    for (int i = 0; i < levels && names != null; i++) {
      if (Files.isReadable(names)) {
        force(names);
      }
      names = names.getParent();
    }
  }

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  Path message(String id) {
    return named(id, ".eml");
  }

  Path envelope(String id) {
    return named(id, ".json");
  }

  private Path named(String id, String ending) {
    if (!isId(id)) {
      throw new IllegalArgumentException("not the id of a message");
    }
    return folder.resolve(id + ending);
  }

  /** Writes bytes to a file. */
  interface Writing {
    void to(OutputStream out) throws IOException;
  }

  /** Writes a file that is there whole or not at all, whatever happens. */
  void write(Path file, Writing writing) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    Path part = folder.resolve("." + file.getFileName() + ".part");
    try {
      try (FileChannel channel =
          FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        if (posix) {
          Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
        }
        writing.to(Channels.newOutputStream(channel));
        channel.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(part);
      throw e;
    }
  }

  /** Makes the names last written survive a loss of power. */
  void force() throws IOException {
    force(folder);
  }

  private static void force(Path names) throws IOException {
    try (FileChannel channel = FileChannel.open(names, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** The attributes of a regular file, or NoSuchFileException. */
  static BasicFileAttributes attributes(Path file) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isRegularFile()) {
      throw new NoSuchFileException(file.toString());
    }
    return attributes;
  }

  /** Each message's id with the attributes of its file, in no order. */
  void eachMessage(BiConsumer<String, BasicFileAttributes> consumer) throws IOException {
    each((file, attributes) -> {
      String name = file.getFileName().toString();
      if (name.endsWith(".eml") && isId(name.substring(0, name.length() - 4))) {
        consumer.accept(name.substring(0, name.length() - 4), attributes);
      }
    });
  }

  /** The bytes of all files that are ours. */
  long bytes() throws IOException {
    long[] sum = {0};
    each((file, attributes) -> sum[0] += attributes.size());
    return sum[0];
  }

  private void each(BiConsumer<Path, BasicFileAttributes> consumer) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (OURS.matcher(file.getFileName().toString()).matches()) {
          try {
            consumer.accept(file, attributes(file));
          } catch (NoSuchFileException e) {
            // Deleted meanwhile, or not a file of ours.
          }
        }
      }
    }
  }

  /** Removes what a crash left half-done, once nobody can still be writing it. */
  private void removeAbandoned() throws IOException {
    Instant before = Instant.now().minus(ABANDONED);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = file.getFileName().toString();
        if (OURS.matcher(name).matches() && isHalf(name) && isOlder(file, before)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private boolean isHalf(String name) {
    return name.endsWith(".part")
        || (name.endsWith(".json")
            && !Files.exists(
                folder.resolve(name.replace(".json", ".eml")), LinkOption.NOFOLLOW_LINKS));
  }

  private static boolean isOlder(Path file, Instant instant) throws IOException {
    try {
      return attributes(file).lastModifiedTime().toInstant().isBefore(instant);
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
