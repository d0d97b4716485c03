package dev.sallyport.secret;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The file that holds the key for sealed secrets: 32 random bytes in base64, on one line. */
record KeyFile(Path path) {
  private static final int KEY_BYTES = 32;

  /** Far more than a key takes, and little to read of what is none. */
  private static final int MOST_BYTES = 1024;

  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  /**
   * The key; empty where there is no such file.
   *
   * @throws SealException where the file can't be read or holds no key
   */
  Optional<SecretKey> read() {
    try (var in = Files.newInputStream(path)) {
      byte[] text = in.readNBytes(MOST_BYTES + 1);
      byte[] key = Base64.getDecoder().decode(new String(text, StandardCharsets.US_ASCII).strip());
      if (key.length != KEY_BYTES) {
        throw new IllegalArgumentException("it holds " + key.length + " bytes");
      }
      return Optional.of(new SecretKeySpec(key, "AES"));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new SealException("The key file %s can't be read: %s".formatted(path, e), e);
    } catch (IllegalArgumentException e) {
      throw new SealException(
          "The key file %s holds no key: that is 32 bytes in base64, on one line. Put the right"
                  .formatted(path)
              + " file back from a backup.",
          e);
    }
  }

  /**
   * Makes the file (0600), whole or not at all; of several processes that do, one wins.
   *
   * @throws SealException where it can't be written
   */
  void create() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    String line = Base64.getEncoder().encodeToString(key) + "\n";
    Arrays.fill(key, (byte) 0);
    try {
      Path folder = path.toAbsolutePath().resolveSibling("");
      Files.createDirectories(folder, permissions("rwx------"));
      Path making = Files.createTempFile(folder, ".secrets-", ".key", permissions("rw-------"));
      try {
        writeDurably(making, line);
        // A link, unlike a move, never takes the place of another's file.
        Files.createLink(path, making);
        force(folder);
      } catch (FileAlreadyExistsException e) {
        // Another process was first: its key holds.
        return;
      } finally {
        Files.deleteIfExists(making);
      }
    } catch (IOException | UnsupportedOperationException e) {
      throw new SealException(
          "The key file %s can't be made: %s. Make it by hand: openssl rand -base64 32"
              .formatted(path, e),
          e);
    }
  }

  /** A key lost with the power would leave secrets that nothing opens. */
  private static void writeDurably(Path file, String line) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static void force(Path folder) throws IOException {
    if (POSIX) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
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
