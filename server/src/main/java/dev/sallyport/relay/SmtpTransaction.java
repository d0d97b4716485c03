package dev.sallyport.relay;

import dev.sallyport.message.Content;
import dev.sallyport.message.ReversePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One message on its way to a server, or to its successor where it goes away. */
final class SmtpTransaction implements Transaction {

  /** Most RCPTs sent before their replies are read: both ways fit the sockets' buffers. */
  private static final int MAX_GROUP = 50;

  private final ReversePath from;
  private final List<String> accepted = new ArrayList<>();
  private final Succession succession;
  private @Nullable Lease lease;
  private boolean sent;

  SmtpTransaction(SmtpRelay relay, ReversePath from, Lease lease) {
    this.from = from;
    this.succession = new Succession(relay, from, accepted);
    this.lease = lease;
  }

  @Override
  public RecipientWord recipient(String address) {
    return recipients(List.of(address)).getFirst();
  }

  @Override
  public List<RecipientWord> recipients(List<String> addresses) {
    if (sent) {
      throw new IllegalStateException("the message was sent");
    }
    List<RecipientWord> words = new ArrayList<>(addresses.size());
    while (words.size() < addresses.size()) {
      String next = addresses.get(words.size());
      Optional<RecipientWord> own = ownWord(next);
      if (own.isPresent()) {
        words.add(own.get());
      } else if (lease == null) {
        words.add(new RecipientWord.Away(succession.cause()));
      } else {
        put(lease, addresses.subList(words.size(), addresses.size()), words);
      }
    }
    return words;
  }

  /** Puts the first RCPT, or as many of the first as may go together, to the relay. */
  private void put(Lease to, List<String> addresses, List<RecipientWord> words) {
    int most = to.capabilities().offers("PIPELINING") ? MAX_GROUP : 1;
    int count = 1;
    while (count < Math.min(most, addresses.size())
        && accepted.size() + count < OwnReply.MAX_RECIPIENTS
        && ownWord(addresses.get(count)).isEmpty()) {
      count++;
    }
    try {
      to.recipients(
          addresses.subList(0, count),
          (address, reply) -> {
            if (reply.isPositive()) {
              accepted.add(address);
              words.add(new RecipientWord.Accepted(reply));
            } else {
              words.add(new RecipientWord.Refused(reply));
            }
          });
    } catch (LostException e) {
      takeOver(to, e);
    }
  }

  /** The word that needs no asking, if there is one. */
  private Optional<RecipientWord> ownWord(String address) {
    if (address.isEmpty() || !EnvelopePath.isSafe(address)) {
      return Optional.of(new RecipientWord.Refused(OwnReply.NO_RECIPIENT));
    }
    if (accepted.size() >= OwnReply.MAX_RECIPIENTS) {
      return Optional.of(new RecipientWord.Refused(OwnReply.TOO_MANY_RECIPIENTS));
    }
    if (lease != null && !EnvelopePath.isAscii(address) && !lease.isSmtpUtf8()) {
      return Optional.of(new RecipientWord.Refused(OwnReply.NO_SMTPUTF8));
    }
    return Optional.empty();
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
          return unsent(current, new HandOver.Unalterable(OwnReply.NO_SMTPUTF8));
        }
        if (content.isEightBit() && !current.capabilities().offers("8BITMIME")) {
          return unsent(current, new HandOver.Unalterable(OwnReply.NO_8BITMIME));
        }
        long limit = current.capabilities().sizeLimit();
        if (limit > 0 && content.size() + trace.length() > limit) {
          // RFC 1870 §5: known to be too large, it is not sent.
          return unsent(current, new HandOver.Refused(OwnReply.tooLarge(limit)));
        }
        if (content.isEightBit() && !current.isEightBit()) {
          // The sender did not declare it, but we have seen it and must (RFC 6152 §3).
          current.reset();
          succession.replay(current, current.mail(from, true));
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
    return new HandOver.Away(succession.cause());
  }

  private HandOver unsent(Lease current, HandOver result) {
    current.giveBack();
    lease = null;
    return result;
  }

  private void takeOver(Lease gone, LostException why) {
    lease = succession.after(gone, why).orElse(null);
  }

  @Override
  public void close() {
    if (lease != null) {
      lease.giveBack();
      lease = null;
    }
  }
}
