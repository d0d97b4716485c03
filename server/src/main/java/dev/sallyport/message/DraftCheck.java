package dev.sallyport.message;

import dev.sallyport.message.CheckedDraft.Party;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks every field of a draft, and tells of all that is wrong at once. */
final class DraftCheck {

  private static final int MAX_TO = 50;
  private static final int MAX_CC = 10;

  /** With the longest address it must fit on a line of 998 octets, in UTF-8 (RFC 6532 §3.4). */
  private static final int MAX_NAME = 191;

  private static final int MAX_TEXT_BYTES = 2 * 1024 * 1024;
  private static final int MAX_TAGS = 5;
  private static final int MAX_TAG = 191;

  private final EmailDraft draft;
  private final FieldErrors errors = new FieldErrors();

  DraftCheck(EmailDraft draft) {
    this.draft = draft;
  }

  FieldErrors errors() {
    return errors;
  }

  /** The draft with its addresses read, or null where there are errors. */
  @Nullable CheckedDraft check() {
    Party from = from();
    List<Party> to = parties("to", draft.to(), MAX_TO);
    if (draft.to().isEmpty()) {
      errors.add("to", "At least one recipient is required.");
    }
    List<Party> cc = parties("cc", draft.cc(), MAX_CC);
    List<Party> bcc = parties("bcc", draft.bcc(), MAX_CC);
    Party replyTo = draft.replyTo() == null ? null : party("reply_to", draft.replyTo());
    String subject = subject();
    texts();
    new AttachmentCheck(errors).check(draft.attachments());
    HeaderCheck headers = new HeaderCheck(errors);
    String inReplyTo = headers.messageId("in_reply_to", draft.inReplyTo());
    List<String> references = headers.references(draft.references());
    String listUnsubscribe = headers.listUnsubscribe(draft.listUnsubscribe());
    headers.custom(draft);
    tags();
    if (!errors.isEmpty() || from == null) {
      return null;
    }
    return new CheckedDraft(
        from,
        to,
        cc,
        bcc,
        replyTo,
        subject,
        textOf(draft.text()),
        textOf(draft.html()),
        draft.attachments(),
        draft.headers(),
        inReplyTo,
        references,
        listUnsubscribe,
        draft.precedenceBulk(),
        draft.tags());
  }

  private @Nullable Party from() {
    Mailbox from = draft.from();
    return party("from", from == null ? new Mailbox("", "") : from);
  }

  private List<Party> parties(String field, List<Mailbox> mailboxes, int max) {
    List<Party> parties = new ArrayList<>();
    if (mailboxes.size() > max) {
      errors.add(
          field,
          "There are %d recipients, and at most %d are taken.".formatted(mailboxes.size(), max));
      return parties;
    }
    for (int i = 0; i < mailboxes.size(); i++) {
      Party party = party(field + "." + i, mailboxes.get(i));
      if (party != null) {
        parties.add(party);
      }
    }
    return parties;
  }

  private @Nullable Party party(String field, Mailbox mailbox) {
    String emailField = field + ".email";
    String name = mailbox.name();
    String unusable = SingleLine.problem(name);
    if (unusable != null) {
      errors.add(field + ".name", "The name can't stand in a header. " + unusable);
    } else if (name.length() > MAX_NAME) {
      errors.add(field + ".name", "The name is longer than " + MAX_NAME + " characters.");
    }
    if (mailbox.email().isEmpty()) {
      errors.add(emailField, "An email address is required.");
      return null;
    }
    return switch (EmailAddress.parse(mailbox.email())) {
      case AddressResult.Valid(EmailAddress address) -> new Party(address, name, emailField);
      case AddressResult.Invalid(String message) -> {
        errors.add(emailField, "This is not an email address. " + message);
        yield null;
      }
    };
  }

  private String subject() {
    String subject = draft.subject();
    if (subject == null || subject.isBlank()) {
      errors.add("subject", "A subject is required.");
      return "";
    }
    String problem = HeaderText.problem(subject);
    if (problem != null) {
      errors.add("subject", "The subject can't stand in a header. " + problem);
    }
    return subject;
  }

  private void texts() {
    if (textOf(draft.text()) == null && textOf(draft.html()) == null) {
      errors.add("text", "A text is required where there is no html.");
      errors.add("html", "An html is required where there is no text.");
    }
    text("text", draft.text());
    text("html", draft.html());
  }

  /** An empty text is none: clients send one beside the html. */
  private static @Nullable String textOf(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private void text(String field, @Nullable String text) {
    if (text == null) {
      return;
    }
    if (text.getBytes(StandardCharsets.UTF_8).length > MAX_TEXT_BYTES) {
      errors.add(field, "It is longer than 2 MB.");
    }
    if (text.indexOf('\0') >= 0) {
      errors.add(field, "It holds a NUL character.");
    }
  }

  private void tags() {
    if (draft.tags().size() > MAX_TAGS) {
      errors.add("tags", "There are more than " + MAX_TAGS + " tags.");
      return;
    }
    for (int i = 0; i < draft.tags().size(); i++) {
      String tag = draft.tags().get(i);
      String problem = HeaderText.problem(tag);
      if (problem != null) {
        errors.add("tags." + i, "The tag can't stand in a header. " + problem);
      } else if (tag.isBlank() || tag.length() > MAX_TAG) {
        errors.add("tags." + i, "A tag has 1 to " + MAX_TAG + " characters.");
      }
    }
  }
}
