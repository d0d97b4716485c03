package dev.sallyport.relay;

import dev.sallyport.smtp.Reply;
import dev.sallyport.smtp.ReplyReader;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a relay: commands out, replies in. Every failure of the socket is a {@link
 * LostException}, after which the connection is good for nothing but {@link #drop}. Used by one
 * thread at a time, but for what {@link Deadlines} asks.
 *
 * <p>Waits are bounded by a deadline that another thread watches, as Java's sockets have no timeout
 * for writing and, under TLS, none for the whole of a read.
 */
final class RelayConnection {

  private static final long NO_DEADLINE = Long.MAX_VALUE;
  private static final int BUFFER = 16 * 1024;

  private final Socket raw;
  private final Deadlines deadlines;
  private Socket socket;
  private ReplyReader replies;
  private OutputStream out;
  private Capabilities capabilities = Capabilities.NONE;
  private int messages;
  private long idleSince;
  private long lastReply = System.nanoTime();
  private long dozed;
  private long block;
  private long allBlocks;

  private volatile long deadline = NO_DEADLINE;
  private volatile boolean overdue;

  /** A connection over a socket that is connected; watched from now on. */
  RelayConnection(Socket raw, Deadlines deadlines) throws IOException {
    this.raw = raw;
    this.socket = raw;
    this.deadlines = deadlines;
    // A command group is one write; waiting for more to send would only delay it.
    raw.setTcpNoDelay(true);
    this.replies = new ReplyReader(raw.getInputStream());
    this.out = buffered(raw.getOutputStream());
    deadlines.watch(this);
  }

  /** Goes on over another socket laid on top of this one's, with what is known forgotten. */
  void secure(Socket secured) throws IOException {
    socket = secured;
    replies = new ReplyReader(secured.getInputStream());
    out = buffered(secured.getOutputStream());
    capabilities = Capabilities.NONE;
  }

  Socket socket() {
    return socket;
  }

  Capabilities capabilities() {
    return capabilities;
  }

  void learn(Capabilities found) {
    capabilities = found;
  }

  /** From now until the next call, everything has to be done within this time. */
  void within(Duration limit) {
    block = 0;
    deadline = System.nanoTime() + limit.toNanos();
  }

  /**
   * From now until the next {@link #within}, each block written has to be taken within one time and
   * all of them within another.
   */
  void sendingWithin(Duration eachBlock, Duration all) {
    block = eachBlock.toNanos();
    within(all);
    allBlocks = deadline;
  }

  /** Nothing is waited for until the next {@link #within}. */
  void atRest() {
    block = 0;
    deadline = NO_DEADLINE;
  }

  /** Sends one command and reads its reply. */
  Reply ask(String command) throws LostException {
    send(command);
    flush();
    return reply();
  }

  /** Whether so much time lay between the last reply and the last command. */
  boolean dozed(Duration time) {
    return dozed >= time.toNanos();
  }

  /** Puts a command into the buffer. */
  void send(String command) throws LostException {
    dozed = System.nanoTime() - lastReply;
    try {
      out.write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw lost(e);
    }
  }

  void flush() throws LostException {
    try {
      out.flush();
    } catch (IOException e) {
      throw lost(e);
    }
  }

  Reply reply() throws LostException {
    try {
      Reply reply = replies.read();
      lastReply = System.nanoTime();
      return reply;
    } catch (IOException e) {
      throw lost(e);
    }
  }

  /** Takes the bytes of a message; its failures are {@link LostException}s. */
  OutputStream data() {
    return out;
  }

  /** Whether the relay sent something it was not asked for, or closed as far as can be seen. */
  boolean hasUnread() {
    try {
      return raw.isClosed()
          || replies.hasBuffered()
          || socket.getInputStream().available() > 0
          || raw.getInputStream().available() > 0;
    } catch (IOException e) {
      return true;
    }
  }

  /** Counts a transaction. */
  void used() {
    messages++;
  }

  int messages() {
    return messages;
  }

  void idleSince(long nanoTime) {
    idleSince = nanoTime;
  }

  long idleSince() {
    return idleSince;
  }

  /** Says QUIT, waits a moment for the reply, and closes. */
  void quit(Duration limit) {
    try {
      within(limit);
      ask("QUIT");
      socket.close();
    } catch (IOException e) {
      // Gone already: there is nobody left to say farewell to.
    } finally {
      drop();
    }
  }

  /** Closes at once, without a word. */
  void drop() {
    deadlines.forget(this);
    try {
      raw.close();
    } catch (IOException e) {
      // A socket that can't even be closed is as gone as one that can.
    }
  }

  /** Closes if the deadline has passed; called by the thread that watches. */
  void check(long now) {
    long limit = deadline;
    if (limit != NO_DEADLINE && now - limit > 0) {
      overdue = true;
      drop();
    }
  }

  /** What a failure means, in words for the log. */
  LostException lost(@Nullable IOException e) {
    if (e instanceof LostException already) {
      return already;
    }
    if (overdue) {
      return new LostException("the relay was silent for too long", e);
    }
    return new LostException(e == null ? "connection lost" : String.valueOf(e.getMessage()), e);
  }

  private OutputStream buffered(OutputStream below) {
    return new BufferedOutputStream(new Marked(below), BUFFER);
  }

  /** Tells failures of the socket from those of whoever writes to it. */
  private final class Marked extends FilterOutputStream {

    Marked(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        if (block > 0) {
          long limit = System.nanoTime() + block;
          deadline = limit - allBlocks < 0 ? limit : allBlocks;
        }
        out.write(bytes, offset, length);
      } catch (IOException e) {
        throw lost(e);
      }
    }

    @Override
    public void flush() throws IOException {
      try {
        out.flush();
      } catch (IOException e) {
        throw lost(e);
      }
    }
  }
}
