package dev.sallyport.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mail with a link in it, that somebody at a page waits for, though not for long. It is tried once
 * and never stored, so that the link stands nowhere in clear. To an outbox none goes: whoever may
 * look at the account's messages could use the link.
 */
public final class PromptMail {
  private static final Logger LOG = LoggerFactory.getLogger(PromptMail.class);
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int AT_ONCE = 8;

  /** Mails within an hour: of one account, and of all. */
  private static final int MOST_OF_ONE = 30;

  private static final int MOST = 10_000;

  private final Mailer mailer;
  private final boolean outbox;
  private final InstantSource clock;
  private final Semaphore room = new Semaphore(AT_ONCE);
  private final Deque<Begun> lately = new ArrayDeque<>();

  /**
   * @param outbox whether mail is kept and not sent
   */
  public PromptMail(Mailer mailer, boolean outbox, InstantSource clock) {
    this.mailer = mailer;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** What came of it. */
  public enum Outcome {
    /** The relay has taken it. */
    SENT,
    /** It was not sent, or that is not known, and it is not tried again. */
    NOT_SENT,
    /** The relay has not said yet. */
    LATE,
    /** {@code alert.from} or a relay is not set. */
    OFF,
    /** The account sent many within the hour. */
    TOO_MANY
  }

  private record Begun(String accountId, Instant at) {}

  /** Sends a mail, and waits for the relay's word for 5 seconds at most. */
  public Outcome send(String accountId, String to, String subject, String text) {
    if (!mailer.isSet() || outbox) {
      return Outcome.OFF;
    }
    if (!admit(accountId)) {
      return Outcome.TOO_MANY;
    }
    if (!room.tryAcquire()) {
      return Outcome.NOT_SENT;
    }
    CompletableFuture<Attempt> sending = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("prompt-mail")
        .start(() -> {
          try {
            sending.complete(mailer.send(accountId, to, subject, text));
          } catch (RuntimeException e) {
            LOG.warn("a mail could not be sent", e);
            sending.completeExceptionally(e);
          } finally {
            room.release();
          }
        });
    return outcome(sending);
  }

  private static Outcome outcome(CompletableFuture<Attempt> sending) {
    try {
      Attempt attempt = sending.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
      return attempt.result() == Attempt.Result.DONE ? Outcome.SENT : Outcome.NOT_SENT;
    } catch (TimeoutException e) {
      return Outcome.LATE;
    } catch (ExecutionException e) {
      return Outcome.NOT_SENT;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.LATE;
    }
  }

  private boolean admit(String accountId) {
    Instant now = clock.instant();
    synchronized (lately) {
      while (!lately.isEmpty() && !lately.getFirst().at().plus(HOUR).isAfter(now)) {
        lately.removeFirst();
      }
      long own = lately.stream().filter(begun -> begun.accountId().equals(accountId)).count();
      if (own >= MOST_OF_ONE || lately.size() >= MOST) {
        return false;
      }
      lately.addLast(new Begun(accountId, now));
      return true;
    }
  }
}
