package dev.sallyport.account;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what was not confirmed in time. Every node asks once a second; the change itself is
 * made under the lock of the counter row, where the deadline is looked at again, so by one of them.
 * While the database is away nothing is lost: it is done when it is back.
 */
public final class Deadlines implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);
  private static final long PAUSE_MILLIS = 1000;

  private final Confirmations confirmations;
  private final AtomicBoolean failing = new AtomicBoolean();
  private final Thread thread;
  private volatile boolean closed;

  public Deadlines(Confirmations confirmations) {
    this.confirmations = confirmations;
    this.thread = Thread.ofPlatform().name("deadlines").daemon().unstarted(this::keep);
  }

  public void start() {
    thread.start();
  }

  private void keep() {
    while (!closed) {
      try {
        confirmations.carryOutDue();
        failing.set(false);
      } catch (RuntimeException | Error e) {
        // Whatever it is, the next second may be better. Said once.
        if (!failing.getAndSet(true)) {
          LOG.warn("deadlines of changes can't be looked at; trying again each second", e);
        }
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
