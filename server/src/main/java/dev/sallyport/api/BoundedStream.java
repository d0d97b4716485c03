package dev.sallyport.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/** A body being read: stops past its length, its time or a least rate. */
final class BoundedStream extends InputStream {
  static final Duration DRAIN_TIME = Duration.ofSeconds(5);

  /** No body takes longer, however large. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** For so long a body may be slower than the least rate. */
  private static final Duration GRACE = Duration.ofSeconds(20);

  private static final long LEAST_BYTES_PER_SECOND = 1024;

  private final InputStream in;
  private final long limit;
  private final BodyBudget budget;
  private final MessageDigest sha256;
  private final long start = System.nanoTime();
  private long count;

  BoundedStream(InputStream in, long limit, BodyBudget budget) {
    this.in = in;
    this.limit = limit;
    this.budget = budget;
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int count = read(one, 0, 1);
    return count < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = in.read(bytes, offset, length);
    if (read <= 0) {
      return read;
    }
    if (!budget.take(read)) {
      throw new LimitException(Limit.MEMORY);
    }
    count += read;
    if (count > limit) {
      throw new LimitException(Limit.LENGTH);
    }
    long elapsed = System.nanoTime() - start;
    if (elapsed > GRACE.toNanos()
        && (elapsed > LONGEST.toNanos()
            || count < Duration.ofNanos(elapsed).toSeconds() * LEAST_BYTES_PER_SECOND)) {
      throw new LimitException(Limit.SLOW);
    }
    sha256.update(bytes, offset, read);
    return read;
  }

  /** Reads what may follow the document, so that the connection can be used again. */
  void readToEnd() throws IOException {
    byte[] rest = new byte[512];
    while (read(rest, 0, rest.length) >= 0) {
      // White space; anything else was refused by the reader.
    }
  }

  /** The SHA-256 of all bytes read, 64 hexadecimal digits; once. */
  String digest() {
    return HexFormat.of().formatHex(sha256.digest());
  }

  void giveBack() {
    budget.giveBack(count);
    count = 0;
  }

  /** Which bound was passed. */
  enum Limit {
    LENGTH,
    SLOW,
    MEMORY
  }

  /** A bound was passed. */
  static final class LimitException extends IOException {
    @Serial private static final long serialVersionUID = 1;

    private final Limit limit;

    LimitException(Limit limit) {
      super(limit.name());
      this.limit = limit;
    }

    Limit limit() {
      return limit;
    }
  }
}
