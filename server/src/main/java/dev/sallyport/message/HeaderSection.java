package dev.sallyport.message;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The header section of a message, read back from its content: up to the first empty line and no
 * further than 256 KiB.
 */
public final class HeaderSection {

  static final int MAX_BYTES = 256 * 1024;

  /** RFC 5322 §3.6.8; blanks before the colon are obsolete, yet make the same field (§4.5). */
  private static final Pattern FIELD = Pattern.compile("([!-9;-~]+)[ \t]*:(.*)", Pattern.DOTALL);

  /**
   * One field.
   *
   * @param name in lower case
   * @param value unfolded, its octets as characters
   */
  record Field(String name, String value) {}

  private final List<Field> fields = new ArrayList<>();
  private final boolean tooLong;
  private boolean malformed;

  private HeaderSection(String text, boolean tooLong) {
    this.tooLong = tooLong;
    read(text);
  }

  /** Reads the section from the start of a content. */
  public static HeaderSection read(Content content) throws IOException {
    Head head = new Head();
    try {
      content.writeTo(head);
    } catch (Head.Enough _) {
      // All that is wanted was written; the rest of the content need not be.
    }
    String text = new String(head.bytes, 0, head.end(), StandardCharsets.ISO_8859_1);
    return new HeaderSection(text, head.isTooLong());
  }

  /**
   * Whom the message says it is from. Strict, for an account's domains are held against it: what
   * two readers could take for two different authors is unreadable.
   */
  public HeaderFrom from() {
    if (tooLong) {
      return new HeaderFrom.Unreadable("The header is longer than 256 KiB.");
    }
    if (malformed) {
      return new HeaderFrom.Unreadable("The header holds a line that is no header field.");
    }
    List<Field> from = fields.stream().filter(field -> field.name().equals("from")).toList();
    return switch (from.size()) {
      case 0 -> new HeaderFrom.Unreadable("There is no From header.");
      case 1 -> FromParser.parse(from.getFirst().value());
      default -> new HeaderFrom.Unreadable("There is more than one From header.");
    };
  }

  private void read(String text) {
    StringBuilder folded = new StringBuilder();
    for (String line : text.split("\r\n", -1)) {
      boolean continued = line.startsWith(" ") || line.startsWith("\t");
      if (!continued) {
        add(folded.toString());
        folded.setLength(0);
      } else if (line.isBlank() || folded.isEmpty()) {
        // A line of blanks alone (RFC 5322 §3.2.2), or one that continues nothing: some readers
        // end the header there, others do not.
        malformed = true;
      }
      folded.append(line);
    }
    add(folded.toString());
  }

  private void add(String line) {
    if (line.isEmpty()) {
      return;
    }
    var field = FIELD.matcher(line);
    if (field.matches()) {
      fields.add(new Field(EmailAddress.lower(field.group(1)), field.group(2)));
    } else {
      malformed = true;
    }
  }

  /** Takes the first bytes of a content and then stops it. */
  private static final class Head extends OutputStream {

    private static final byte[] EMPTY_LINE = {'\r', '\n', '\r', '\n'};

    /** Ends the writing of a content; nothing went wrong. */
    private static final class Enough extends IOException {
      private static final long serialVersionUID = 1L;

      @Override
      public Throwable fillInStackTrace() {
        return this;
      }
    }

    private byte[] bytes = new byte[4 * 1024];
    private int used;
    private int end = -1;

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      int taken = Math.min(length, MAX_BYTES + EMPTY_LINE.length - used);
      int searched = Math.max(0, used - EMPTY_LINE.length + 1);
      if (used + taken > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, used + taken));
      }
      System.arraycopy(from, offset, bytes, used, taken);
      used += taken;
      search(searched);
      if (end >= 0 || taken < length) {
        throw new Enough();
      }
    }

    private void search(int start) {
      if (used >= 2 && bytes[0] == '\r' && bytes[1] == '\n') {
        end = 0;
      }
      for (int i = start; end < 0 && i <= used - EMPTY_LINE.length; i++) {
        if (Arrays.equals(bytes, i, i + EMPTY_LINE.length, EMPTY_LINE, 0, EMPTY_LINE.length)) {
          end = i;
        }
      }
    }

    private int end() {
      return end >= 0 ? end : Math.min(used, MAX_BYTES);
    }

    private boolean isTooLong() {
      return end < 0 && used > MAX_BYTES;
    }
  }
}
