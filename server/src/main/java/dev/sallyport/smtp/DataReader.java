package dev.sallyport.smtp;

import java.io.IOException;

/**
 * Reads what follows DATA. Only CRLF, a dot and CRLF end it (RFC 5321 §4.1.1.4), and the dot that
 * transparency put in front of a line is taken off (§4.5.2).
 */
public final class DataReader {
  private enum State {
    LINE_START,
    TEXT,
    CR,
    DOT,
    DOT_CR
  }

  private static final byte[] LONE_CR = {'\r'};

  private final WireReader wire;
  private final BodyCheck check;
  private final long mostDiscarded;

  private State state = State.LINE_START;

  /**
   * @param mostOctets read before a client that sends without an end is given up
   */
  public DataReader(WireReader wire, BodyCheck check, long mostOctets) {
    this.wire = wire;
    this.check = check;
    this.mostDiscarded = mostOctets;
  }

  /** Reads to the end of data, or to a fatal fault. */
  public void read() throws IOException {
    while (wire.ready()) {
      if (readBuffer()) {
        check.finish();
        return;
      }
      if (check.octets() > mostDiscarded) {
        check.fail(BodyFault.ENDLESS);
      }
      if (check.hasFatalFault()) {
        return;
      }
    }
    check.fail(BodyFault.CUT_OFF);
  }

  /** Goes through what the buffer holds; whether the end of data was in it. */
  private boolean readBuffer() {
    byte[] buffer = wire.buffer();
    int end = wire.limit();
    int start = wire.position(); // of what is to be passed on
    for (int i = start; i < end; i++) {
      byte octet = buffer[i];
      switch (state) {
        case LINE_START -> {
          if (octet == '.') {
            pass(buffer, start, i);
            start = i + 1;
            state = State.DOT;
          } else {
            state = octet == '\r' ? State.CR : State.TEXT;
          }
        }
        case TEXT -> state = octet == '\r' ? State.CR : State.TEXT;
        case CR -> state = octet == '\n' ? State.LINE_START : State.TEXT;
        case DOT -> {
          if (octet == '\r') {
            start = i + 1; // held back until the next octet tells
            state = State.DOT_CR;
          } else {
            state = State.TEXT;
          }
        }
        case DOT_CR -> {
          if (octet == '\n') {
            wire.consume(i + 1);
            return true;
          }
          pass(LONE_CR, 0, 1);
          state = State.TEXT;
        }
      }
    }
    pass(buffer, start, end);
    wire.consume(end);
    return false;
  }

  private void pass(byte[] buffer, int from, int to) {
    if (from < to && !check.hasFatalFault()) {
      check.accept(buffer, from, to);
    }
  }
}
