package dev.sallyport.smtp;

import java.io.IOException;
import java.io.InputStream;

/**
 * What a client sends, through one buffer of fixed size. Replies leave before a read may block, so
 * that a group of pipelined commands is answered at once (RFC 2920 §3.2) and nobody waits for a
 * reply that lies here.
 */
public final class WireReader {
  private static final int BUFFER = 8192;

  private final InputStream in;
  private final ReplyWriter replies;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;

  public WireReader(InputStream in, ReplyWriter replies) {
    this.in = in;
    this.replies = replies;
  }

  /**
   * Reads one line.
   *
   * @param most octets a line may have, its CRLF included
   */
  public Line line(int most) throws IOException {
    return new LineReader(this, most).read();
  }

  /** Whether octets that were not read yet lie in the buffer here. */
  public boolean hasBuffered() {
    return position < limit;
  }

  /** Whether octets have arrived that were not read yet. */
  public boolean hasPending() throws IOException {
    return position < limit || in.available() > 0;
  }

  /** Reads and forgets all that still comes, up to a number of octets. */
  public void discard(long most) throws IOException {
    long left = most;
    while (left > 0 && (position < limit || fill())) {
      left -= limit - position;
      position = limit;
    }
  }

  /** Waits for something to come in and leaves it unread; false at the end of the stream. */
  public boolean awaitPending() throws IOException {
    return ready();
  }

  /** Makes sure that an octet can be had; false at the end of the stream. */
  boolean ready() throws IOException {
    return position < limit || fill();
  }

  private boolean fill() throws IOException {
    replies.flush();
    int count = in.read(buffer, 0, buffer.length);
    position = 0;
    limit = Math.max(count, 0);
    return count > 0;
  }

  /** The buffer itself; valid from {@link #position} to {@link #limit}. */
  byte[] buffer() {
    return buffer;
  }

  int position() {
    return position;
  }

  int limit() {
    return limit;
  }

  /** Takes the octets up to this position as read. */
  void consume(int newPosition) {
    position = newPosition;
  }
}
