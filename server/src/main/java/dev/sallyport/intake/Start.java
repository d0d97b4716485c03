package dev.sallyport.intake;

import dev.sallyport.admission.Decision;
import dev.sallyport.smtp.Reply;

/** What came of bringing a message to the gate. */
public sealed interface Start {

  /** The relay takes the sender; the submission must be closed. */
  record Started(Submission submission) implements Start {}

  /** Denied; never an {@link Decision.Admitted}. */
  record Denied(Decision decision) implements Start {}

  /** The sender lies outside the account's domains (PRODUCT rule 12). */
  record ForeignDomain(String address) implements Start {}

  /** The relay refused the sender. */
  record Refused(Reply reply) implements Start {}

  /** The relay is out of reach, slow, or refusing us. */
  record RelayAway() implements Start {}
}
