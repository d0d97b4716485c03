package dev.sallyport.relay;

import dev.sallyport.message.Content;
import dev.sallyport.smtp.BareLineEndException;
import dev.sallyport.smtp.DotStuffing;
import dev.sallyport.smtp.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** DATA, the bytes of a message, and the relay's word on them. */
final class MessageData {

  private final Lease lease;
  private final RelayConnection connection;
  private final RelayTimeouts timeouts;

  MessageData(Lease lease) throws LostException {
    this.lease = lease;
    this.connection = lease.forMessage();
    this.timeouts = lease.upstream().terms().timeouts();
  }

  /**
   * Hands the message over; gives the lease back or discards it, unless it throws.
   *
   * @throws LostException where the final dot was not sent, and another relay may be tried
   */
  HandOver send(String trace, Content content) throws LostException {
    Reply go = connection.ask("DATA");
    if (go.code() >= 400 && go.code() != 421) {
      lease.giveBack();
      return new HandOver.Refused(go);
    }
    if (go.code() != 354) {
      throw new LostException(lease.upstream() + ": to DATA it says: " + go);
    }
    try {
      write(trace, content);
    } catch (LostException e) {
      return earlyWord(e);
    } catch (BareLineEndException e) {
      lease.discard();
      return new HandOver.Refused(OwnReply.BARE_LINE_END);
    } catch (IOException e) {
      lease.discard();
      return new HandOver.Away("the message can't be read back: " + e.getMessage());
    }
    return word();
  }

  /** Writes all up to and with the final dot into the buffer; the dot itself is not yet sent. */
  private void write(String trace, Content content) throws IOException {
    connection.sendingWithin(timeouts.block(), timeouts.message());
    DotStuffing stuffing = new DotStuffing(connection.data());
    stuffing.write(trace.getBytes(StandardCharsets.UTF_8));
    content.writeTo(stuffing);
    stuffing.finish();
  }

  /** From here on the relay may have the message, so no other is tried. */
  private HandOver word() {
    Reply reply;
    try {
      connection.flush();
      connection.within(timeouts.message());
      reply = connection.reply();
    } catch (LostException e) {
      lease.discard();
      return new HandOver.Unknown(lease.upstream() + ": after the final dot: " + e.getMessage());
    }
    if (reply.code() == 421) {
      lease.discard();
      return new HandOver.Away(lease.upstream() + ": it says: " + reply);
    }
    if (reply.code() / 100 == 3) {
      lease.discard();
      return new HandOver.Unknown(lease.upstream() + ": after the final dot it says: " + reply);
    }
    lease.transactionEnded();
    lease.giveBack();
    return reply.isPositive() ? new HandOver.HandedOver(reply) : new HandOver.Refused(reply);
  }

  /** A relay that closes amid a message may have said why, such as that it is too large. */
  private HandOver earlyWord(LostException lost) throws LostException {
    try {
      connection.within(timeouts.farewell());
      Reply reply = connection.reply();
      if (reply.code() >= 400 && reply.code() != 421) {
        lease.discard();
        return new HandOver.Refused(reply);
      }
    } catch (LostException e) {
      lost.addSuppressed(e);
    }
    throw new LostException(lease.upstream() + ": amid the message: " + lost.getMessage(), lost);
  }
}
