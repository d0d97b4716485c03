package dev.sallyport.relay;

import dev.sallyport.message.ReversePath;
import dev.sallyport.smtp.Reply;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A connection in the hands of one transaction: its commands, until it is given back or discarded.
 * A reply that no server should give, a 421, or one that refuses us rather than the message, is a
 * {@link LostException}. Used by one thread at a time, but for {@link #takeBack} and {@link #rest}.
 */
final class Lease {

  private final Upstream upstream;
  private final RelayConnection connection;
  private final boolean reused;
  private final Possession possession = new Possession();
  private boolean transactionOpen;
  private boolean smtpUtf8;
  private boolean eightBit;

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
    Reply reply = command(command.toString(), timeouts().command());
    // RFC 4954 §6 and RFC 3207 §4: the relay wants AUTH or TLS of us; the sender can't help it.
    if (reply.code() == 530) {
      throw lost("to MAIL it says: " + reply);
    }
    return reply;
  }

  Reply recipient(String address) throws LostException {
    return command("RCPT TO:<" + address + ">", timeouts().command());
  }

  /** Several RCPTs in one go (RFC 2920 §3.1), each word being told as it comes. */
  void recipients(List<String> addresses, BiConsumer<String, Reply> words) throws LostException {
    enter(timeouts().command());
    try {
      for (String address : addresses) {
        connection.send("RCPT TO:<" + address + ">");
      }
      connection.flush();
      for (String address : addresses) {
        connection.within(timeouts().command());
        words.accept(address, checked(connection.reply()));
      }
    } catch (LostException e) {
      throw lost(e);
    } finally {
      leave();
    }
  }

  /** RSET; the connection is then ready for MAIL. */
  void reset() throws LostException {
    Reply reply = command("RSET", timeouts().farewell());
    if (!reply.isPositive()) {
      throw lost("to RSET it says: " + reply);
    }
    transactionOpen = false;
  }

  private Reply command(String line, Duration limit) throws LostException {
    enter(limit);
    try {
      return checked(connection.ask(line));
    } catch (LostException e) {
      throw lost(e);
    } finally {
      leave();
    }
  }

  private static Reply checked(Reply reply) throws LostException {
    // RFC 5321 §3.8: with 421, to whatever command, the server closes the connection.
    if (reply.code() == 421) {
      throw new LostException("it says: " + reply);
    }
    if (reply.code() / 100 == 3) {
      throw new LostException("it speaks out of turn: " + reply);
    }
    return reply;
  }

  private void enter(Duration limit) throws LostException {
    try {
      possession.enter();
    } catch (LostException e) {
      throw lost(e);
    }
    connection.within(limit);
  }

  /** Until the next command it is our client that is waited for, not the relay. */
  private void leave() {
    connection.atRest();
    possession.leave();
  }

  private LostException lost(String what) {
    return new LostException(upstream + ": " + what);
  }

  private LostException lost(LostException e) {
    return new LostException(upstream + ": " + e.getMessage(), e);
  }

  /** The connection, for the rest of the transaction, which is DATA and what follows. */
  RelayConnection forMessage() throws LostException {
    enter(timeouts().command());
    return connection;
  }

  /** The transaction came to its end by the relay's reply to the message. */
  void transactionEnded() {
    transactionOpen = false;
  }

  /** Whether the connection may have been lost for our own client's slowness. */
  boolean dozed() {
    return connection.dozed(upstream.terms().limits().doze());
  }

  boolean wasTakenBack() {
    return possession.wasTakenBack();
  }

  /** For how long no command was put; zero during one. */
  Duration rest() {
    return possession.rest();
  }

  /** Takes the connection from the transaction, unless it is in use; any thread may. */
  boolean takeBack() {
    if (!possession.takeBack()) {
      return false;
    }
    // The farewell ends the transaction too (RFC 5321 §4.1.1.10).
    upstream.partWith(this, connection);
    return true;
  }

  /** Ends the transaction, if one is still open, and lets others use the connection. */
  void giveBack() {
    if (!possession.end()) {
      return;
    }
    try {
      if (transactionOpen) {
        connection.within(timeouts().farewell());
        Reply reply = checked(connection.ask("RSET"));
        if (!reply.isPositive()) {
          throw lost("to RSET it says: " + reply);
        }
      }
      upstream.giveBack(this, connection);
    } catch (LostException e) {
      upstream.discard(this, connection);
    }
  }

  /** Closes the connection at once. */
  void discard() {
    if (possession.end()) {
      upstream.discard(this, connection);
    }
  }

  private RelayTimeouts timeouts() {
    return upstream.terms().timeouts();
  }
}
