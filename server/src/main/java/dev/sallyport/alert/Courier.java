package dev.sallyport.alert;

import dev.sallyport.alert.AlertTarget.Kind;
import dev.sallyport.secret.SealException;
import dev.sallyport.secret.SealedSecrets;
import dev.sallyport.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes deliveries from the queue and tries them. Whoever takes one moves its next time off by
 * longer than a try lasts, so that of several nodes one tries it, and another does after a crash:
 * each is delivered at least once, or given up.
 */
final class Courier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  /** How long to wait after the first try, the second and so on. */
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(12));

  private static final int WEBHOOKS_AT_ONCE = 6;
  private static final int MAILS_AT_ONCE = 2;
  private static final int PER_ACCOUNT = 2;
  private static final Duration WEBHOOK_LEASE = Duration.ofMinutes(2);

  private final Store store;
  private final SealedSecrets sealed;
  private final Poster poster;
  private final Mailer mailer;
  private final Duration mailLease;
  private final AlertCounters counters;
  private final InstantSource clock;
  private final Confirmations confirmations;
  private final Semaphore webhooks = new Semaphore(WEBHOOKS_AT_ONCE);
  private final Semaphore mails = new Semaphore(MAILS_AT_ONCE);
  private final ExecutorService tries =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("alert-", 0).factory());

  /**
   * @param mailLease longer than handing a mail over takes at most
   */
  Courier(
      Store store,
      SealedSecrets sealed,
      Poster poster,
      Mailer mailer,
      Duration mailLease,
      AlertCounters counters,
      InstantSource clock) {
    this.store = store;
    this.sealed = sealed;
    this.poster = poster;
    this.mailer = mailer;
    this.mailLease = mailLease;
    this.counters = counters;
    this.clock = clock;
    this.confirmations = new Confirmations(store, clock);
  }

  /** Begins to try what is due, as far as there is room; returns what ends with the tries. */
  List<Future<?>> round() {
    List<Future<?>> begun = new ArrayList<>();
    begin(Kind.WEBHOOK, webhooks, WEBHOOK_LEASE, begun);
    begin(Kind.MAIL, mails, mailLease, begun);
    return begun;
  }

  private void begin(Kind kind, Semaphore room, Duration lease, List<Future<?>> begun) {
    int free = room.availablePermits();
    if (free == 0) {
      return;
    }
    Instant now = clock.instant();
    List<DeliveryRows.Due> due =
        store.read(handle -> DeliveryRows.due(handle, kind, now, PER_ACCOUNT, free));
    for (DeliveryRows.Due each : due) {
      if (store.write(handle -> DeliveryRows.claim(handle, each, now, lease))) {
        room.acquireUninterruptibly();
        begun.add(
            tries.submit(() -> {
              try {
                attempt(each);
              } finally {
                room.release();
              }
            }));
      }
    }
  }

  private void attempt(DeliveryRows.Due due) {
    try {
      Instant begin = clock.instant();
      long start = System.nanoTime();
      Attempt attempt = attempt(due, begin);
      finish(due, attempt, begin, Duration.ofNanos(System.nanoTime() - start));
    } catch (InterruptedException e) {
      // We are shutting down; it is tried again when its lease is over.
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("delivery {} is tried again later", due.id(), e);
    }
  }

  private Attempt attempt(DeliveryRows.Due due, Instant now) throws InterruptedException {
    Optional<AlertTarget> target =
        store.read(handle -> TargetRows.find(handle, due.accountId(), due.targetId()));
    if (target.isEmpty()) {
      return new Attempt(Attempt.Result.NEVER, null, "It was deleted.");
    }
    if (due.kind() == Kind.MAIL) {
      return mail(due, target.get());
    }
    List<String> sealedKeys =
        store.read(handle ->
            TargetRows.sealedKeys(handle, due.accountId(), due.targetId(), clock.instant()));
    try {
      List<String> keys =
          sealedKeys.stream().map(key -> sealed.open(key, Alerts.owner(target.get()))).toList();
      return poster.post(due, target.get().address(), keys, now);
    } catch (SealException e) {
      LOG.error("a webhook's key can't be opened", e);
      return new Attempt(Attempt.Result.AGAIN, null, "Its key can't be read on this server.");
    }
  }

  private Attempt mail(DeliveryRows.Due due, AlertTarget target) {
    Optional<String> text =
        due.event().equals(AlertEvent.CONFIRMATION.word())
            ? confirmations.letter(due, target)
            : target.confirmed() ? Optional.of(due.body()) : Optional.empty();
    if (text.isEmpty()) {
      return new Attempt(
          Attempt.Result.NEVER,
          null,
          target.confirmed() ? "It is confirmed already." : "The address is not confirmed.");
    }
    return mailer.send(due.accountId(), target.address(), due.subject(), text.get());
  }

  private void finish(DeliveryRows.Due due, Attempt attempt, Instant at, Duration took) {
    int number = due.attempts() + 1;
    Instant next = next(due, attempt, number);
    Delivery.State state =
        attempt.result() == Attempt.Result.DONE
            ? Delivery.State.DELIVERED
            : next == null ? Delivery.State.GIVEN_UP : Delivery.State.WAITING;
    store.write(handle -> {
      DeliveryRows.finish(handle, due, number, state, next, at, took, attempt);
      return true;
    });
    switch (state) {
      case DELIVERED -> counters.countDelivered();
      case WAITING -> counters.countFailed();
      case GIVEN_UP -> counters.countGivenUp();
    }
  }

  private @Nullable Instant next(DeliveryRows.Due due, Attempt attempt, int number) {
    boolean over =
        attempt.result() != Attempt.Result.AGAIN
            || number > PAUSES.size()
            || due.event().equals(AlertEvent.TEST.word());
    return over ? null : clock.instant().plus(PAUSES.get(number - 1));
  }

  /** Lets tries under way come to their end for a moment, then breaks them off. */
  @Override
  public void close() {
    tries.shutdown();
    try {
      if (!tries.awaitTermination(3, TimeUnit.SECONDS)) {
        tries.shutdownNow();
      }
    } catch (InterruptedException e) {
      tries.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
