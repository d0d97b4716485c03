package dev.sallyport.message;

import java.util.List;

/** What the From header of a message says. */
public sealed interface HeaderFrom {

  /** Every address it holds, at least one. */
  record Authors(List<EmailAddress> addresses) implements HeaderFrom {
    public Authors {
      addresses = List.copyOf(addresses);
    }
  }

  /**
   * It can't be told with certainty whom the message says it is from.
   *
   * @param message one sentence for the sender, ending in a full stop
   */
  record Unreadable(String message) implements HeaderFrom {}
}
