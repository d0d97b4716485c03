package dev.sallyport.intake;

import dev.sallyport.message.Content;
import dev.sallyport.relay.RecipientWord;

/** One message at the gate. Used by one thread at a time. */
public final class Submission implements AutoCloseable {

  /** The id the sender is given on success: 24 hexadecimal digits. */
  public String id() {
    throw new UnsupportedOperationException();
  }

  /** Puts one recipient to the relay; its word is the answer. */
  public RecipientWord recipient(String address) {
    throw new UnsupportedOperationException();
  }

  /** Decides once more on the live picture, then hands the message over. */
  public Outcome handOver(Content content) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
