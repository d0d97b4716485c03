package dev.sallyport.relay;

import dev.sallyport.smtp.Reply;

/** The relay's word on MAIL. */
public sealed interface Opening {

  /** A transaction is open and must be closed. */
  record Opened(Transaction transaction) implements Opening {}

  /** The relay refused this sender, for now (4xx) or for good (5xx). */
  record Refused(Reply reply) implements Opening {}

  /**
   * No relay could be reached, or each is refusing us: connect, EHLO, STARTTLS, AUTH, any 421.
   *
   * @param cause for the log, never for the sender
   */
  record Away(String cause) implements Opening {}
}
