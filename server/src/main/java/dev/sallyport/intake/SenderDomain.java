package dev.sallyport.intake;

import dev.sallyport.admission.Admission;
import dev.sallyport.admission.Caller;
import dev.sallyport.message.Content;
import dev.sallyport.message.EmailAddress;
import dev.sallyport.message.HeaderFrom;
import dev.sallyport.message.HeaderSection;
import dev.sallyport.smtp.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Holds the From header against the account's domains (PRODUCT rule 12). */
final class SenderDomain {
  private SenderDomain() {}

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
