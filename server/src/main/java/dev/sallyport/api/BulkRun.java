package dev.sallyport.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.message.Composition;
import dev.sallyport.message.Content;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the messages of one bulk request over, some at a time, until its time is up. What was begun
 * by then goes on, and its outcome is told when it is known.
 */
final class BulkRun {
  private static final Logger LOG = LoggerFactory.getLogger(BulkRun.class);
  private static final int AT_ONCE = 8;

  private final Exchange exchange;
  private final Mailing mailing;
  private final JsonNode messages;
  private final Duration time;
  private final long start = System.nanoTime();
  private final AtomicInteger next = new AtomicInteger();
  private final BulkOutcomes outcomes;
  private CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
  private boolean cutOff;

  BulkRun(Exchange exchange, Mailing mailing, JsonNode messages, Duration time) {
    this.exchange = exchange;
    this.mailing = mailing;
    this.messages = messages;
    this.time = time;
    this.outcomes = BulkOutcomes.notAttempted(messages.size());
  }

  /** Runs until all is done or the time is up. */
  BulkOutcomes go() {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    CompletableFuture<?>[] workers = new CompletableFuture<?>[Math.min(AT_ONCE, messages.size())];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = CompletableFuture.runAsync(this::work, threads);
    }
    all = CompletableFuture.allOf(workers);
    threads.shutdown();
    try {
      var _ = all.get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      next.set(messages.size());
      cutOff = true;
    } catch (InterruptedException e) {
      next.set(messages.size());
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a worker tells its failures as outcomes", e);
    }
    return outcomes.copy();
  }

  /** Tells the outcomes once more when what was still under way has ended. */
  void afterwards(Consumer<BulkOutcomes> late) {
    if (cutOff) {
      var _ = all.thenRun(() -> late.accept(outcomes.copy()));
    }
  }

  /** New messages are begun in the first five sixths of the time, so that most end within it. */
  private boolean isTimeLeft() {
    return System.nanoTime() - start < time.toNanos() / 6 * 5;
  }

  private void work() {
    while (isTimeLeft()) {
      int index = next.getAndIncrement();
      if (index >= messages.size()) {
        return;
      }
      outcomes.begun(index);
      try {
        send(index);
      } catch (Refusal refusal) {
        outcomes.refused(index, refusal.answer());
      } catch (RuntimeException e) {
        // Left as it stands: whether it was handed over is not known.
        LOG.error("message {} of a bulk request failed", index, e);
      }
    }
  }

  private void send(int index) {
    JsonNode message = messages.get(index);
    if (!message.isObject()) {
      throw Refusal.of(422, "The message must be an object.");
    }
    Composition.Composed mail = mailing.compose(message);
    try (Content _ = mail.content()) {
      switch (mailing.send(exchange, mail)) {
        case Sent.HandedOver(String id, String note) -> outcomes.handedOver(index, id, note);
        case Sent.Unknown(String id) -> outcomes.unknown(index, id);
        case Sent.Refused(Answer answer) -> outcomes.refused(index, answer);
      }
    }
  }
}
