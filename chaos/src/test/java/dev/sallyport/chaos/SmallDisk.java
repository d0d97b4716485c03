package dev.sallyport.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk that is soon full: a file system in memory, which only a superuser can make. */
final class SmallDisk implements AutoCloseable {
  static final long MAX_BYTES = 8 << 20;

  private final Path at;
  private final boolean made;

  /** Makes one there, or where that is not allowed an ordinary folder. */
  SmallDisk(Path at) throws IOException {
    this.at = at;
    Files.createDirectories(at);
    this.made =
        run(
            "mount",
            "-t",
            "tmpfs",
            "-o",
            "size=" + MAX_BYTES + ",mode=0700",
            "tmpfs",
            at.toString());
  }

  static boolean isOne(Path folder) throws IOException {
    return Files.getFileStore(folder).getTotalSpace() == MAX_BYTES;
  }

  private static boolean run(String... command) {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException notThere) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    if (made) {
      boolean _ = run("umount", "-l", at.toString());
    }
  }
}
