package dev.sallyport.relay;

import dev.sallyport.smtp.Reply;

/** The relay's word on one RCPT. */
public sealed interface RecipientWord {

  record Accepted(Reply reply) implements RecipientWord {}

  record Refused(Reply reply) implements RecipientWord {}

  /** The relay went away and no other could take the transaction over. */
  record Away(String cause) implements RecipientWord {}
}
