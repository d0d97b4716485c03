package dev.sallyport.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes drafts for tests: a good one to begin with, and any field set to something else. */
final class Drafts {

  @Nullable Mailbox from = new Mailbox("billing@example.com", "Billing");
  final List<Mailbox> to = new ArrayList<>(List.of(new Mailbox("ann@example.net", "Ann")));
  final List<Mailbox> cc = new ArrayList<>();
  final List<Mailbox> bcc = new ArrayList<>();
  @Nullable Mailbox replyTo;
  @Nullable String subject = "Your invoice";
  @Nullable String text = "Hello\n";
  @Nullable String html;
  final List<Attachment> attachments = new ArrayList<>();
  final List<CustomHeader> headers = new ArrayList<>();
  @Nullable String inReplyTo;
  final List<String> references = new ArrayList<>();
  @Nullable String listUnsubscribe;
  boolean precedenceBulk;
  final List<String> tags = new ArrayList<>();

  EmailDraft draft() {
    return new EmailDraft(
        from,
        to,
        cc,
        bcc,
        replyTo,
        subject,
        text,
        html,
        attachments,
        headers,
        inReplyTo,
        references,
        listUnsubscribe,
        precedenceBulk,
        tags);
  }

  static Mailbox box(String email) {
    return new Mailbox(email, "");
  }

  static Attachment attached(String filename, String content) {
    return new Attachment(
        content.getBytes(StandardCharsets.UTF_8),
        filename,
        Attachment.Disposition.ATTACHMENT,
        null,
        null);
  }

  static Attachment inline(String filename, @Nullable String id) {
    return new Attachment(new byte[] {1, 2, 3}, filename, Attachment.Disposition.INLINE, id, null);
  }
}
