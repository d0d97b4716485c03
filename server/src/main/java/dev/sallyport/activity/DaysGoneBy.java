package dev.sallyport.activity;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what was summed up of days gone by, by account, of the accounts asked about last. What is
 * cheap to read is read anew each time. Of one account one reading is under way at a time: who asks
 * meanwhile waits for it.
 *
 * @param <T> what is kept of an account
 */
final class DaysGoneBy<T> {
  private static final Logger LOG = LoggerFactory.getLogger(DaysGoneBy.class);
  private static final long DAY = Duration.ofDays(1).toMillis();

  /** Fewer are read anew each time, which takes a few milliseconds. */
  private static final int FEW = 1_000;

  /** Accounts of which is known that they are cheap to read. */
  private static final int MOST_ACCOUNTS = 10_000;

  private final int most;
  private final ToIntFunction<T> size;
  private final Map<String, Kept<T>> accounts = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, Reading<T>> underWay = new HashMap<>();
  private int weight;

  /**
   * @param most how much is kept in all
   * @param size of what is kept of an account, in the same measure
   */
  DaysGoneBy(int most, ToIntFunction<T> size) {
    this.most = most;
    this.size = size;
  }

  /**
   * What is known of an account's days.
   *
   * @param before it is of the days before this one
   */
  record Kept<T>(long before, T sums, int weight) {}

  private record Reading<T>(long day, CompletableFuture<Kept<T>> result) {}

  /**
   * The sums of the days before that one. Where those of the day before it are kept, these are
   * given, and the newer read meanwhile: nobody waits because a day has ended.
   *
   * @param read reads those of the days before one
   */
  Kept<T> of(String accountId, long day, LongFunction<T> read) {
    Kept<T> kept = find(accountId);
    if (kept == null || kept.weight() < FEW || kept.before() < day - DAY || kept.before() > day) {
      return read(accountId, day, read);
    }
    if (kept.before() < day) {
      readAhead(accountId, day, read);
    }
    return kept;
  }

  /** Reads those sums in the background, unless they are kept, or known to be few. */
  void readAhead(String accountId, long day, LongFunction<T> read) {
    Kept<T> kept = find(accountId);
    if (kept != null && kept.before() == day) {
      return;
    }
    Reading<T> mine = new Reading<>(day, new CompletableFuture<>());
    if (begin(accountId, mine) == null) {
      Thread.ofVirtual().name("days gone by").start(() -> carryOut(accountId, mine, read));
    }
  }

  private Kept<T> read(String accountId, long day, LongFunction<T> read) {
    Reading<T> mine = new Reading<>(day, new CompletableFuture<>());
    Reading<T> other = begin(accountId, mine);
    if (other == null) {
      carryOut(accountId, mine, read);
      return result(mine);
    }
    return other.day() == day ? result(other) : kept(day, read);
  }

  private static <T> Kept<T> result(Reading<T> reading) {
    try {
      return reading.result().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void carryOut(String accountId, Reading<T> reading, LongFunction<T> read) {
    try {
      Kept<T> found = kept(reading.day(), read);
      keep(accountId, found);
      reading.result().complete(found);
    } catch (RuntimeException | Error e) {
      LOG.debug("what happened on days gone by can't be read", e);
      reading.result().completeExceptionally(e);
    } finally {
      end(accountId);
    }
  }

  private Kept<T> kept(long day, LongFunction<T> read) {
    T sums = read.apply(day);
    return new Kept<>(day, sums, size.applyAsInt(sums));
  }

  /** Begins that reading, unless another is under way, which is returned. */
  private synchronized @Nullable Reading<T> begin(String accountId, Reading<T> mine) {
    return underWay.putIfAbsent(accountId, mine);
  }

  private synchronized void end(String accountId) {
    underWay.remove(accountId);
  }

  private synchronized @Nullable Kept<T> find(String accountId) {
    return accounts.get(accountId);
  }

  private synchronized void keep(String accountId, Kept<T> kept) {
    forget(accountId);
    if (kept.weight() > most) {
      return;
    }
    while (weight + kept.weight() > most || accounts.size() >= MOST_ACCOUNTS) {
      forget(accounts.keySet().iterator().next());
    }
    accounts.put(accountId, kept);
    weight += kept.weight();
  }

  private void forget(String accountId) {
    Kept<T> gone = accounts.remove(accountId);
    if (gone != null) {
      weight -= gone.weight();
    }
  }
}
