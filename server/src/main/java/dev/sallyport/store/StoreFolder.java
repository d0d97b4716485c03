package dev.sallyport.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;

/** The data folder and the database's file in it, readable by their owner alone. */
final class StoreFolder {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  private static final Path SELF = Path.of("/proc/self");

  private final Path folder;

  StoreFolder(Path folder) {
    this.folder = folder;
  }

  Path database() {
    return folder.resolve("sallyport.db");
  }

  /** A file held locked while a schema is made or brought up, by one process at a time. */
  Path lock() {
    return folder.resolve("sallyport.lock");
  }

  boolean holdsDatabase() {
    try {
      return Files.exists(database()) && Files.size(database()) > 0;
    } catch (IOException e) {
      throw new StoreException("Can't read " + database() + ": " + e.getMessage(), e);
    }
  }

  /** Makes the folder (0700) and an empty file (0600), as far as they are missing. */
  void create() {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder, permissions("rwx------"));
      }
      requireOwn();
      createFile(database());
    } catch (IOException e) {
      throw new StoreException("Can't make the data folder " + folder + ": " + e, e);
    }
  }

  static void createFile(Path file) throws IOException {
    try {
      Files.createFile(file, permissions("rw-------"));
    } catch (FileAlreadyExistsException e) {
      // Made before, or by another process just now.
      return;
    }
  }

  /**
   * Refuses a folder or database of another user: files that this process adds beside them could
   * not be read by the owner's.
   */
  void requireOwn() {
    requireOwn(folder);
    requireOwn(database());
  }

  private static void requireOwn(Path path) {
    try {
      if (!POSIX || !Files.exists(SELF) || !Files.exists(path)) {
        return;
      }
      UserPrincipal owner = Files.getOwner(path);
      UserPrincipal self = Files.getOwner(SELF);
      if (!owner.equals(self)) {
        throw new StoreException(
            "%s belongs to %s, and this program runs as %s. Nothing was changed. Run it as %s."
                .formatted(path, owner.getName(), self.getName(), owner.getName()));
      }
    } catch (IOException e) {
      throw new StoreException("Can't tell the owner of " + path + ": " + e, e);
    }
  }

  private static FileAttribute<?>[] permissions(String text) {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))
        }
        : new FileAttribute<?>[0];
  }
}
