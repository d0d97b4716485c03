package dev.sallyport.api;

/** What became of one message of a caller. */
sealed interface Sent {

  /**
   * The relay said yes.
   *
   * @param id 24 hexadecimal digits
   * @param note what the sender should hear besides; often empty
   */
  record HandedOver(String id, String note) implements Sent {}

  /** The relay fell silent after the final dot: it may have the message or not. */
  record Unknown(String id) implements Sent {}

  /** Nothing was sent; the answer says why. */
  record Refused(Answer answer) implements Sent {}
}
