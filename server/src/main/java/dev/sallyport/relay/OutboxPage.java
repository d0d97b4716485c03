package dev.sallyport.relay;

import java.util.List;

/**
 * Some of the outbox's messages.
 *
 * @param messages the newest first
 * @param total how many there are on all pages
 */
public record OutboxPage(List<OutboxMessage> messages, int total) {
  public OutboxPage {
    messages = List.copyOf(messages);
  }
}
