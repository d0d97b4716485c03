package dev.sallyport.smtp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads one line that ends with CRLF and nothing else. */
final class LineReader {
  /** Octets of a line past its bound that are read to find its end. */
  private static final int PATIENCE = 64 * 1024;

  private final WireReader wire;
  private final int most;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(128);
  private int length;
  private boolean afterCr;

  LineReader(WireReader wire, int most) {
    this.wire = wire;
    this.most = most;
  }

  Line read() throws IOException {
    while (wire.ready()) {
      byte[] buffer = wire.buffer();
      int end = wire.limit();
      for (int i = wire.position(); i < end; i++) {
        byte octet = buffer[i];
        length++;
        if (afterCr != (octet == '\n')) {
          wire.consume(i + 1);
          return new Line.BareLineEnd();
        }
        if (afterCr) {
          wire.consume(i + 1);
          return length > most ? new Line.TooLong() : decoded();
        }
        afterCr = octet == '\r';
        if (length > most + PATIENCE) {
          wire.consume(i + 1);
          return new Line.Endless();
        }
        if (!afterCr && length <= most) {
          line.write(octet);
        }
      }
      wire.consume(end);
    }
    return new Line.End();
  }

  private Line decoded() {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(line.toByteArray()))
              .toString();
      return text.chars().anyMatch(Character::isISOControl)
          ? new Line.Unreadable()
          : new Line.Text(text);
    } catch (CharacterCodingException notUtf8) {
      return new Line.Unreadable();
    }
  }
}
