package dev.sallyport.activity;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what was summed up of days gone by, by account, of the accounts asked about last. What is
 * cheap to read is read anew each time.
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
  private final Set<String> reading = new HashSet<>();
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
    if ((kept != null && kept.before() == day) || !begin(accountId)) {
      return;
    }
    Thread.ofVirtual()
        .name("days gone by")
        .start(() -> {
          try {
            read(accountId, day, read);
          } catch (RuntimeException e) {
            LOG.debug("what happened on days gone by can't be read ahead", e);
          } finally {
            end(accountId);
          }
        });
  }

  private Kept<T> read(String accountId, long day, LongFunction<T> read) {
    T sums = read.apply(day);
    Kept<T> found = new Kept<>(day, sums, size.applyAsInt(sums));
    keep(accountId, found);
    return found;
  }

  private synchronized boolean begin(String accountId) {
    return reading.add(accountId);
  }

  private synchronized void end(String accountId) {
    reading.remove(accountId);
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
