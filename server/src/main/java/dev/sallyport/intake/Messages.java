package dev.sallyport.intake;

import dev.sallyport.relay.Outbox;
import dev.sallyport.relay.OutboxMessage;
import dev.sallyport.relay.OutboxPage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What may be looked at of messages handed over: those in the outbox, each by its own account only.
 * A relay that is set keeps its messages to itself.
 */
public final class Messages {
  private final @Nullable Outbox outbox;
  private final String relay;

  private Messages(@Nullable Outbox outbox, String relay) {
    this.outbox = outbox;
    this.relay = relay;
  }

  /** No relay is set: messages are kept in the outbox. */
  public static Messages keptIn(Outbox outbox) {
    return new Messages(outbox, "");
  }

  /**
   * Messages are handed to a relay.
   *
   * @param relay its name, without any password
   */
  public static Messages handedTo(String relay) {
    return new Messages(null, relay);
  }

  /**
   * A message without its content.
   *
   * @param id the id its sender was given
   * @param from the envelope's sender, empty for the null reverse-path
   * @param size in bytes, the Received line included
   */
  public record Kept(String id, String from, List<String> recipients, long size, Instant at) {
    public Kept {
      recipients = List.copyOf(recipients);
    }
  }

  /** Some messages, newest first, and how many there are on all pages. */
  public record Page(List<Kept> messages, int total) {
    public Page {
      messages = List.copyOf(messages);
    }
  }

  /** The relay that is set; empty where messages are kept in the outbox. */
  public Optional<String> relay() {
    return relay.isEmpty() ? Optional.empty() : Optional.of(relay);
  }

  /**
   * An account's messages, newest first.
   *
   * @param offset how many to pass over
   * @param limit 1 to {@value Outbox#MAX_PAGE}
   */
  public Page newest(String accountId, int offset, int limit) throws IOException {
    if (outbox == null) {
      return new Page(List.of(), 0);
    }
    OutboxPage page = outbox.newest(accountId, offset, limit);
    return new Page(page.messages().stream().map(Messages::kept).toList(), page.total());
  }

  /** One message of that account. */
  public Optional<Kept> find(String accountId, String id) throws IOException {
    return outbox == null
        ? Optional.empty()
        : outbox.find(id).filter(m -> m.owner().equals(accountId)).map(Messages::kept);
  }

  /**
   * The exact bytes of a message, from its Received line on.
   *
   * @throws NoSuchFileException where the account has no such message
   */
  public InputStream read(String accountId, String id) throws IOException {
    if (outbox == null || find(accountId, id).isEmpty()) {
      throw new NoSuchFileException(id);
    }
    return outbox.read(id);
  }

  private static Kept kept(OutboxMessage message) {
    return new Kept(
        message.id(), message.from(), message.recipients(), message.size(), message.keptAt());
  }
}
