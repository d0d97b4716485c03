package dev.sallyport.message;

import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A text that stands in a header as its whole value (unstructured, RFC 5322 §2.2.1). */
final class HeaderText {

  private static final int MAX_LENGTH = 998;

  /** Of ASCII a line can only be folded at a blank, and may have 998 octets (RFC 5322 §2.1.1). */
  private static final Pattern UNFOLDABLE = Pattern.compile("[^ \t]{900}");

  /** Folded, such a run would leave a line of blanks alone, which no one may send (§3.2.2). */
  private static final Pattern BLANKS = Pattern.compile("[ \t]{60}");

  private HeaderText() {}

  /** A sentence that says why the text can't stand in a header, or null. */
  static @Nullable String problem(String text) {
    String unusable = SingleLine.problem(text);
    if (unusable != null) {
      return unusable;
    }
    if (text.length() > MAX_LENGTH) {
      return "It is longer than " + MAX_LENGTH + " characters.";
    }
    if (BLANKS.matcher(text).find()) {
      return "It holds 60 blanks in a row.";
    }
    if (EmailAddress.isAscii(text) && UNFOLDABLE.matcher(text).find()) {
      return "It holds 900 characters without a blank, and so does not fit on a line.";
    }
    return null;
  }

  /** The text in ASCII (RFC 2047), folded to stand behind the header's name. */
  static String encode(String name, String text) {
    try {
      String encoded = MimeUtility.encodeText(text.strip(), StandardCharsets.UTF_8.name(), null);
      return MimeUtility.fold(name.length() + 2, encoded);
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("UTF-8 is always there", e);
    }
  }
}
