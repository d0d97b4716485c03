package dev.sallyport.message;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A content held in a temporary file that goes away with its channel. Reading is by position, so
 * several threads may write it out at once.
 */
final class FileContent implements Content {

  private static final int CHUNK = 64 * 1024;

  private final FileChannel file;
  private final long size;
  private final boolean eightBit;

  FileContent(FileChannel file, long size, boolean eightBit) {
    this.file = file;
    this.size = size;
    this.eightBit = eightBit;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public boolean isEightBit() {
    return eightBit;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK, size));
    long position = 0;
    while (position < size) {
      chunk.clear().limit((int) Math.min(chunk.capacity(), size - position));
      int read = file.read(chunk, position);
      if (read < 0) {
        throw new IOException("the spool file ends at " + position + " of " + size + " bytes");
      }
      out.write(chunk.array(), 0, read);
      position += read;
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a spool file can't be closed", e);
    }
  }
}
