package dev.sallyport.relay;

import dev.sallyport.smtp.Reply;

/** Replies that are ours, given before a relay is asked. */
final class OwnReply {

  static final Reply NO_SMTPUTF8 =
      Reply.of(550, "5.6.7 The relay does not take addresses or headers outside ASCII (SMTPUTF8)");

  static final Reply NO_8BITMIME =
      Reply.of(554, "5.6.3 The relay does not take 8-bit content (8BITMIME)");
  static final Reply NO_SENDER = Reply.of(553, "5.1.7 That is not an address");
  static final Reply NO_RECIPIENT = Reply.of(553, "5.1.3 That is not an address");
  static final Reply TOO_MANY_RECIPIENTS = Reply.of(452, "4.5.3 Too many recipients");

  /** RFC 3463 §3.4: the system's storage is exceeded. */
  static final Reply OUTBOX_FULL =
      Reply.of(452, "4.3.1 The outbox is full; no relay is set that would take the message");

  static final Reply OUTBOX_BROKEN = Reply.of(452, "4.3.0 The outbox could not keep the message");
  static final Reply BARE_LINE_END =
      Reply.of(554, "5.6.0 The message holds a bare CR or LF; lines have to end with CRLF");

  /** Most recipients of one message, here; the doors stop earlier. */
  static final int MAX_RECIPIENTS = 1000;

  private OwnReply() {}

  static Reply tooLarge(long limit) {
    return Reply.of(
        552, "5.3.4 The message is larger than the " + limit + " bytes the relay takes");
  }
}
