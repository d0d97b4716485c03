package dev.sallyport.smtp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes a message as the data of DATA: a dot at the start of a line is doubled, and {@link
 * #finish} ends it with CRLF.CRLF (RFC 5321 §4.5.2). All other bytes go through unchanged. Buffers
 * nothing itself and closes nothing.
 *
 * <p>A bare CR or LF stops the writing with {@link BareLineEndException}: passed on, it could end
 * the message early at a server that takes LF.LF for its end (SMTP smuggling, CVE-2023-51764).
 */
public final class DotStuffing extends OutputStream {

  private static final byte[] END = ".\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END_OF_OPEN_LINE = "\r\n.\r\n".getBytes(StandardCharsets.US_ASCII);

  private static final int AT_LINE_START = 0;
  private static final int IN_LINE = 1;
  private static final int AFTER_CR = 2;

  private final OutputStream out;
  private int state = AT_LINE_START;

  public DotStuffing(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int unwritten = offset;
    for (int i = offset; i < offset + length; i++) {
      byte b = bytes[i];
      if (state == AFTER_CR) {
        if (b != '\n') {
          throw new BareLineEndException();
        }
        state = AT_LINE_START;
      } else if (b == '\n') {
        throw new BareLineEndException();
      } else if (b == '\r') {
        state = AFTER_CR;
      } else {
        if (b == '.' && state == AT_LINE_START) {
          out.write(bytes, unwritten, i - unwritten);
          out.write('.');
          unwritten = i;
        }
        state = IN_LINE;
      }
    }
    out.write(bytes, unwritten, offset + length - unwritten);
  }

  /**
   * Ends the data, closing an unfinished last line first, in one write to the stream below: where
   * that fails, no byte of the end has been taken.
   */
  public void finish() throws IOException {
    if (state == AFTER_CR) {
      throw new BareLineEndException();
    }
    out.write(state == AT_LINE_START ? END : END_OF_OPEN_LINE);
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }
}
