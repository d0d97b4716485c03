package dev.sallyport.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An email as a request describes it. The types hold; everything else is checked when it is
 * composed.
 *
 * @param from the author, null where it is missing
 * @param to 1 to 50
 * @param cc at most 10
 * @param bcc at most 10; in the envelope alone
 * @param replyTo where answers should go, or null for the author
 * @param subject at most 998 characters, null where it is missing
 * @param text the plain text, at most 2 MiB; one of text and html is required
 * @param html the HTML, at most 2 MiB
 * @param attachments at most 50 files
 * @param headers at most 50 header fields of the sender's own
 * @param inReplyTo the message id of what this answers, or null
 * @param references the message ids of the thread so far
 * @param listUnsubscribe what RFC 8058 has in List-Unsubscribe: addresses in angle brackets
 *     separated by commas, or one bare; null for none
 * @param precedenceBulk whether to say {@code Precedence: bulk}, so that automatic answers stay
 *     away
 * @param tags at most 5, each in an {@code X-Sallyport-Tag} of its own
 */
public record EmailDraft(
    @Nullable Mailbox from,
    List<Mailbox> to,
    List<Mailbox> cc,
    List<Mailbox> bcc,
    @Nullable Mailbox replyTo,
    @Nullable String subject,
    @Nullable String text,
    @Nullable String html,
    List<Attachment> attachments,
    List<CustomHeader> headers,
    @Nullable String inReplyTo,
    List<String> references,
    @Nullable String listUnsubscribe,
    boolean precedenceBulk,
    List<String> tags) {
  public EmailDraft {
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    bcc = List.copyOf(bcc);
    attachments = List.copyOf(attachments);
    headers = List.copyOf(headers);
    references = List.copyOf(references);
    tags = List.copyOf(tags);
  }
}
