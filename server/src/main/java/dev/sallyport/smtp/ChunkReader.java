package dev.sallyport.smtp;

import java.io.IOException;

/** Reads what follows BDAT: a stated number of octets (RFC 3030 §2). */
public final class ChunkReader {
  private final WireReader wire;

  public ChunkReader(WireReader wire) {
    this.wire = wire;
  }

  /**
   * Reads one chunk.
   *
   * @param last whether the message ends with it
   */
  public void read(long size, boolean last, BodyCheck check) throws IOException {
    long left = size;
    while (left > 0 && !check.hasFatalFault()) {
      if (!wire.ready()) {
        check.fail(BodyFault.CUT_OFF);
        return;
      }
      int end = (int) Math.min(wire.limit(), wire.position() + left);
      left -= end - wire.position();
      check.accept(wire.buffer(), wire.position(), end);
      wire.consume(end);
    }
    if (last) {
      check.finish();
    }
  }

  /** Reads a chunk that is not wanted; false where the client went away in it. */
  public boolean skip(long size) throws IOException {
    long left = size;
    while (left > 0) {
      if (!wire.ready()) {
        return false;
      }
      int count = (int) Math.min(wire.limit() - wire.position(), left);
      wire.consume(wire.position() + count);
      left -= count;
    }
    return true;
  }
}
