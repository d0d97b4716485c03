package dev.sallyport.intake;

import dev.sallyport.admission.Admission;
import dev.sallyport.admission.Channel;
import dev.sallyport.admission.Decision;
import dev.sallyport.message.ReversePath;
import dev.sallyport.relay.Opening;
import dev.sallyport.relay.Relay;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The only way in for mail: decide, hand over, record, give a receipt. */
public final class Intake {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private final Admission admission;
  private final Relay relay;
  private final Tally tally;
  private final String host;
  private final InstantSource clock;
  private final boolean outbox;

  /**
   * @param host the name of this gate, for the Received line
   * @param outbox whether the relay is the outbox, so that senders are told where a message lies
   */
  public Intake(
      Admission admission,
      Relay relay,
      Tally tally,
      String host,
      InstantSource clock,
      boolean outbox) {
    this.admission = admission;
    this.relay = relay;
    this.tally = tally;
    this.host = host;
    this.clock = clock;
    this.outbox = outbox;
  }

  /** Decides on the live picture, checks the sender's domain and puts MAIL to the relay. */
  public Start open(Call call, ReversePath from) {
    Decision decision = admission.decide(call.caller(), call.client());
    if (!(decision instanceof Decision.Admitted admitted)) {
      tally.count(call.caller().channel(), Tally.Event.DENIED);
      admission.count(call.caller(), call.client(), decision, false);
      return new Start.Denied(decision);
    }
    // By HTTP the request was counted when it came; by SMTP each MAIL is a call.
    if (call.caller().channel() == Channel.SMTP) {
      admission.count(call.caller(), call.client(), decision, true);
    }
    if (!SenderDomain.holds(from, call.caller(), admission)) {
      return new Start.ForeignDomain(from.address());
    }
    return switch (relay.open(from, call.caller().accountId())) {
      case Opening.Refused(var reply) -> new Start.Refused(reply);
      case Opening.Away(String cause) -> {
        LOG.warn("the relay can't be used: {}", cause);
        tally.count(call.caller().channel(), Tally.Event.RELAY_AWAY);
        yield new Start.RelayAway();
      }
      case Opening.Opened(var transaction) -> {
        String id = MessageId.next(clock.instant().getEpochSecond());
        yield new Start.Started(
            new Submission(
                call, from, admitted, id, transaction, admission, tally, host, clock, outbox));
      }
    };
  }
}
