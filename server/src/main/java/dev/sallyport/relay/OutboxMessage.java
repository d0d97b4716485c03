package dev.sallyport.relay;

import java.time.Instant;
import java.util.List;

/**
 * A message kept in the outbox, without its content.
 *
 * @param id 24 hexadecimal digits
 * @param owner on whose behalf it was kept, as told when its transaction was opened, or empty
 * @param from the envelope's sender, without angle brackets; empty for the null reverse-path
 * @param recipients the envelope's recipients, without angle brackets
 * @param size of the content with its Received line, in bytes
 */
public record OutboxMessage(
    String id, String owner, String from, List<String> recipients, long size, Instant keptAt) {
  public OutboxMessage {
    recipients = List.copyOf(recipients);
  }
}
