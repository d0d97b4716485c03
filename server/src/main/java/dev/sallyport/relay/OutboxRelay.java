package dev.sallyport.relay;

import dev.sallyport.message.ReversePath;
import dev.sallyport.smtp.Reply;

/** The relay that keeps each message in the outbox. */
public final class OutboxRelay implements Relay {

  private final Outbox outbox;

  public OutboxRelay(Outbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public Opening open(ReversePath from) {
    return open(from, "");
  }

  @Override
  public Opening open(ReversePath from, String owner) {
    if (!EnvelopePath.isSafe(from.address())) {
      return new Opening.Refused(Reply.of(553, "5.1.7 That is not an address"));
    }
    if (!outbox.hasRoom(Math.max(1, from.size()))) {
      return new Opening.Refused(full());
    }
    return new Opening.Opened(new OutboxTransaction(outbox, from.address(), owner));
  }

  /** RFC 3463 §3.4: the system's storage is exceeded. */
  static Reply full() {
    return Reply.of(452, "4.3.1 The outbox is full; no relay is set that would take the message");
  }

  @Override
  public void close() {
    // No file is held open between messages.
  }
}
