package dev.sallyport.smtp;

/** What is wrong with a message as it comes in. */
public enum BodyFault {
  /** A CR or LF that stands alone: an end of data to some servers and none to others. */
  BARE_LINE_END(true),
  /** A NUL octet; some servers drop it, which makes an end of data of CRLF NUL dot CRLF. */
  NUL(true),
  /** A line past {@link BodyCheck#LONGEST_LINE}. */
  LINE_TOO_LONG(false),
  /** More octets than a message may have. */
  TOO_LARGE(false),
  /** More Received lines than a message may have: a mail loop (RFC 5321 §6.3). */
  LOOP(false),
  /** The message could not be stored here. */
  NOT_STORED(false),
  /** The client sends without an end, long past its bound. */
  ENDLESS(true),
  /** The client went away in the middle. */
  CUT_OFF(true);

  private final boolean fatal;

  BodyFault(boolean fatal) {
    this.fatal = fatal;
  }

  /** Whether nothing more of this connection may be read as commands. */
  public boolean isFatal() {
    return fatal;
  }
}
