package dev.sallyport.message;

import java.util.List;
import java.util.Map;

/** What came of composing an email. */
public sealed interface Composition {

  /**
   * An email ready to be handed over.
   *
   * @param from the envelope's sender, with what its content needs of the relay
   * @param recipients each address once, in the order to, cc, bcc
   * @param content to be closed by whoever asked for it
   */
  record Composed(ReversePath from, List<Recipient> recipients, Content content)
      implements Composition {
    public Composed {
      recipients = List.copyOf(recipients);
    }
  }

  /**
   * The draft can't be sent as it is.
   *
   * @param errors for each field, by its path in the request such as {@code to.0.email}, one or
   *     more sentences; in the order of the fields
   */
  record Invalid(Map<String, List<String>> errors) implements Composition {}

  /** The composed email would be longer than the gate takes. */
  record TooLarge(long maxBytes) implements Composition {}

  /**
   * One recipient of the envelope.
   *
   * @param address without angle brackets
   * @param field the path of the field that named it first, such as {@code cc.0.email}
   */
  record Recipient(String address, String field) {}
}
