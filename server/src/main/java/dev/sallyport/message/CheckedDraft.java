package dev.sallyport.message;

import dev.sallyport.message.Composition.Recipient;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A draft in which every field was found good, its addresses read.
 *
 * @param inReplyTo in angle brackets
 * @param references each in angle brackets
 * @param listUnsubscribe in angle brackets, separated by commas
 */
record CheckedDraft(
    Party from,
    List<Party> to,
    List<Party> cc,
    List<Party> bcc,
    @Nullable Party replyTo,
    String subject,
    @Nullable String text,
    @Nullable String html,
    List<Attachment> attachments,
    List<CustomHeader> headers,
    @Nullable String inReplyTo,
    List<String> references,
    @Nullable String listUnsubscribe,
    boolean precedenceBulk,
    List<String> tags) {

  /**
   * A mailbox whose address was read.
   *
   * @param field the path of the field that named it
   */
  record Party(EmailAddress address, String name, String field) {}

  /** Each recipient once, by the field that named it first. */
  List<Recipient> recipients() {
    Set<String> seen = new LinkedHashSet<>();
    List<Recipient> recipients = new ArrayList<>();
    Stream.of(to, cc, bcc)
        .flatMap(List::stream)
        .forEach(party -> {
          if (seen.add(party.address().toAscii())) {
            recipients.add(new Recipient(party.address().toAscii(), party.field()));
          }
        });
    return recipients;
  }

  /** Whether a header holds an address that can't be written in ASCII (RFC 6532). */
  boolean hasInternationalHeader() {
    return Stream.concat(
            Stream.of(List.of(from), to, cc).flatMap(List::stream), Stream.ofNullable(replyTo))
        .anyMatch(party -> party.address().needsSmtpUtf8());
  }

  /** Whether the relay must take SMTPUTF8 (RFC 6531 §3.1). */
  boolean needsSmtpUtf8() {
    return hasInternationalHeader()
        || bcc.stream().anyMatch(party -> party.address().needsSmtpUtf8());
  }
}
