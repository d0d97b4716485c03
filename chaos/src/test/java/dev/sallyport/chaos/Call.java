package dev.sallyport.chaos;

/**
 * One call of a caller, as the caller saw it. Times are nanoseconds of the clock that only goes
 * forward, of the process that made the call.
 *
 * @param node that was asked; empty where a balancer chose
 * @param from the address it came from
 * @param message the id of the message it brought; empty where it brought none
 * @param keyed whether the message had an idempotency key
 * @param verdict what it shows that the list was held to say
 * @param revision the revision the answer names, or {@link #NO_REVISION}
 * @param words the answer, cut short
 */
record Call(
    String node,
    String account,
    String from,
    String message,
    boolean keyed,
    long start,
    long end,
    Verdict verdict,
    long revision,
    Fate fate,
    String words) {
  static final long NO_REVISION = -1;

  enum Verdict {
    ALLOWED,
    DENIED,
    /** The answer tells nothing of the list. */
    NONE
  }

  /** What the caller knows of its message. */
  enum Fate {
    ACCEPTED,
    /** Refused for good. */
    REFUSED,
    /** Refused for now: it was not sent. */
    TEMPORARY,
    /** The answer says so, or none came after all of the message was sent. */
    UNKNOWN,
    /** An answer that no caller should ever get. */
    WRONG,
    NO_MESSAGE
  }
}
