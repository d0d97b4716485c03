package dev.sallyport.relay;

import dev.sallyport.message.ReversePath;
import dev.sallyport.smtp.Reply;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A connection in the hands of one transaction: its commands, until it is given back or discarded.
 * A reply that no server should give, a 421, or one that refuses us rather than the message, is a
 * {@link LostException}.
 */
final class Lease {

  private final Upstream upstream;
  private final RelayConnection connection;
  private final boolean reused;
  private boolean transactionOpen;
  private boolean smtpUtf8;
  private boolean eightBit;
  private boolean ended;

  Lease(Upstream upstream, RelayConnection connection, boolean reused) {
    this.upstream = upstream;
    this.connection = connection;
    this.reused = reused;
  }

  Upstream upstream() {
    return upstream;
  }

  boolean isReused() {
    return reused;
  }

  Capabilities capabilities() {
    return connection.capabilities();
  }

  /** Whether the open transaction was begun with SMTPUTF8. */
  boolean isSmtpUtf8() {
    return smtpUtf8;
  }

  /** Whether the open transaction was begun with BODY=8BITMIME. */
  boolean isEightBit() {
    return eightBit;
  }

  /** MAIL, with those of its parameters that the relay offers (RFC 5321 §4.1.1.11). */
  Reply mail(ReversePath from, boolean withEightBit) throws LostException {
    Capabilities offered = connection.capabilities();
    if (!EnvelopePath.isAscii(from.address()) && !offered.offers("SMTPUTF8")) {
      return OwnReply.NO_SMTPUTF8;
    }
    StringBuilder command = new StringBuilder("MAIL FROM:<").append(from.address()).append('>');
    if (from.size() > 0 && offered.offers("SIZE")) {
      command.append(" SIZE=").append(from.size());
    }
    eightBit = withEightBit && offered.offers("8BITMIME");
    if (eightBit) {
      command.append(" BODY=8BITMIME");
    }
    smtpUtf8 =
        offered.offers("SMTPUTF8") && (from.smtpUtf8() || !EnvelopePath.isAscii(from.address()));
    if (smtpUtf8) {
      command.append(" SMTPUTF8");
    }
    // Whatever the reply: Postfix 3.7 holds the SIZE of a refused MAIL against the next one, unless
    // RSET comes between.
    transactionOpen = true;
    Reply reply = ask(command.toString(), timeouts().command());
    // RFC 4954 §6 and RFC 3207 §4: the relay wants AUTH or TLS of us; the sender can't help it.
    if (reply.code() == 530) {
      throw new LostException(upstream + ": to MAIL it says: " + reply);
    }
    return reply;
  }

  Reply recipient(String address) throws LostException {
    return ask("RCPT TO:<" + address + ">", timeouts().command());
  }

  /** Several RCPTs in one go (RFC 2920 §3.1), each word being told as it comes. */
  void recipients(List<String> addresses, BiConsumer<String, Reply> words) throws LostException {
    connection.within(timeouts().command());
    try {
      for (String address : addresses) {
        connection.send("RCPT TO:<" + address + ">");
      }
      connection.flush();
    } catch (LostException e) {
      throw new LostException(upstream + ": " + e.getMessage(), e);
    }
    for (String address : addresses) {
      words.accept(address, checked(reply()));
    }
  }

  private Reply reply() throws LostException {
    connection.within(timeouts().command());
    try {
      return connection.reply();
    } catch (LostException e) {
      throw new LostException(upstream + ": " + e.getMessage(), e);
    }
  }

  /** RSET; the connection is then ready for MAIL. */
  void reset() throws LostException {
    Reply reply = ask("RSET", timeouts().farewell());
    if (!reply.isPositive()) {
      throw new LostException(upstream + ": to RSET it says: " + reply);
    }
    transactionOpen = false;
  }

  /** Whether the connection may have been lost for our own client's slowness. */
  boolean dozed() {
    return connection.dozed(upstream.terms().limits().doze());
  }

  /** For DATA, which needs more than one command and its reply. */
  RelayConnection connection() {
    return connection;
  }

  /** The transaction came to its end by the relay's reply to the message. */
  void transactionEnded() {
    transactionOpen = false;
  }

  /** Ends the transaction, if one is still open, and lets others use the connection. */
  void giveBack() {
    if (ended) {
      return;
    }
    try {
      if (transactionOpen) {
        reset();
      }
      ended = true;
      upstream.giveBack(connection);
    } catch (LostException e) {
      discard();
    }
  }

  /** Closes the connection at once. */
  void discard() {
    if (!ended) {
      ended = true;
      upstream.discard(connection);
    }
  }

  private Reply ask(String command, Duration limit) throws LostException {
    connection.within(limit);
    Reply reply;
    try {
      reply = connection.ask(command);
    } catch (LostException e) {
      throw new LostException(upstream + ": " + e.getMessage(), e);
    }
    return checked(reply);
  }

  private Reply checked(Reply reply) throws LostException {
    // RFC 5321 §3.8: with 421, to whatever command, the server closes the connection.
    if (reply.code() == 421) {
      throw new LostException(upstream + ": it says: " + reply);
    }
    if (reply.code() / 100 == 3) {
      throw new LostException(upstream + ": it speaks out of turn: " + reply);
    }
    return reply;
  }

  private RelayTimeouts timeouts() {
    return upstream.terms().timeouts();
  }
}
