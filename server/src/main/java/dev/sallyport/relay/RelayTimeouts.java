package dev.sallyport.relay;

import java.time.Duration;

/**
 * How long each step with a relay may take. RFC 5321 §4.5.3.2 has a client wait five minutes for
 * most replies; as our own clients wait no longer for us, and another relay may have to be tried in
 * that time, all but the reply to a message is kept shorter.
 *
 * @param connect for TCP to connect to one address
 * @param greeting from connecting to being ready for MAIL: greeting, EHLO, TLS and AUTH together
 * @param command for the reply to MAIL, RCPT, DATA
 * @param block for the relay to take the next part of a message
 * @param message for the relay to take the whole message, and again for its reply to it
 * @param farewell for the replies to RSET and QUIT
 */
record RelayTimeouts(
    Duration connect,
    Duration greeting,
    Duration command,
    Duration block,
    Duration message,
    Duration farewell) {

  /** Timeouts of which none is longer than the one for a message. */
  static RelayTimeouts of(Duration message) {
    if (!message.isPositive() || message.compareTo(Duration.ofHours(24)) > 0) {
      throw new IllegalArgumentException("relay.timeout has to be more than 0 and at most 24h");
    }
    return new RelayTimeouts(
        least(message, Duration.ofSeconds(10)),
        least(message, Duration.ofSeconds(30)),
        least(message, Duration.ofSeconds(60)),
        least(message, Duration.ofMinutes(3)),
        message,
        least(message, Duration.ofSeconds(5)));
  }

  private static Duration least(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
