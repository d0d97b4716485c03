package dev.sallyport.relay;

import dev.sallyport.message.Content;
import dev.sallyport.smtp.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One message on its way to the outbox, which accepts every recipient. */
final class OutboxTransaction implements Transaction {

  private static final Logger log = LoggerFactory.getLogger(OutboxTransaction.class);

  private final Outbox outbox;
  private final String from;
  private final String owner;
  private final List<String> recipients = new ArrayList<>();
  private boolean sent;

  OutboxTransaction(Outbox outbox, String from, String owner) {
    this.outbox = outbox;
    this.from = from;
    this.owner = owner;
  }

  @Override
  public RecipientWord recipient(String address) {
    if (sent) {
      throw new IllegalStateException("the message was sent");
    }
    if (address.isEmpty() || !EnvelopePath.isSafe(address)) {
      return new RecipientWord.Refused(OwnReply.NO_RECIPIENT);
    }
    if (recipients.size() >= OwnReply.MAX_RECIPIENTS) {
      return new RecipientWord.Refused(OwnReply.TOO_MANY_RECIPIENTS);
    }
    recipients.add(address);
    return new RecipientWord.Accepted(Reply.of(250, "2.1.5 Recipient ok"));
  }

  @Override
  public HandOver send(String id, String trace, Content content) {
    if (sent || recipients.isEmpty()) {
      throw new IllegalStateException(sent ? "sent already" : "no recipient was accepted");
    }
    sent = true;
    try {
      if (!outbox.keep(id, owner, from, recipients, trace, content)) {
        return new HandOver.Refused(OwnReply.OUTBOX_FULL);
      }
      return new HandOver.HandedOver(Reply.of(250, "2.0.0 Kept in the outbox as " + id));
    } catch (IOException e) {
      log.error("a message could not be kept in the outbox: {}", e.toString());
      return new HandOver.Refused(OwnReply.OUTBOX_BROKEN);
    }
  }

  @Override
  public void close() {
    // Nothing is written before send.
  }
}
