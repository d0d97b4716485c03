package dev.sallyport.relay;

import dev.sallyport.message.ReversePath;
import dev.sallyport.smtp.Reply;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who takes a transaction over when its server goes away before the final dot: the next one that
 * accepts all that was accepted before.
 */
final class Succession {

  private final SmtpRelay relay;
  private final ReversePath from;
  private final List<String> accepted;
  private final Set<Upstream> lost = new HashSet<>();
  private boolean dozed;
  private String cause = "";

  /**
   * No server has gone away yet.
   *
   * @param accepted the recipients, as they grow
   */
  Succession(SmtpRelay relay, ReversePath from, List<String> accepted) {
    this.relay = relay;
    this.from = from;
    this.accepted = accepted;
  }

  /** The transaction in the same state with another server, if there is one. */
  Optional<Lease> after(Lease gone, LostException why) {
    gone.discard();
    if (!gone.wasTakenBack()) {
      // Once, the relay may have tired of waiting for our own client: then it is itself the next.
      if (dozed || !gone.dozed()) {
        lost.add(gone.upstream());
      }
      dozed |= gone.dozed();
    }
    StringBuilder causes = new StringBuilder(String.valueOf(why.getMessage()));
    for (Upstream next : relay.inOrder()) {
      if (lost.contains(next)) {
        continue;
      }
      try {
        return Optional.of(begin(next));
      } catch (LostException e) {
        lost.add(next);
        causes.append("; ").append(e.getMessage());
      }
    }
    cause = causes.toString();
    return Optional.empty();
  }

  /** Why there is no server left. */
  String cause() {
    return cause;
  }

  private Lease begin(Upstream next) throws LostException {
    Upstream.Begun begun = next.begin(from, from.eightBit());
    Lease fresh = begun.lease();
    try {
      replay(fresh, begun.reply());
      return fresh;
    } catch (LostException e) {
      fresh.discard();
      throw e;
    }
  }

  /** Puts what was accepted before to a relay that has said this to MAIL. */
  void replay(Lease on, Reply toMail) throws LostException {
    require(on, toMail);
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
}
