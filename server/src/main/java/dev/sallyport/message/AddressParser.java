package dev.sallyport.message;

import dev.sallyport.message.AddressResult.Invalid;
import dev.sallyport.message.AddressResult.Valid;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the Mailbox of RFC 5321 §4.1.2 with the extensions of RFC 6531 §3.3. */
final class AddressParser {

  private static final int MAX_LOCAL_OCTETS = 64;
  private static final int MAX_OCTETS = 254;
  private static final String SPECIAL_ATOM_CHARACTERS = "!#$%&'*+-/=?^_`{|}~";

  private AddressParser() {}

  static AddressResult parse(String text) {
    if (text.isEmpty()) {
      return new Invalid("It is empty.");
    }
    String unusable = SingleLine.problem(text);
    if (unusable != null) {
      return new Invalid(unusable);
    }
    int at = endOfLocalPart(text);
    if (at < 0) {
      return new Invalid("It has an opening quote without a closing one.");
    }
    if (at == text.length() || text.charAt(at) != '@') {
      return new Invalid(
          at < text.length() && at > 0 && text.charAt(0) == '"'
              ? "After the closing quote there must be an @ sign."
              : "It has no @ sign.");
    }
    String localPart = text.substring(0, at);
    String problem = localPartProblem(localPart);
    if (problem != null) {
      return new Invalid(problem);
    }
    String domain = text.substring(at + 1);
    return switch (DomainName.read(domain)) {
      case DomainName.Bad(String message) -> new Invalid(message);
      case DomainName.Good(String ascii) ->
          octets(localPart) + 1 + Math.max(octets(domain), ascii.length()) > MAX_OCTETS
              ? new Invalid("It is longer than " + MAX_OCTETS + " octets.")
              : new Valid(new EmailAddress(localPart, domain, ascii));
    };
  }

  /** Where the local part ends: after its quoted string, or at the first @; -1 if unclosed. */
  private static int endOfLocalPart(String text) {
    if (text.charAt(0) != '"') {
      int at = text.indexOf('@');
      return at < 0 ? text.length() : at;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        return i + 1;
      }
    }
    return -1;
  }

  private static @Nullable String localPartProblem(String localPart) {
    if (localPart.isEmpty()) {
      return "There is nothing before the @ sign.";
    }
    if (octets(localPart) > MAX_LOCAL_OCTETS) {
      return "What stands before the @ sign is longer than " + MAX_LOCAL_OCTETS + " octets.";
    }
    return localPart.charAt(0) == '"' ? quotedProblem(localPart) : dotStringProblem(localPart);
  }

  /** Quoted-string: qtextSMTP is any printable but quote and backslash, which are escaped. */
  private static @Nullable String quotedProblem(String localPart) {
    for (int i = 1; i < localPart.length() - 1; i++) {
      if (localPart.charAt(i) == '\t') {
        return "What stands before the @ sign holds a tab.";
      }
      if (localPart.charAt(i) == '\\') {
        i++;
        if (localPart.charAt(i) > '~') {
          return "A backslash before the @ sign may escape a printable ASCII character only.";
        }
      }
    }
    return null;
  }

  private static @Nullable String dotStringProblem(String localPart) {
    boolean afterDot = true;
    for (int i = 0; i < localPart.length(); i++) {
      char c = localPart.charAt(i);
      if (c == '.') {
        if (afterDot) {
          return "What stands before the @ sign begins with a dot or holds two in a row.";
        }
        afterDot = true;
      } else if (isAtomCharacter(c)) {
        afterDot = false;
      } else if (c == ' ') {
        return "It holds a space.";
      } else {
        return "The character " + c + " may not stand before the @ sign.";
      }
    }
    return afterDot ? "There is a dot right before the @ sign." : null;
  }

  /** The atext of RFC 5322 §3.2.3 with the UTF8-non-ascii of RFC 6532 §3.2. */
  static boolean isAtomCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || SPECIAL_ATOM_CHARACTERS.indexOf(c) >= 0
        || c >= 128;
  }

  private static int octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
