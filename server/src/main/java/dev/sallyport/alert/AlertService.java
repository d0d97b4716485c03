package dev.sallyport.alert;

import dev.sallyport.account.AccountChanges;
import dev.sallyport.activity.Newcomers;
import dev.sallyport.outgoing.Outgoing;
import dev.sallyport.secret.SealedSecrets;
import dev.sallyport.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches for what there is to tell and has it told, on a thread of its own; nothing waits for it.
 * Each node runs one.
 */
public final class AlertService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AlertService.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int SOON_EVERY = 20;
  private static final int EXPIRIES_EVERY = 300;
  private static final int TIDY_EVERY = 3600;

  private final Watch watch;
  private final Courier courier;
  private final AlertCounters counters = new AlertCounters();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private boolean failing;

  /**
   * @param digest how long to wait at least between two alerts of denied newcomers
   * @param relayTimeout how long handing a mail over may take
   */
  public AlertService(
      Store store,
      SealedSecrets sealed,
      AccountChanges changes,
      Outgoing outgoing,
      Mailer mailer,
      Duration digest,
      Duration relayTimeout,
      InstantSource clock) {
    watch = new Watch(store, changes, new Newcomers(store), digest, counters, clock);
    courier =
        new Courier(
            store,
            sealed,
            new Poster(outgoing),
            mailer,
            relayTimeout.plus(Duration.ofMinutes(5)),
            counters,
            clock);
    thread = Thread.ofPlatform().name("alerts").daemon().unstarted(this::run);
  }

  /** Begins. */
  public void start() {
    thread.start();
  }

  public AlertCounters counters() {
    return counters;
  }

  private void run() {
    try {
      for (int turn = 0; !closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS); turn++) {
        turn(turn);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void turn(int turn) {
    try {
      watch.lists();
      if (turn % SOON_EVERY == 0) {
        watch.newcomers();
        watch.groups();
      }
      if (turn % EXPIRIES_EVERY == 0) {
        watch.expiries();
      }
      if (turn % TIDY_EVERY == 0) {
        watch.tidy();
      }
      courier.round();
      failing = false;
    } catch (RuntimeException | Error e) {
      if (!failing) {
        LOG.warn("alerts wait until this is over", e);
      }
      failing = true;
    }
  }

  /** Stops looking, and lets tries under way come to their end for a moment. */
  @Override
  public void close() {
    closed.countDown();
    try {
      if (thread.isAlive()) {
        thread.join(Duration.ofSeconds(5));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    courier.close();
  }
}
