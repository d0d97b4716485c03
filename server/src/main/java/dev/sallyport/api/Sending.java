package dev.sallyport.api;

import dev.sallyport.admission.Decision;
import dev.sallyport.intake.Call;
import dev.sallyport.intake.Intake;
import dev.sallyport.intake.Outcome;
import dev.sallyport.intake.Start;
import dev.sallyport.intake.Submission;
import dev.sallyport.message.Composition;
import dev.sallyport.message.Content;
import dev.sallyport.message.ReversePath;
import dev.sallyport.relay.RecipientWord;
import dev.sallyport.smtp.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Walks one message through the gate: to all its recipients or to none. */
final class Sending {
  private final Intake intake;

  Sending(Intake intake) {
    this.intake = intake;
  }

  Sent send(Call call, ReversePath from, List<Composition.Recipient> recipients, Content content) {
    return switch (intake.open(call, from)) {
      case Start.Denied(Decision decision) -> denied(decision);
      case Start.ForeignDomain(String address) -> foreignDomain(address);
      case Start.RelayAway _ -> new Sent.Refused(RelayWords.away());
      case Start.Refused(Reply reply) ->
          new Sent.Refused(
              RelayWords.refused(
                  "The relay refused this sender, so nothing was sent", "from.email", reply));
      case Start.Started(Submission submission) -> {
        try (submission) {
          yield handOver(submission, recipients, content);
        }
      }
    };
  }

  private static Sent handOver(
      Submission submission, List<Composition.Recipient> recipients, Content content) {
    Map<String, Reply> refused = new LinkedHashMap<>();
    for (Composition.Recipient recipient : recipients) {
      switch (submission.recipient(recipient.address())) {
        case RecipientWord.Accepted _ -> {}
        case RecipientWord.Refused(Reply reply) -> refused.put(recipient.field(), reply);
        case RecipientWord.Away _ -> {
          return new Sent.Refused(RelayWords.away());
        }
      }
    }
    if (!refused.isEmpty()) {
      return new Sent.Refused(RelayWords.refused(refused));
    }
    return switch (submission.handOver(content)) {
      case Outcome.HandedOver(String id, String note) -> new Sent.HandedOver(id, note);
      case Outcome.Unknown(String id) -> new Sent.Unknown(id);
      case Outcome.Denied(Decision decision) -> denied(decision);
      case Outcome.ForeignDomain(String address) -> foreignDomain(address);
      case Outcome.RelayAway _ -> new Sent.Refused(RelayWords.away());
      case Outcome.Refused(Reply reply) ->
          new Sent.Refused(
              RelayWords.refused(
                  "The relay refused the message, so nothing was sent", "message", reply));
    };
  }

  private static Sent denied(Decision decision) {
    Answer answer = Denials.of(decision);
    if (answer == null) {
      throw new IllegalStateException("a denial that admits: " + decision);
    }
    return new Sent.Refused(answer);
  }

  private static Sent foreignDomain(String address) {
    return new Sent.Refused(
        FieldErrors.of(
                "from.email",
                "This account may not send as "
                    + address
                    + ": the domain is not one of its sender domains. #MS42207")
            .answer(422));
  }
}
