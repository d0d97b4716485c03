package dev.sallyport.relay;

import dev.sallyport.message.ReversePath;

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
      return new Opening.Refused(OwnReply.NO_SENDER);
    }
    if (!outbox.hasRoom(Math.max(1, from.size()))) {
      return new Opening.Refused(OwnReply.OUTBOX_FULL);
    }
    return new Opening.Opened(new OutboxTransaction(outbox, from.address(), owner));
  }

  @Override
  public void close() {
    // No file is held open between messages.
  }
}
