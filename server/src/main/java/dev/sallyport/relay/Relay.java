package dev.sallyport.relay;

import dev.sallyport.message.ReversePath;

/**
 * What stands behind the gate: an SMTP server or the outbox. Safe for use by many threads. Several
 * servers are one relay; the next is tried only before a message's final dot.
 */
public interface Relay extends AutoCloseable {

  /** Puts MAIL to the relay. Blocks, within the relay's timeouts. */
  Opening open(ReversePath from);

  /**
   * As {@link #open(ReversePath)}, on behalf of an owner.
   *
   * @param owner the account's id; kept beside the message by the outbox, and told to no server
   */
  default Opening open(ReversePath from, String owner) {
    return open(from);
  }

  /** Closes idle connections; transactions under way go on. */
  @Override
  void close();
}
