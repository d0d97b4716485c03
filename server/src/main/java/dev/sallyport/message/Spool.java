package dev.sallyport.message;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes the bytes of one message: up to 256 KiB in memory, beyond that in a temporary file, up to a
 * maximum. Past the maximum everything is let go and what is still written is ignored, so that a
 * sender can be read to its end before it is told. Used by one thread at a time.
 */
public final class Spool extends OutputStream {

  /** The most bytes held in memory. */
  static final int MEMORY_BYTES = 256 * 1024;

  private static final int FIRST_BYTES = 8 * 1024;

  private final SpoolFolder folder;
  private final long maxBytes;

  private byte[] memory = new byte[0];
  private int used;
  private @Nullable FileChannel file;
  private long fileSize;
  private boolean eightBit;
  private boolean tooLarge;
  private boolean finished;

  /**
   * An empty spool.
   *
   * @param maxBytes the most bytes a message may have
   */
  public Spool(SpoolFolder folder, long maxBytes) {
    if (maxBytes < 0) {
      throw new IllegalArgumentException("maxBytes is negative: " + maxBytes);
    }
    this.folder = folder;
    this.maxBytes = maxBytes;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (finished) {
      throw new IOException("the spool is finished");
    }
    if (tooLarge) {
      return;
    }
    if (length > maxBytes - fileSize - used) {
      tooLarge = true;
      free();
      return;
    }
    if (length > MEMORY_BYTES - used) {
      drain();
    }
    if (length > MEMORY_BYTES) {
      append(ByteBuffer.wrap(bytes, offset, length));
      eightBit |= EightBit.in(bytes, offset, length);
    } else {
      reserve(used + length);
      System.arraycopy(bytes, offset, memory, used, length);
      used += length;
    }
  }

  /** Whether more than the maximum was written, and so nothing is kept. */
  public boolean isTooLarge() {
    return tooLarge;
  }

  /** Ends writing and gives the message away; may be called once. */
  public Spooled finish() throws IOException {
    if (finished) {
      throw new IllegalStateException("the spool is finished");
    }
    if (tooLarge) {
      finished = true;
      return new Spooled.TooLarge(maxBytes);
    }
    FileChannel spilled = file;
    if (spilled == null) {
      finished = true;
      return new Spooled.Kept(new MemoryContent(memory, used));
    }
    drain();
    finished = true;
    file = null;
    return new Spooled.Kept(new FileContent(spilled, fileSize, eightBit));
  }

  /** Lets everything go that was not given away by {@link #finish}. */
  @Override
  public void close() throws IOException {
    finished = true;
    free();
  }

  private void reserve(int length) {
    if (length > memory.length) {
      int doubled = Math.max(FIRST_BYTES, 2 * memory.length);
      memory = Arrays.copyOf(memory, Math.min(MEMORY_BYTES, Math.max(length, doubled)));
    }
  }

  /** Moves what is in memory to the file. */
  private void drain() throws IOException {
    append(ByteBuffer.wrap(memory, 0, used));
    eightBit |= EightBit.in(memory, 0, used);
    used = 0;
  }

  private void append(ByteBuffer bytes) throws IOException {
    FileChannel open = file;
    if (open == null) {
      open = folder.newFile();
      file = open;
    }
    fileSize += bytes.remaining();
    while (bytes.hasRemaining()) {
      open.write(bytes);
    }
  }

  private void free() throws IOException {
    memory = new byte[0];
    used = 0;
    FileChannel open = file;
    file = null;
    if (open != null) {
      open.close();
    }
  }
}
