package dev.sallyport.message;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * The folder of messages too long for memory, readable by the server's own user alone. Its files
 * are deleted when they are closed; on POSIX systems they lose their name as soon as they are open,
 * so that even a crash leaves none.
 */
public final class SpoolFolder {

  private static final String PREFIX = "message-";
  private static final String SUFFIX = ".spool";
  private static final Set<StandardOpenOption> OPTIONS =
      Set.of(
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          StandardOpenOption.DELETE_ON_CLOSE);

  private final Path folder;

  private SpoolFolder(Path folder) {
    this.folder = folder;
  }

  /** Makes the folder where there is none, and deletes what an earlier run left in it. */
  public static SpoolFolder open(Path folder) throws IOException {
    Files.createDirectories(folder, ownerOnly("rwx------"));
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
      for (Path file : left) {
        Files.deleteIfExists(file);
      }
    }
    return new SpoolFolder(folder);
  }

  FileChannel newFile() throws IOException {
    Path file = folder.resolve(PREFIX + UUID.randomUUID() + SUFFIX);
    return FileChannel.open(file, OPTIONS, ownerOnly("rw-------"));
  }

  private static FileAttribute<?>[] ownerOnly(String permissions) {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }
}
