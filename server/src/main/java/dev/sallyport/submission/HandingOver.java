package dev.sallyport.submission;

import dev.sallyport.admission.Decision;
import dev.sallyport.intake.Outcome;
import dev.sallyport.message.Content;
import dev.sallyport.smtp.BodyFault;
import dev.sallyport.smtp.EnhancedCode;
import dev.sallyport.smtp.Reply;
import java.io.IOException;
import java.util.List;

/** The end of a message: its faults told, or handed over and the outcome told. */
final class HandingOver {
  private final Session session;

  HandingOver(Session session) {
    this.session = session;
  }

  /** The message is whole, or faulty; either way the transaction ends (RFC 5321 §4.1.1.4). */
  Step end(Envelope envelope, Body body) throws IOException {
    BodyFault fault = body.check().fault();
    if (fault == BodyFault.CUT_OFF) {
      return Step.CLOSE;
    }
    Reply reply;
    if (fault == null) {
      try (Content content = body.content()) {
        reply = reply(envelope.submission().handOver(content));
      } catch (IOException notStored) {
        reply = Faults.reply(BodyFault.NOT_STORED, session.parts());
      }
    } else {
      reply = Faults.reply(fault, session.parts());
    }
    session.reply(reply);
    session.endEnvelope();
    if (session.caller() != null) {
      session.clock().progress();
    }
    return fault != null && fault.isFatal() ? Step.CLOSE : Step.GO_ON;
  }

  private Reply reply(Outcome outcome) {
    return switch (outcome) {
      case Outcome.HandedOver(String id, String note) -> queued(id, note);
      case Outcome.Denied(Decision decision) -> {
        if (decision instanceof Decision.CredentialGone) {
          session.forgetCaller(); // PRODUCT rule 7
        }
        yield Denials.atMail(decision);
      }
      case Outcome.ForeignDomain(String address) -> Denials.foreignDomain(address);
      case Outcome.Refused(Reply reply) -> EnhancedCode.onEachLine(reply);
      case Outcome.RelayAway away -> Texts.RELAY_AWAY;
      case Outcome.Unknown unknown -> Texts.RELAY_SILENT;
    };
  }

  private Reply queued(String id, String note) {
    session.delivered();
    String queued = "2.0.0 Message queued as " + id;
    return note.isEmpty()
        ? Reply.of(250, queued)
        : new Reply(250, List.of(queued, "2.0.0 " + note));
  }
}
