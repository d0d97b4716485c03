package dev.sallyport.submission;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * How long a connection's other end may keep us waiting. A read past its deadline ends with a
 * {@link SocketTimeoutException}, so that the client can be told; what a socket's own timeout can't
 * end (a write, a TLS record that drips) is ended by the {@link Watchman}, who closes the socket.
 */
final class Patience {
  private static final long FOR_EVER = Long.MAX_VALUE;
  private static final long SLACK = Duration.ofSeconds(5).toNanos();

  private final Socket socket;
  private final long start = System.nanoTime();
  private final Duration write;

  /** Nanoseconds since the start; for the thread of the session. */
  private long deadline = FOR_EVER;

  private long perOctet;
  private long silence;

  /** Nanoseconds since the start; for the watchman. */
  private volatile long closing = FOR_EVER;

  Patience(Socket socket, Duration write) {
    this.socket = socket;
    this.write = write;
  }

  /** Reads must be done after this time from now. */
  void within(Duration time) {
    deadline = now() + time.toNanos();
    perOctet = 0;
  }

  /** Reads of a message: each octet buys time, and no silence may last too long. */
  void paced(Limits limits) {
    silence = limits.dataSilence().toNanos();
    deadline = now() + Math.min(limits.dataGrace().toNanos(), silence);
    perOctet = Duration.ofSeconds(1).toNanos() / limits.dataRate();
  }

  /** Bounds a step that reads and writes on its own, such as a TLS handshake. */
  void bounded(Duration time, Step step) throws IOException {
    socket.setSoTimeout(Math.toIntExact(time.toMillis()));
    closing = now() + time.toNanos();
    try {
      step.run();
    } finally {
      closing = FOR_EVER;
    }
  }

  /** Such a step. */
  interface Step {
    void run() throws IOException;
  }

  boolean isOver() {
    return closing != FOR_EVER && now() > closing;
  }

  /** Closes the socket under whoever waits for it. */
  void end() {
    try {
      socket.close();
    } catch (IOException gone) {
      // it is gone either way
    }
  }

  InputStream input(InputStream in) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        return timedRead(in, bytes, offset, length);
      }

      @Override
      public int available() throws IOException {
        return in.available();
      }
    };
  }

  OutputStream output(OutputStream out) {
    return new OutputStream() {
      @Override
      public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        closing = now() + write.toNanos();
        out.write(bytes, offset, length);
        closing = FOR_EVER;
      }

      @Override
      public void flush() throws IOException {
        out.flush();
      }
    };
  }

  private int timedRead(InputStream in, byte[] bytes, int offset, int length) throws IOException {
    long left = deadline - now();
    if (left <= 0) {
      throw new SocketTimeoutException("the deadline has passed");
    }
    if (deadline != FOR_EVER) {
      socket.setSoTimeout(Math.clamp(left / 1_000_000, 1, Integer.MAX_VALUE));
      closing = deadline + SLACK;
    }
    int count = in.read(bytes, offset, length);
    closing = FOR_EVER;
    if (count > 0 && perOctet > 0) {
      deadline = Math.min(deadline + count * perOctet, now() + silence);
    }
    return count;
  }

  private long now() {
    return System.nanoTime() - start;
  }
}
