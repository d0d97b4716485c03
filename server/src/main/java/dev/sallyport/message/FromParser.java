package dev.sallyport.message;

import dev.sallyport.message.HeaderFrom.Authors;
import dev.sallyport.message.HeaderFrom.Unreadable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the mailbox-list of a From header (RFC 5322 §3.6.2) as strictly as mail in use allows:
 * display names, quoted strings and comments around an address, and dots in names (§4.1); no
 * groups, no routes, no blanks or comments within an address, no quoted or encoded local part.
 */
final class FromParser {

  private static final int MAX_LENGTH = 8 * 1024;
  private static final int MAX_ADDRESSES = 50;
  private static final int MAX_NESTING = 8;

  /** What a bare address may hold and a name may not, outside quotes. */
  private static final String ADDRESS_SIGNS = "@[]";

  private final String text;
  private final List<EmailAddress> addresses = new ArrayList<>();
  private int at;

  private FromParser(String text) {
    this.text = text;
  }

  static HeaderFrom parse(String octets) {
    String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1)))
              .toString();
    } catch (CharacterCodingException _) {
      return new Unreadable("The From header is not in UTF-8.");
    }
    if (text.length() > MAX_LENGTH) {
      return new Unreadable("The From header is longer than " + MAX_LENGTH + " characters.");
    }
    String unusable = SingleLine.problem(text);
    if (unusable != null) {
      return new Unreadable("The From header can't be read. " + unusable);
    }
    FromParser parser = new FromParser(text);
    String problem = parser.mailboxes();
    return problem == null
        ? new Authors(parser.addresses)
        : new Unreadable("The From header can't be read. " + problem);
  }

  private @Nullable String mailboxes() {
    do {
      String problem = mailbox();
      if (problem != null) {
        return problem;
      }
      if (addresses.size() > MAX_ADDRESSES) {
        return "It holds more than " + MAX_ADDRESSES + " addresses.";
      }
    } while (next(','));
    return at == text.length() ? null : "The character " + text.charAt(at) + " is out of place.";
  }

  private @Nullable String mailbox() {
    int start = -1;
    int end = -1;
    boolean holdsAddress = false;
    while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '<') {
      if (isBlank(text.charAt(at))) {
        at++;
        continue;
      }
      if (text.charAt(at) == '(') {
        if (!comment()) {
          return "It holds a comment without an end.";
        }
        continue;
      }
      start = start < 0 ? at : start;
      if (text.charAt(at) == '"') {
        if (!quoted()) {
          return "It holds a quote without an end.";
        }
      } else if (isWordCharacter(text.charAt(at))) {
        holdsAddress |= ADDRESS_SIGNS.indexOf(text.charAt(at)) >= 0;
        at++;
      } else {
        return "The character " + text.charAt(at) + " is out of place.";
      }
      end = at;
    }
    if (at == text.length() || text.charAt(at) == ',') {
      return start < 0 ? "An address is missing." : address(text.substring(start, end));
    }
    if (holdsAddress) {
      return "It holds an address outside the angle brackets.";
    }
    return bracketed();
  }

  /** An address in angle brackets, with nothing but blanks and comments behind it. */
  private @Nullable String bracketed() {
    int close = text.indexOf('>', at);
    if (close < 0) {
      return "It holds an angle bracket without its other.";
    }
    String address = text.substring(at + 1, close);
    at = close + 1;
    while (at < text.length() && (isBlank(text.charAt(at)) || text.charAt(at) == '(')) {
      if (isBlank(text.charAt(at))) {
        at++;
      } else if (!comment()) {
        return "It holds a comment without an end.";
      }
    }
    return address(address);
  }

  private @Nullable String address(String given) {
    return switch (EmailAddress.parse(given)) {
      case AddressResult.Invalid(String message) -> message;
      case AddressResult.Valid(EmailAddress address) -> {
        // Both are allowed by the letter, and read by some as the address that is in them.
        if (address.localPart().startsWith("\"") || address.localPart().contains("=?")) {
          yield "Its address is quoted or encoded.";
        }
        addresses.add(address);
        yield null;
      }
    };
  }

  private boolean quoted() {
    for (at++; at < text.length(); at++) {
      if (text.charAt(at) == '\\') {
        at++;
      } else if (text.charAt(at) == '"') {
        at++;
        return true;
      }
    }
    return false;
  }

  private boolean comment() {
    int depth = 0;
    for (; at < text.length(); at++) {
      switch (text.charAt(at)) {
        case '\\' -> at++;
        case '(' -> depth++;
        case ')' -> depth--;
        default -> {}
      }
      if (depth > MAX_NESTING) {
        return false;
      }
      if (depth == 0) {
        at++;
        return true;
      }
    }
    return false;
  }

  private boolean next(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** What a name or a bare address may hold outside quotes; an address is then read strictly. */
  private static boolean isWordCharacter(char c) {
    return AddressParser.isAtomCharacter(c) || c == '.' || ADDRESS_SIGNS.indexOf(c) >= 0;
  }
}
