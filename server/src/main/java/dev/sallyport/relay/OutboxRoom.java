package dev.sallyport.relay;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Counts the bytes in the outbox against its bound. Files that others add or take away are noticed
 * when the bound is reached, by counting anew.
 */
final class OutboxRoom {

  /** Counts the bytes that lie in the folder. */
  interface Count {
    long bytes() throws IOException;
  }

  private static final long RECOUNT_AFTER = 2_000_000_000L;

  private final long max;
  private final Count count;
  private long kept;
  private long arriving;
  private long counted;

  OutboxRoom(long max, Count count) throws IOException {
    this.max = max;
    this.count = count;
    this.kept = count.bytes();
    this.counted = System.nanoTime();
  }

  /** Takes room for bytes about to be written; false where there is not enough. */
  synchronized boolean reserve(long bytes) {
    if (!fits(bytes)) {
      recount();
    }
    if (!fits(bytes)) {
      return false;
    }
    arriving += bytes;
    return true;
  }

  /** Whether so many bytes would find room now. */
  synchronized boolean hasRoom(long bytes) {
    if (!fits(bytes)) {
      recount();
    }
    return fits(bytes);
  }

  synchronized void written(long bytes) {
    arriving -= bytes;
    kept += bytes;
  }

  synchronized void notWritten(long bytes) {
    arriving -= bytes;
  }

  synchronized void deleted(long bytes) {
    kept = Math.max(0, kept - bytes);
  }

  private boolean fits(long bytes) {
    return bytes <= max - kept - arriving;
  }

  private void recount() {
    long now = System.nanoTime();
    if (now - counted < RECOUNT_AFTER) {
      return;
    }
    try {
      kept = count.bytes();
      counted = now;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
