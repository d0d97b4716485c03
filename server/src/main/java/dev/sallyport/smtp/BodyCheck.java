package dev.sallyport.smtp;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Passes the octets of one message on to where it is kept, as long as nothing is wrong with them.
 * Lines end with CRLF and a message with a line end; one that comes by BDAT without it is given it,
 * as the relay's DATA needs it.
 */
public final class BodyCheck {
  /**
   * Octets of a line, without its end. RFC 5321 §4.5.3.1.6 allows a limit of 998 and asks for none;
   * real messages go past it, and nothing here needs them shorter.
   */
  public static final int LONGEST_LINE = 64 * 1024;

  private final OutputStream sink;
  private final long mostOctets;
  private final ReceivedCount received;
  private long octets;
  private int lineLength;
  private boolean afterCr;
  private @Nullable BodyFault fault;

  /**
   * @param mostOctets a message may have
   * @param mostReceived Received lines a message may have
   */
  public BodyCheck(OutputStream sink, long mostOctets, int mostReceived) {
    this.sink = sink;
    this.mostOctets = mostOctets;
    this.received = new ReceivedCount(mostReceived);
  }

  /** The first thing that is wrong, or null. */
  public @Nullable BodyFault fault() {
    return fault;
  }

  /** Octets taken so far, those of a faulty message included. */
  public long octets() {
    return octets;
  }

  boolean hasFatalFault() {
    return fault != null && fault.isFatal();
  }

  void fail(BodyFault newFault) {
    if (fault == null || newFault.isFatal()) {
      fault = newFault;
    }
  }

  void accept(byte[] buffer, int from, int to) {
    octets += to - from;
    for (int i = from; i < to; i++) {
      byte octet = buffer[i];
      if (afterCr != (octet == '\n')) {
        fail(BodyFault.BARE_LINE_END);
        return;
      }
      if (octet == 0) {
        fail(BodyFault.NUL);
        return;
      }
      afterCr = octet == '\r';
      if (octet == '\n') {
        lineLength = 0;
      } else if (!afterCr && ++lineLength > LONGEST_LINE) {
        fail(BodyFault.LINE_TOO_LONG);
      }
    }
    if (octets > mostOctets) {
      fail(BodyFault.TOO_LARGE);
    }
    if (received.isPastBound(buffer, from, to)) {
      fail(BodyFault.LOOP);
    }
    pass(buffer, from, to);
  }

  /** The message is whole. */
  void finish() {
    if (afterCr) {
      fail(BodyFault.BARE_LINE_END);
    } else if (lineLength > 0) {
      pass(new byte[] {'\r', '\n'}, 0, 2);
    }
  }

  private void pass(byte[] buffer, int from, int to) {
    if (fault != null) {
      return;
    }
    try {
      sink.write(buffer, from, to - from);
    } catch (IOException full) {
      fail(BodyFault.NOT_STORED);
    }
  }
}
