package dev.sallyport.alert;

import dev.sallyport.message.Composer;
import dev.sallyport.message.Composition;
import dev.sallyport.message.Content;
import dev.sallyport.message.CustomHeader;
import dev.sallyport.message.EmailDraft;
import dev.sallyport.message.Mailbox;
import dev.sallyport.message.ReversePath;
import dev.sallyport.relay.HandOver;
import dev.sallyport.relay.Opening;
import dev.sallyport.relay.RecipientWord;
import dev.sallyport.relay.Relay;
import dev.sallyport.relay.Transaction;
import dev.sallyport.smtp.Reply;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends Sallyport's own mail: plain text, by the relay that members' mail leaves by. */
public final class Mailer {
  private static final Logger LOG = LoggerFactory.getLogger(Mailer.class);

  private final Relay relay;
  private final Composer composer;
  private final String from;
  private final String host;
  private final InstantSource clock;

  /**
   * @param from the author's address; empty where no mail is to be sent
   * @param host the name of this gate, for the Received line
   */
  public Mailer(Relay relay, Composer composer, String from, String host, InstantSource clock) {
    this.relay = relay;
    this.composer = composer;
    this.from = from;
    this.host = host;
    this.clock = clock;
  }

  /** Whether mail can be sent. */
  public boolean isSet() {
    return !from.isEmpty();
  }

  /** Sends a mail and waits for the relay's word. */
  Attempt send(String accountId, String to, String subject, String text) {
    if (!isSet()) {
      return new Attempt(Attempt.Result.NEVER, null, "No mail is sent: alert.from is not set.");
    }
    String id = Ids.next();
    try {
      return switch (composer.compose(draft(to, subject, text), id)) {
        case Composition.Composed composed -> {
          try (Content content = composed.content()) {
            yield handOver(accountId, to, id, composed.from(), content);
          }
        }
        case Composition.Invalid(var errors) ->
            new Attempt(Attempt.Result.NEVER, null, "The mail can't be composed: " + errors);
        case Composition.TooLarge _ ->
            new Attempt(Attempt.Result.NEVER, null, "The mail is longer than is taken.");
      };
    } catch (IOException e) {
      LOG.warn("a mail could not be composed", e);
      return new Attempt(Attempt.Result.AGAIN, null, "The mail could not be composed.");
    }
  }

  private Attempt handOver(
      String accountId, String to, String id, ReversePath path, Content content) {
    return switch (relay.open(path, accountId)) {
      case Opening.Refused(Reply reply) -> word(reply);
      case Opening.Away(String cause) -> away(cause);
      case Opening.Opened(Transaction transaction) -> {
        try (transaction) {
          yield switch (transaction.recipient(to)) {
            case RecipientWord.Refused(Reply reply) -> word(reply);
            case RecipientWord.Away(String cause) -> away(cause);
            case RecipientWord.Accepted _ ->
                switch (transaction.send(id, received(id), content)) {
                  case HandOver.HandedOver(Reply reply) -> word(reply);
                  case HandOver.Refused(Reply reply) -> word(reply);
                  case HandOver.Unalterable(Reply reply) -> word(reply);
                  case HandOver.Away(String cause) -> away(cause);
                  case HandOver.Unknown(String cause) -> away(cause);
                };
          };
        }
      }
    };
  }

  private static Attempt word(Reply reply) {
    Attempt.Result result =
        reply.isPositive()
            ? Attempt.Result.DONE
            : reply.isTransient() ? Attempt.Result.AGAIN : Attempt.Result.NEVER;
    return new Attempt(result, reply.code(), reply.text());
  }

  private static Attempt away(String cause) {
    LOG.warn("an alert could not be handed to the relay: {}", cause);
    return new Attempt(Attempt.Result.AGAIN, null, "The relay did not take it.");
  }

  private EmailDraft draft(String to, String subject, String text) {
    return new EmailDraft(
        new Mailbox(from, "Sallyport"),
        List.of(new Mailbox(to, "")),
        List.of(),
        List.of(),
        null,
        subject,
        text,
        null,
        List.of(),
        // RFC 3834 §5: no out-of-office answers to this.
        List.of(new CustomHeader("Auto-Submitted", "auto-generated")),
        null,
        List.of(),
        null,
        false,
        List.of());
  }

  private String received(String id) {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
    return "Received: by %s (Sallyport's alerts) id %s; %s\r\n"
        .formatted(host, id, date.replace("GMT", "+0000"));
  }
}
