package dev.sallyport.relay;

import dev.sallyport.message.Content;
import dev.sallyport.message.ReversePath;
import dev.sallyport.smtp.Reply;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One message on its way to a server. Where that one goes away before the final dot, what it
 * accepted is put to the next, which has to accept it all.
 */
final class SmtpTransaction implements Transaction {

  /** Most recipients; the doors stop earlier. */
  private static final int MAX_RECIPIENTS = 1000;

  private static final Reply NO_SMTPUTF8 =
      Reply.of(550, "5.6.7 The relay does not take addresses or headers outside ASCII (SMTPUTF8)");
  private static final Reply NO_8BITMIME =
      Reply.of(554, "5.6.3 The relay does not take 8-bit content (8BITMIME)");

  private final SmtpRelay relay;
  private final ReversePath from;
  private final List<String> accepted = new ArrayList<>();
  private final Set<Upstream> lost = new HashSet<>();
  private @Nullable Lease lease;
  private String cause = "";
  private boolean sent;

  SmtpTransaction(SmtpRelay relay, ReversePath from, Lease lease) {
    this.relay = relay;
    this.from = from;
    this.lease = lease;
  }

  static Reply noSmtpUtf8() {
    return NO_SMTPUTF8;
  }

  @Override
  public RecipientWord recipient(String address) {
    if (sent) {
      throw new IllegalStateException("the message was sent");
    }
    if (address.isEmpty() || !EnvelopePath.isSafe(address)) {
      return new RecipientWord.Refused(Reply.of(553, "5.1.3 That is not an address"));
    }
    if (accepted.size() >= MAX_RECIPIENTS) {
      return new RecipientWord.Refused(Reply.of(452, "4.5.3 Too many recipients"));
    }
    while (lease != null) {
      if (!EnvelopePath.isAscii(address) && !lease.isSmtpUtf8()) {
        return new RecipientWord.Refused(NO_SMTPUTF8);
      }
      try {
        Reply reply = lease.recipient(address);
        if (!reply.isPositive()) {
          return new RecipientWord.Refused(reply);
        }
        accepted.add(address);
        return new RecipientWord.Accepted(reply);
      } catch (LostException e) {
        takeOver(lease, e);
      }
    }
    return new RecipientWord.Away(cause);
  }

  @Override
  public HandOver send(String id, String trace, Content content) {
    if (sent || accepted.isEmpty()) {
      throw new IllegalStateException(sent ? "sent already" : "no recipient was accepted");
    }
    sent = true;
    while (lease != null) {
      Lease current = lease;
      try {
        if (content.isEightBit() && from.smtpUtf8() && !current.isSmtpUtf8()) {
          return unalterable(current, NO_SMTPUTF8);
        }
        if (content.isEightBit() && !current.capabilities().offers("8BITMIME")) {
          return unalterable(current, NO_8BITMIME);
        }
        if (content.isEightBit() && !current.isEightBit()) {
          // The sender did not declare it, but we have seen it and must (RFC 6152 §3).
          current.reset();
          replay(current, true);
        }
        HandOver result = new MessageData(current).send(trace, content);
        lease = null;
        return result;
      } catch (LostException e) {
        takeOver(current, e);
      } finally {
        if (lease == current) {
          // Only an unforeseen exception comes by here with the connection amid a message.
          current.discard();
        }
      }
    }
    return new HandOver.Away(cause);
  }

  private HandOver unalterable(Lease current, Reply reply) {
    current.giveBack();
    lease = null;
    return new HandOver.Unalterable(reply);
  }

  /** Goes on with the next server, in the same state; leaves no lease where there is none. */
  private void takeOver(Lease gone, LostException why) {
    gone.discard();
    lost.add(gone.upstream());
    lease = null;
    StringBuilder causes = new StringBuilder(String.valueOf(why.getMessage()));
    for (Upstream next : relay.inOrder()) {
      if (lost.contains(next)) {
        continue;
      }
      try {
        lease = begin(next);
        return;
      } catch (LostException e) {
        lost.add(next);
        causes.append("; ").append(e.getMessage());
      }
    }
    cause = causes.toString();
  }

  private Lease begin(Upstream next) throws LostException {
    Lease fresh = next.lease();
    try {
      replay(fresh, from.eightBit());
      return fresh;
    } catch (LostException e) {
      fresh.discard();
      throw e;
    }
  }

  private void replay(Lease on, boolean eightBit) throws LostException {
    require(on, on.mail(from, eightBit));
    for (String address : accepted) {
      require(on, on.recipient(address));
    }
  }

  private static void require(Lease on, Reply reply) throws LostException {
    if (!reply.isPositive()) {
      on.giveBack();
      throw new LostException(on.upstream() + ": refuses what was accepted before: " + reply);
    }
  }

  @Override
  public void close() {
    if (lease != null) {
      lease.giveBack();
      lease = null;
    }
  }
}
