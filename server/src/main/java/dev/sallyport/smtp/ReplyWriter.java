package dev.sallyport.smtp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;

/**
 * Writes replies in the form of RFC 5321 §4.2.1, gathered until they are flushed. Safe for use by
 * many threads, as a stopping server speaks into sessions.
 */
public final class ReplyWriter {
  /** Octets of text a reply line has room for: 512 with code, separator and CRLF (§4.5.3.1.5). */
  private static final int LONGEST_TEXT = 506;

  private static final int GATHERED = 4096;

  private final OutputStream out;
  private final byte[] buffer = new byte[GATHERED];
  private int length;

  public ReplyWriter(OutputStream out) {
    this.out = out;
  }

  /** Writes a reply; what is not ASCII is replaced by question marks. */
  public void write(Reply reply) throws IOException {
    write(reply, false);
  }

  /**
   * Writes a reply.
   *
   * @param utf8 whether the client has said that it takes UTF-8 in this reply (RFC 6531 §3.7.4)
   */
  public synchronized void write(Reply reply, boolean utf8) throws IOException {
    Iterator<String> lines = reply.lines().iterator();
    while (lines.hasNext()) {
      String text = lines.next();
      append(Integer.toString(reply.code()).getBytes(StandardCharsets.US_ASCII));
      append(new byte[] {(byte) (lines.hasNext() ? '-' : ' ')});
      append(clean(text, utf8));
      append(new byte[] {'\r', '\n'});
    }
  }

  public synchronized void flush() throws IOException {
    if (length > 0) {
      int gathered = length;
      length = 0;
      out.write(buffer, 0, gathered);
      out.flush();
    }
  }

  private void append(byte[] octets) throws IOException {
    if (length + octets.length > buffer.length) {
      flush();
    }
    System.arraycopy(octets, 0, buffer, length, octets.length);
    length += octets.length;
  }

  /** No text can end its line early and begin a reply of its own. */
  private static byte[] clean(String text, boolean utf8) {
    byte[] octets = text.getBytes(utf8 ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII);
    int end = Math.min(octets.length, LONGEST_TEXT);
    while (end < octets.length && end > 0 && (octets[end] & 0xC0) == 0x80) {
      end--; // never cut a character of several octets in two
    }
    byte[] cleaned = Arrays.copyOf(octets, end);
    for (int i = 0; i < cleaned.length; i++) {
      if ((cleaned[i] >= 0 && cleaned[i] < ' ') || cleaned[i] == 0x7F) {
        cleaned[i] = '?';
      }
    }
    return cleaned;
  }
}
