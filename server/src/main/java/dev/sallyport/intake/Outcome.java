package dev.sallyport.intake;

import dev.sallyport.admission.Decision;
import dev.sallyport.smtp.Reply;

/** What became of a message at the gate. */
public sealed interface Outcome {

  /**
   * The relay said yes.
   *
   * @param id 24 hexadecimal digits
   * @param note what the sender's reply should say, such as that no relay is set and where the
   *     message lies
   */
  record HandedOver(String id, String note) implements Outcome {}

  record Denied(Decision decision) implements Outcome {}

  /** The From header lies outside the account's domains. */
  record ForeignDomain(String address) implements Outcome {}

  record Refused(Reply reply) implements Outcome {}

  record RelayAway() implements Outcome {}

  /** The relay fell silent after the final dot. */
  record Unknown(String id) implements Outcome {}
}
