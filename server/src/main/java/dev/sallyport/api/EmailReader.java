package dev.sallyport.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.message.Attachment;
import dev.sallyport.message.CustomHeader;
import dev.sallyport.message.EmailDraft;
import dev.sallyport.message.Mailbox;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON of one message as MailerSend's clients write it: unknown keys are passed over, and
 * null, an empty text, an empty list and an empty object all mean that a field is not there. Here
 * the types are checked, and what is not supported is said; the rest is the composer's.
 */
final class EmailReader {
  /** How far a sender's clock may be ahead: {@code send_at} within it is now. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  private static final double LAST_SECOND = 1e11;
  private static final Pattern SECONDS = Pattern.compile("-?\\d{1,11}");
  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

  private final JsonNode json;
  private final FieldErrors errors;

  private EmailReader(JsonNode json, FieldErrors errors) {
    this.json = json;
    this.errors = errors;
  }

  /** Reads one message; what is wrong is added to the errors. */
  static EmailDraft read(JsonNode json, FieldErrors errors, InstantSource clock) {
    EmailReader reader = new EmailReader(json, errors);
    reader.unsupported(clock.instant());
    return reader.draft();
  }

  private EmailDraft draft() {
    return new EmailDraft(
        mailbox(json.path("from"), "from"),
        list("to", this::listed),
        list("cc", this::listed),
        list("bcc", this::listed),
        replyTo(),
        optional("subject"),
        optional("text"),
        optional("html"),
        list("attachments", this::attachment),
        list("headers", this::header),
        optional("in_reply_to"),
        references(),
        optional("list_unsubscribe"),
        flag("precedence_bulk"),
        list("tags", this::text));
  }

  private void unsupported(Instant now) {
    refuse("template_id", "Templates are not supported. Send the text or html itself.");
    refuse("personalization", "Personalization is not supported. Send a message to each.");
    refuse("variables", "Variables are not supported. Send a message to each.");
    refuse("rcpt_to", "An envelope of its own is not supported. Use to, cc and bcc.");
    JsonNode sendAt = json.path("send_at");
    if (!isThere(sendAt)) {
      return;
    }
    Instant at = moment(sendAt);
    if (at == null) {
      errors.add("send_at", "The send_at must be a time in seconds since 1970, or in ISO 8601.");
    } else if (at.isAfter(now.plus(CLOCK_SKEW))) {
      errors.add(
          "send_at",
          "Sending at a later time is not supported, so nothing was sent. Leave send_at out to send"
              + " now.");
    }
  }

  private void refuse(String field, String message) {
    if (isThere(json.path(field))) {
      errors.add(field, message);
    }
  }

  /** Seconds since 1970, as a number or in a text, or a time in ISO 8601 with its offset. */
  private static @Nullable Instant moment(JsonNode value) {
    if (value.isNumber()) {
      return Instant.ofEpochSecond((long) Math.clamp(value.doubleValue(), 0, LAST_SECOND));
    }
    String text = value.isTextual() ? value.textValue().strip() : "";
    try {
      return SECONDS.matcher(text).matches()
          ? Instant.ofEpochSecond(Long.parseLong(text))
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Clients written in Go always send a reply_to, with empty texts where none is meant. */
  private @Nullable Mailbox replyTo() {
    JsonNode replyTo = json.path("reply_to");
    if (replyTo.isArray() && replyTo.size() == 1) {
      replyTo = replyTo.get(0);
    }
    boolean none = replyTo.isObject() && !isThere(replyTo.path("email"));
    return none ? null : mailbox(replyTo, "reply_to");
  }

  private @Nullable Mailbox mailbox(JsonNode node, String field) {
    if (!isThere(node)) {
      return null;
    }
    if (!node.isObject()) {
      errors.add(field, "The " + field + " must be an object with an email and perhaps a name.");
      return null;
    }
    return new Mailbox(member(node, field, "email").strip(), member(node, field, "name"));
  }

  /** One of several, which keeps its place even where there is nothing in it. */
  private Mailbox listed(JsonNode node, String field) {
    Mailbox mailbox = mailbox(node, field);
    return mailbox == null ? new Mailbox("", "") : mailbox;
  }

  private CustomHeader header(JsonNode node, String field) {
    mustBeObject(node, field);
    return new CustomHeader(member(node, field, "name"), member(node, field, "value"));
  }

  private Attachment attachment(JsonNode node, String field) {
    mustBeObject(node, field);
    String id = member(node, field, "id");
    return new Attachment(
        bytes(node, field),
        member(node, field, "filename"),
        disposition(node, field),
        id.isEmpty() ? null : id,
        null);
  }

  private Attachment.Disposition disposition(JsonNode node, String field) {
    return switch (member(node, field, "disposition")) {
      case "inline" -> Attachment.Disposition.INLINE;
      case "", "attachment" -> Attachment.Disposition.ATTACHMENT;
      default -> {
        errors.add(
            field + ".disposition", "The " + field + ".disposition must be inline or attachment.");
        yield Attachment.Disposition.ATTACHMENT;
      }
    };
  }

  /** Line ends within the base64 are passed over, for some clients write them. */
  private byte[] bytes(JsonNode node, String field) {
    String content = member(node, field, "content");
    String contentField = field + ".content";
    if (content.isEmpty()) {
      errors.add(contentField, "The " + contentField + " field is required.");
      return new byte[0];
    }
    try {
      return Base64.getDecoder()
          .decode(
              content.chars().anyMatch(Character::isWhitespace)
                  ? WHITE_SPACE.matcher(content).replaceAll("")
                  : content);
    } catch (IllegalArgumentException e) {
      errors.add(contentField, "The " + contentField + " must be valid base64.");
      return new byte[0];
    }
  }

  private void mustBeObject(JsonNode node, String field) {
    if (!node.isObject()) {
      errors.add(field, "The " + field + " must be an object.");
    }
  }

  /** A text within an object; empty where it is not there. */
  private String member(JsonNode node, String field, String name) {
    return text(node.path(name), field + "." + name);
  }

  private String text(JsonNode value, String field) {
    if (value.isTextual()) {
      return value.textValue();
    }
    if (isThere(value)) {
      errors.add(field, "The " + field + " must be a string.");
    }
    return "";
  }

  private @Nullable String optional(String field) {
    String text = text(json.path(field), field);
    return text.isEmpty() ? null : text;
  }

  /** A list, though some clients send a single text. */
  private List<String> references() {
    JsonNode value = json.path("references");
    return value.isTextual() && isThere(value)
        ? List.of(value.textValue())
        : list("references", this::text);
  }

  private boolean flag(String field) {
    JsonNode value = json.path(field);
    if (isThere(value) && !value.isBoolean()) {
      errors.add(field, "The " + field + " must be true or false.");
    }
    return value.booleanValue();
  }

  private <T> List<T> list(String field, BiFunction<JsonNode, String, T> read) {
    List<T> items = new ArrayList<>();
    JsonNode value = json.path(field);
    if (isThere(value) && !value.isArray()) {
      errors.add(field, "The " + field + " must be a list.");
      return items;
    }
    for (int i = 0; i < value.size(); i++) {
      items.add(read.apply(value.get(i), field + "." + i));
    }
    return items;
  }

  private static boolean isThere(JsonNode value) {
    return !value.isMissingNode()
        && !value.isNull()
        && !(value.isTextual() && value.textValue().isEmpty())
        && !(value.isContainerNode() && value.isEmpty());
  }
}
