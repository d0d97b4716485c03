package dev.sallyport.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where the messages kept here are found; the dashboard knows no relay. */
public interface MessagesSource {

  /**
   * The newest messages of an account.
   *
   * @param offset how many to pass over, from 0
   * @param limit 1 to 100
   */
  Listing newest(String accountId, int offset, int limit) throws IOException;

  /** The account's message of that id; empty where it is not there or another account's. */
  Optional<KeptMessage> find(String accountId, String id) throws IOException;

  /**
   * The bytes of a message that {@link #find} found.
   *
   * @throws java.nio.file.NoSuchFileException where it was deleted since
   */
  InputStream read(String id) throws IOException;

  /**
   * Some of the messages.
   *
   * @param messages the newest first
   * @param total how many there are on all pages
   */
  record Listing(List<KeptMessage> messages, int total) {
    public Listing {
      messages = List.copyOf(messages);
    }
  }

  /**
   * A message without its content.
   *
   * @param id 24 hexadecimal digits
   * @param from the envelope's sender; empty for the null reverse-path
   * @param size in bytes
   */
  record KeptMessage(String id, String from, List<String> recipients, long size, Instant keptAt) {
    public KeptMessage {
      recipients = List.copyOf(recipients);
    }
  }

  /** The source of a server that hands every message to a relay and keeps none. */
  static MessagesSource none() {
    return new MessagesSource() {
      @Override
      public Listing newest(String accountId, int offset, int limit) {
        return new Listing(List.of(), 0);
      }

      @Override
      public Optional<KeptMessage> find(String accountId, String id) {
        return Optional.empty();
      }

      @Override
      public InputStream read(String id) {
        return InputStream.nullInputStream();
      }
    };
  }
}
