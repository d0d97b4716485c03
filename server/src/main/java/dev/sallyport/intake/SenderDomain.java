package dev.sallyport.intake;

import dev.sallyport.admission.Admission;
import dev.sallyport.admission.Caller;
import dev.sallyport.message.AddressResult;
import dev.sallyport.message.Content;
import dev.sallyport.message.EmailAddress;
import dev.sallyport.message.HeaderFrom;
import dev.sallyport.message.HeaderSection;
import dev.sallyport.message.ReversePath;
import dev.sallyport.smtp.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Holds the envelope's sender and the From header against the account's domains (PRODUCT rule 12).
 */
final class SenderDomain {
  private SenderDomain() {}

  /**
   * Whether the envelope's sender lies in the account's domains. The null reverse-path names none;
   * the From header is checked all the same.
   */
  static boolean holds(ReversePath from, Caller caller, Admission admission) {
    return from.address().isEmpty() || admission.maySendAs(caller, ascii(from.address()));
  }

  /** With the domain as accounts name theirs, where by SMTPUTF8 it came as people write it. */
  private static String ascii(String address) {
    return switch (EmailAddress.parse(address)) {
      case AddressResult.Valid(EmailAddress read) -> read.toAscii();
      case AddressResult.Invalid _ -> address;
    };
  }

  /** Why the message may not go on by its From header; empty where all is well. */
  static Optional<Outcome> refusal(Content content, Caller caller, Admission admission) {
    return switch (from(content)) {
      case HeaderFrom.Unreadable(String message) ->
          Optional.of(
              new Outcome.Refused(
                  Reply.of(
                      550,
                      "5.7.1 The From header must lie in this account's domains. " + message)));
      case HeaderFrom.Authors authors ->
          authors.addresses().stream()
              .map(EmailAddress::toAscii)
              .filter(address -> !admission.maySendAs(caller, address))
              .findFirst()
              .map(Outcome.ForeignDomain::new);
    };
  }

  private static HeaderFrom from(Content content) {
    try {
      return HeaderSection.read(content).from();
    } catch (IOException e) {
      throw new UncheckedIOException("a message kept here can't be read back", e);
    }
  }
}
