package dev.sallyport.smtp;

/** What came of reading one line from a client. */
public sealed interface Line {

  /** A line without its CRLF: UTF-8, no control characters. */
  record Text(String text) implements Line {}

  /** A whole line, but with control characters or not in UTF-8. */
  record Unreadable() implements Line {}

  /** A whole line past the bound; read to its end and forgotten. */
  record TooLong() implements Line {}

  /** A line so long that its end was not waited for: the connection can only be closed. */
  record Endless() implements Line {}

  /** A CR or LF that stands alone (RFC 5321 §2.3.8); what follows it can't be trusted. */
  record BareLineEnd() implements Line {}

  /** The client is gone; a line it began is lost. */
  record End() implements Line {}
}
