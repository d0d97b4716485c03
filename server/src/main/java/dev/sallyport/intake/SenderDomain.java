package dev.sallyport.intake;

import dev.sallyport.admission.Admission;
import dev.sallyport.admission.Caller;
import dev.sallyport.message.Content;
import java.util.Optional;

/** Holds the From header against the account's domains (PRODUCT rule 12). */
final class SenderDomain {
  private SenderDomain() {}

  /** What in the From header lies outside the account's domains; empty where all is well. */
  static Optional<String> foreign(Content content, Caller caller, Admission admission) {
    throw new UnsupportedOperationException("reading the From header of " + content);
  }
}
