package dev.sallyport.intake;

import dev.sallyport.admission.Admission;
import dev.sallyport.admission.Channel;
import dev.sallyport.admission.Decision;
import dev.sallyport.message.Content;
import dev.sallyport.message.ReversePath;
import dev.sallyport.relay.HandOver;
import dev.sallyport.relay.RecipientWord;
import dev.sallyport.relay.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One message at the gate. Used by one thread at a time. */
public final class Submission implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Submission.class);

  private final Call call;
  private final ReversePath from;
  private final Decision.Admitted admitted;
  private final String id;
  private final Transaction transaction;
  private final Admission admission;
  private final Tally tally;
  private final String host;
  private final InstantSource clock;
  private final boolean keptNote;

  Submission(
      Call call,
      ReversePath from,
      Decision.Admitted admitted,
      String id,
      Transaction transaction,
      Admission admission,
      Tally tally,
      String host,
      InstantSource clock,
      boolean keptNote) {
    this.call = call;
    this.from = from;
    this.admitted = admitted;
    this.id = id;
    this.transaction = transaction;
    this.admission = admission;
    this.tally = tally;
    this.host = host;
    this.clock = clock;
    this.keptNote = keptNote;
  }

  /** The id the sender is given on success: 24 hexadecimal digits. */
  public String id() {
    return id;
  }

  /** What the lists said when the message was let in; a door tells of monitor mode by it. */
  public Decision.Admitted admitted() {
    return admitted;
  }

  /** Puts one recipient to the relay; its word is the answer. */
  public RecipientWord recipient(String address) {
    RecipientWord word = transaction.recipient(address);
    if (word instanceof RecipientWord.Away(String cause)) {
      LOG.warn("the relay went away at RCPT: {}", cause);
      tally.count(call.caller().channel(), Tally.Event.RELAY_AWAY);
    }
    return word;
  }

  /** Decides once more on the live picture, then hands the message over. */
  public Outcome handOver(Content content) {
    Channel channel = call.caller().channel();
    Decision decision = admission.decide(call.caller(), call.client());
    if (!(decision instanceof Decision.Admitted)) {
      tally.count(channel, Tally.Event.DENIED);
      admission.count(call.caller(), call.client(), decision, false);
      return new Outcome.Denied(decision);
    }
    if (!SenderDomain.holds(from, call.caller(), admission)) {
      tally.count(channel, Tally.Event.REFUSED);
      return new Outcome.ForeignDomain(from.address());
    }
    if (admission.hasDomains(call.caller())) {
      var refusal = SenderDomain.refusal(content, call.caller(), admission);
      if (refusal.isPresent()) {
        tally.count(channel, Tally.Event.REFUSED);
        return refusal.get();
      }
    }
    Instant now = clock.instant();
    return switch (transaction.send(id, ReceivedLine.of(call, host, id, now), content)) {
      case HandOver.HandedOver(var reply) -> {
        tally.count(channel, Tally.Event.HANDED_OVER);
        yield new Outcome.HandedOver(
            id, keptNote ? "Kept in the outbox as " + id + "; no relay is set" : "");
      }
      case HandOver.Refused(var reply) -> {
        tally.count(channel, Tally.Event.REFUSED);
        yield new Outcome.Refused(reply);
      }
      case HandOver.Unalterable(var reply) -> {
        tally.count(channel, Tally.Event.REFUSED);
        yield new Outcome.Refused(reply);
      }
      case HandOver.Away(String cause) -> {
        LOG.warn("the relay went away before message {} was whole: {}", id, cause);
        tally.count(call.caller().channel(), Tally.Event.RELAY_AWAY);
        yield new Outcome.RelayAway();
      }
      case HandOver.Unknown(String cause) -> {
        LOG.warn("message {}: the relay fell silent after the final dot: {}", id, cause);
        tally.count(channel, Tally.Event.UNKNOWN);
        yield new Outcome.Unknown(id);
      }
    };
  }

  @Override
  public void close() {
    transaction.close();
  }
}
