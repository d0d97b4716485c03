package dev.sallyport.smtp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads SMTP replies (RFC 5321 §4.2) off a stream, each of at most {@value #MAX_LINES} lines of at
 * most {@value #MAX_LINE} bytes. Text is read as UTF-8 (RFC 6531 §3.7.4.2); control characters in
 * it become {@code ?}, so that a reply can be passed on or logged as it is. Used by one thread at a
 * time.
 */
public final class ReplyReader {

  /** Longest line in bytes, without its line end; RFC 5321 §4.5.3.1.5 asks for 512. */
  public static final int MAX_LINE = 2048;

  /** Most lines in one reply. */
  public static final int MAX_LINES = 100;

  private static final int CODE_LENGTH = 3;

  private final InputStream in;
  private final byte[] buffer = new byte[4096];
  private int next;
  private int end;

  public ReplyReader(InputStream in) {
    this.in = in;
  }

  /**
   * The next reply.
   *
   * @throws EOFException where the stream ends before or within it
   * @throws BrokenReplyException where it is malformed or too long
   */
  public Reply read() throws IOException {
    List<String> lines = new ArrayList<>(4);
    int code = -1;
    while (true) {
      byte[] line = line();
      int found = code(line);
      if (code != -1 && found != code) {
        // RFC 5321 §4.2.1: the code must be the same on each line.
        throw new BrokenReplyException("a reply of two codes, " + code + " and " + found);
      }
      code = found;
      lines.add(text(line));
      if (line.length == CODE_LENGTH || line[CODE_LENGTH] == ' ') {
        return new Reply(code, lines);
      }
      if (lines.size() == MAX_LINES) {
        throw new BrokenReplyException("a reply of more than " + MAX_LINES + " lines");
      }
    }
  }

  /** Whether bytes beyond the last reply were already read. Never blocks. */
  public boolean hasBuffered() {
    return next < end;
  }

  private byte[] line() throws IOException {
    byte[] line = new byte[128];
    int length = 0;
    while (true) {
      if (next == end) {
        fill();
      }
      byte b = buffer[next++];
      if (b == '\n') {
        // A lone LF is taken as a line end here: it can only end our own reading sooner.
        int kept = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return Arrays.copyOf(line, kept);
      }
      if (length == MAX_LINE) {
        throw new BrokenReplyException("a reply line of more than " + MAX_LINE + " bytes");
      }
      if (length == line.length) {
        line = Arrays.copyOf(line, Math.min(2 * length, MAX_LINE));
      }
      line[length++] = b;
    }
  }

  private void fill() throws IOException {
    int read = in.read(buffer);
    if (read < 0) {
      throw new EOFException("the connection was closed");
    }
    next = 0;
    end = read;
  }

  private static int code(byte[] line) throws BrokenReplyException {
    if (line.length < CODE_LENGTH
        || (line.length > CODE_LENGTH && line[CODE_LENGTH] != ' ' && line[CODE_LENGTH] != '-')) {
      throw new BrokenReplyException("not a reply: " + shown(line));
    }
    int code = 0;
    for (int i = 0; i < CODE_LENGTH; i++) {
      if (line[i] < '0' || line[i] > '9') {
        throw new BrokenReplyException("not a reply: " + shown(line));
      }
      code = code * 10 + line[i] - '0';
    }
    if (code < 200 || code > 599) {
      throw new BrokenReplyException("not a reply code: " + code);
    }
    return code;
  }

  private static String text(byte[] line) {
    int from = Math.min(line.length, CODE_LENGTH + 1);
    return printable(new String(line, from, line.length - from, StandardCharsets.UTF_8));
  }

  private static String shown(byte[] line) {
    return printable(new String(line, 0, Math.min(line.length, 60), StandardCharsets.UTF_8));
  }

  private static String printable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return text.replaceAll("\\p{Cc}", "?");
      }
    }
    return text;
  }
}
