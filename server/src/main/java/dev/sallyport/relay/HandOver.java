package dev.sallyport.relay;

import dev.sallyport.smtp.Reply;

/** What became of a message. */
public sealed interface HandOver {

  /** The relay said yes; its reply is kept for the record. */
  record HandedOver(Reply reply) implements HandOver {}

  /** The relay said no, for now (4xx) or for good (5xx). Nothing was sent. */
  record Refused(Reply reply) implements HandOver {}

  /** Nothing was sent, for no relay could be reached before the final dot. */
  record Away(String cause) implements HandOver {}

  /** The relay fell silent after the final dot: it may have the message or not. */
  record Unknown(String cause) implements HandOver {}

  /** The message needs what the relay does not offer (8BITMIME, SMTPUTF8); nothing was sent. */
  record Unalterable(Reply reply) implements HandOver {}
}
