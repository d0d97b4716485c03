package dev.sallyport.message;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks what a draft wants in the header beside the fields every email has. */
final class HeaderCheck {

  private static final int MAX_HEADERS = 50;
  private static final int MAX_NAME = 76;
  private static final int MAX_REFERENCES = 100;
  private static final int MAX_UNSUBSCRIBE = 900;
  private static final int MAX_UNSUBSCRIBE_ADDRESSES = 5;

  /** The ftext of RFC 5322 §3.6.8. */
  private static final Pattern NAME = Pattern.compile("[!-9;-~]+");

  private static final Pattern MESSAGE_ID = Pattern.compile("[!-;=?-~]{1,250}");

  /** Those the gate writes itself, or that are written along the way to the recipient. */
  private static final Set<String> STRUCTURAL =
      Set.of(
          "from",
          "to",
          "cc",
          "bcc",
          "sender",
          "reply-to",
          "date",
          "message-id",
          "subject",
          "in-reply-to",
          "references",
          "mime-version",
          "return-path",
          "received",
          "received-spf",
          "authentication-results",
          "delivered-to",
          "apparently-to",
          "x-original-to",
          "dkim-signature",
          "domainkey-signature");

  private static final List<String> STRUCTURAL_STARTS =
      List.of("content-", "resent-", "arc-", "x-sallyport-");

  private final FieldErrors errors;

  HeaderCheck(FieldErrors errors) {
    this.errors = errors;
  }

  void custom(EmailDraft draft) {
    List<CustomHeader> headers = draft.headers();
    if (headers.size() > MAX_HEADERS) {
      errors.add("headers", "There are more than " + MAX_HEADERS + " headers.");
      return;
    }
    for (int i = 0; i < headers.size(); i++) {
      CustomHeader header = headers.get(i);
      String problem = nameProblem(header.name(), draft);
      if (problem != null) {
        errors.add("headers." + i + ".name", problem);
      }
      String value = header.value();
      String valueProblem = value.isBlank() ? "It is empty." : HeaderText.problem(value);
      if (valueProblem != null) {
        errors.add("headers." + i + ".value", "The value can't stand in a header. " + valueProblem);
      }
    }
  }

  private static @Nullable String nameProblem(String name, EmailDraft draft) {
    if (name.isEmpty()) {
      return "A name is required.";
    }
    if (name.length() > MAX_NAME) {
      return "The name is longer than " + MAX_NAME + " characters.";
    }
    if (!NAME.matcher(name).matches()) {
      return "A header's name holds printable ASCII characters only, and no blank or colon.";
    }
    String lower = EmailAddress.lower(name);
    if (STRUCTURAL.contains(lower) || STRUCTURAL_STARTS.stream().anyMatch(lower::startsWith)) {
      return "The header " + name + " can't be set here; it is made of the other fields.";
    }
    boolean doubled =
        (lower.equals("list-unsubscribe") && draft.listUnsubscribe() != null)
            || (lower.equals("precedence") && draft.precedenceBulk());
    return doubled ? "The header " + name + " is set by a field of its own already." : null;
  }

  /** The id in angle brackets, or null where there is none or it is wrong. */
  @Nullable String messageId(String field, @Nullable String given) {
    if (given == null) {
      return null;
    }
    String id =
        given.startsWith("<") && given.endsWith(">")
            ? given.substring(1, given.length() - 1)
            : given;
    if (!MESSAGE_ID.matcher(id).matches()) {
      errors.add(
          field, "A message id has 1 to 250 printable ASCII characters, such as <id@example.com>.");
      return null;
    }
    return "<" + id + ">";
  }

  List<String> references(List<String> given) {
    if (given.size() > MAX_REFERENCES) {
      errors.add("references", "There are more than " + MAX_REFERENCES + " references.");
      return List.of();
    }
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      String id = messageId("references." + i, given.get(i));
      if (id != null) {
        ids.add(id);
      }
    }
    return ids;
  }

  /**
   * The addresses in angle brackets (RFC 2369 §2), or null where there are none or one is wrong.
   */
  @Nullable String listUnsubscribe(@Nullable String given) {
    if (given == null) {
      return null;
    }
    List<String> bracketed = new ArrayList<>();
    for (String part : given.split(",(?=\\s*<)", MAX_UNSUBSCRIBE_ADDRESSES + 1)) {
      String uri = part.strip();
      if (uri.startsWith("<") && uri.endsWith(">")) {
        uri = uri.substring(1, uri.length() - 1).strip();
      }
      if (given.length() > MAX_UNSUBSCRIBE
          || bracketed.size() == MAX_UNSUBSCRIBE_ADDRESSES
          || !isUnsubscribeUri(uri)) {
        errors.add(
            "list_unsubscribe",
            "This must be a mailto: or https: address, or several in angle brackets with commas"
                + " between, such as <https://example.com/unsubscribe>.");
        return null;
      }
      bracketed.add("<" + uri + ">");
    }
    return String.join(", ", bracketed);
  }

  private static boolean isUnsubscribeUri(String text) {
    if (!EmailAddress.isAscii(text) || SingleLine.problem(text) != null) {
      return false;
    }
    try {
      String scheme = new URI(text).getScheme();
      return scheme != null
          && Set.of("mailto", "http", "https").contains(EmailAddress.lower(scheme));
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
