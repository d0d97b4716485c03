package dev.sallyport.activity;

import dev.sallyport.allowlist.Network;
import dev.sallyport.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts decided calls in memory and writes the counts every second. Counting waits for nothing;
 * while the store is away the counts are kept, up to a bound, and past it new ones are lost and
 * their number told. What a crash loses is what was not written: the last second or two.
 */
public final class Recorder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Counters in memory at most; some 300 bytes each. */
  private static final int MOST_COUNTERS = 100_000;

  /** Counters written in one transaction: few, for a change of a list waits for it on SQLite. */
  private static final int WRITTEN_AT_ONCE = 250;

  private final Store store;
  private final InstantSource clock;
  private final Retention retention;
  private final Folding folding;
  private final Map<Key, Count> counts = new ConcurrentHashMap<>();
  private final LongAdder lost = new LongAdder();
  private final ReentrantLock writing = new ReentrantLock();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private boolean failing;

  /**
   * @param keep how long counts are kept
   */
  public Recorder(Store store, Duration keep, InstantSource clock) {
    this(store, keep, clock, Folding.ADDRESSES_PER_ACCOUNT);
  }

  Recorder(Store store, Duration keep, InstantSource clock, int addressesPerAccount) {
    this.store = store;
    this.clock = clock;
    this.retention = new Retention(store, keep, clock);
    this.folding = new Folding(addressesPerAccount);
    this.thread = Thread.ofPlatform().name("activity").daemon().unstarted(this::run);
  }

  /** Begins to write. */
  public void start() {
    thread.start();
  }

  /** Counts a call; returns at once. */
  public void record(Call call) {
    long now = clock.millis();
    long hour = Periods.hour(now);
    Network address = folding.fold(call.accountId(), hour, call.client());
    Key key =
        new Key(
            call.accountId(),
            hour,
            call.channel(),
            address,
            call.credentialId(),
            call.entryId(),
            call.reason(),
            call.letIn());
    if (counts.size() >= MOST_COUNTERS && !counts.containsKey(key)) {
      lost.increment();
      return;
    }
    counts.merge(key, Count.one(now), Count::plus);
  }

  /** How many calls were not counted, for want of room, since the start. */
  public long lost() {
    return lost.sum();
  }

  /**
   * Writes what was counted up to now.
   *
   * @throws dev.sallyport.store.StoreException where the store is away; the counts are kept
   */
  public void flush() {
    writing.lock();
    try {
      Map<Key, Count> taken = take();
      List<Key> keys = taken.keySet().stream().sorted(Key.ORDER).toList();
      for (int from = 0; from < keys.size(); from += WRITTEN_AT_ONCE) {
        List<Key> some = keys.subList(from, Math.min(keys.size(), from + WRITTEN_AT_ONCE));
        try {
          write(some, taken);
        } catch (RuntimeException e) {
          keys.subList(from, keys.size())
              .forEach(key -> counts.merge(key, count(taken, key), Count::plus));
          throw e;
        }
      }
    } finally {
      writing.unlock();
    }
  }

  private Map<Key, Count> take() {
    Map<Key, Count> taken = new HashMap<>();
    for (Key key : new ArrayList<>(counts.keySet())) {
      Count count = counts.remove(key);
      if (count != null) {
        taken.put(key, count);
      }
    }
    return taken;
  }

  private void write(List<Key> keys, Map<Key, Count> taken) {
    Map<Key, Count> some = new HashMap<>();
    keys.forEach(key -> some.put(key, count(taken, key)));
    store.write(handle -> {
      CountRows.add(handle, some);
      return true;
    });
  }

  private static Count count(Map<Key, Count> counts, Key key) {
    Count count = counts.get(key);
    if (count == null) {
      throw new IllegalStateException("a key without its count");
    }
    return count;
  }

  private void run() {
    boolean open = true;
    while (open) {
      try {
        open = !closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        return;
      }
      step();
    }
  }

  private void step() {
    try {
      flush();
      folding.forgetBefore(Periods.hour(clock.millis()));
      retention.tidy(closed);
      if (failing) {
        LOG.info("the store takes counts of calls again");
        failing = false;
      }
    } catch (RuntimeException | Error e) {
      // Whatever it is, the next turn may succeed; the counts are kept until then.
      if (!failing) {
        LOG.warn("counts of calls can't be written; they are kept in memory", e);
        failing = true;
      }
    }
  }

  /** Writes what is left and stops; waits ten seconds for it at most. */
  @Override
  public void close() {
    closed.countDown();
    try {
      if (!thread.join(Duration.ofSeconds(10))) {
        LOG.warn("the last counts of calls could not be written in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
