package dev.sallyport.message;

/** What came of reading an email address. */
public sealed interface AddressResult {

  record Valid(EmailAddress address) implements AddressResult {}

  /**
   * The text was refused.
   *
   * @param message one sentence that says what is wrong with it, ending in a full stop
   */
  record Invalid(String message) implements AddressResult {}
}
