package dev.sallyport.relay;

import dev.sallyport.message.Content;
import java.util.List;

/** One message on its way to the relay. Used by one thread at a time. */
public interface Transaction extends AutoCloseable {

  /** Puts one RCPT to the relay. The address is without angle brackets. */
  RecipientWord recipient(String address);

  /**
   * Puts several RCPTs to the relay, in one go where it takes that; the words are in the same
   * order.
   */
  default List<RecipientWord> recipients(List<String> addresses) {
    return addresses.stream().map(this::recipient).toList();
  }

  /**
   * Hands the message over to the recipients the relay accepted, all bytes unchanged.
   *
   * @param id the id the sender will be given, 24 hexadecimal digits
   * @param trace the one Received line to stand before the content, with its CRLF
   */
  HandOver send(String id, String trace, Content content);

  /** Ends the transaction, handing nothing over if {@link #send} was not called. */
  @Override
  void close();
}
