package dev.sallyport.submission;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How many messages of one account may be under way at once. Each holds a connection to the relay
 * from MAIL to its end, however slowly it comes, and there are only so many of those: one account
 * can't keep them all from the others.
 */
final class Turns {
  private final ConcurrentHashMap<String, Turn> turns = new ConcurrentHashMap<>();
  private final int most;
  private final Duration patience;

  /**
   * @param patience how long to wait for a turn
   */
  Turns(int most, Duration patience) {
    this.most = most;
    this.patience = patience;
  }

  /** Waits for a turn; false where none came, else {@link #leave} must follow. */
  boolean enter(String accountId) {
    Turn turn =
        turns.compute(accountId, (id, known) -> (known == null ? new Turn(most) : known).joined());
    boolean entered = false;
    try {
      entered = turn.free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      if (!entered) {
        turns.computeIfPresent(accountId, (id, known) -> known.left());
      }
    }
    return entered;
  }

  void leave(String accountId) {
    turns.computeIfPresent(
        accountId,
        (id, known) -> {
          known.free.release();
          return known.left();
        });
  }

  /** One account's; changed within the map's own lock only, but for the waiting. */
  private static final class Turn {
    private final Semaphore free;
    private int users;

    Turn(int most) {
      free = new Semaphore(most, true);
    }

    Turn joined() {
      users++;
      return this;
    }

    /** Null, so that the map forgets it, once nobody uses it. */
    @Nullable Turn left() {
      users--;
      return users == 0 ? null : this;
    }
  }
}
