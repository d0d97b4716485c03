package dev.sallyport.relay;

/** A point in a dialog at which a {@link FakeRelay} can be told to do something else than usual. */
public enum Step {
  /** Before the greeting. */
  CONNECT,
  EHLO,
  STARTTLS,
  AUTH,
  MAIL,
  RCPT,
  /** The command, before 354. */
  DATA,
  /** Within the message, once its first bytes came. */
  CONTENT,
  /** After the final dot. */
  DOT,
  RSET,
  NOOP,
  QUIT
}
