package dev.sallyport.admission;

import dev.sallyport.account.AccountChanges;
import dev.sallyport.account.Accounts;
import dev.sallyport.account.Plans;
import dev.sallyport.store.Store;
import dev.sallyport.store.StoreSettings;
import dev.sallyport.store.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How long a start takes to load many accounts, and how long a change takes to be in force on all
 * of twenty nodes, each a follower with a store of its own in this process. Not among the tests,
 * for it asserts no time: run by name, it prints what docs/scale.md tells.
 */
final class FollowScale {
  private static final int NODES = 20;
  private static final int HELD = 100_000;
  private static final int CHANGES = 200;
  private static final Duration MAX_AGE = Duration.ofHours(1);
  private static final InstantSource CLOCK = InstantSource.system();

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"SQLITE,100000", "POSTGRES,100000", "SQLITE,1000000", "POSTGRES,1000000"})
  void load(TestDatabase database, int accounts) {
    StoreSettings settings = database.fresh(folder);
    try (Store store = Store.open(settings)) {
      ManyAccounts.fill(store, accounts);
      List<Long> millis = new ArrayList<>();
      for (int run = 0; run < 3; run++) {
        try (Follower follower = new Follower(new AccountChanges(store), MAX_AGE, CLOCK)) {
          long started = System.nanoTime();
          follower.start();
          millis.add((System.nanoTime() - started) / 1_000_000);
          check(follower.accounts() == accounts);
        }
      }
      say("%s: %,d accounts loaded in %s ms", database, accounts, millis);
    }
  }

  @Test
  void follow() throws Exception {
    StoreSettings settings = TestDatabase.POSTGRES.fresh(folder);
    Deque<AutoCloseable> open = new ArrayDeque<>();
    try {
      Store store = Store.open(settings);
      open.push(store);
      ManyAccounts.fill(store, HELD);
      AccountChanges changes = new AccountChanges(store);
      Accounts accounts = new Accounts(store, Plans.defaults(), changes, CLOCK);
      List<Follower> nodes = new ArrayList<>();
      for (int i = 0; i < NODES; i++) {
        Store own = Store.open(TestDatabase.existing(settings));
        open.push(own);
        Follower node = new Follower(new AccountChanges(own), MAX_AGE, CLOCK);
        open.push(node);
        node.start();
        nodes.add(node);
      }
      Thread.sleep(2_000);
      measure("announced", nodes, (id, paused) -> accounts.setPaused(id, paused));
      measure("announcement lost", nodes, (id, paused) -> unannounced(store, id, paused));
    } finally {
      while (!open.isEmpty()) {
        open.pop().close();
      }
    }
  }

  @FunctionalInterface
  private interface Pausing {
    void set(String accountId, boolean paused);
  }

  /** The time from before a change is begun until every node decides by it, the longest of all. */
  private static void measure(String what, List<Follower> nodes, Pausing pausing)
      throws InterruptedException {
    long[] micros = new long[CHANGES];
    for (int i = 0; i < CHANGES; i++) {
      ManyAccounts.Made made = ManyAccounts.one(1 + i, 1 + i, 2);
      Caller caller = Objects.requireNonNull(made.picture().holderOfToken(made.secret()));
      long started = System.nanoTime();
      pausing.set(made.state().account().id(), true);
      for (Follower node : nodes) {
        while (!(node.admission().decide(caller, made.listed())
            instanceof Decision.AccountPaused)) {
          Thread.sleep(Duration.ofNanos(200_000));
        }
      }
      micros[i] = (System.nanoTime() - started) / 1_000;
      pausing.set(made.state().account().id(), false);
    }
    Arrays.sort(micros);
    say(
        "%s: %d changes in force on %d nodes of %,d accounts after %.1f ms (median), %.1f (p99),"
            + " %.1f (most)",
        what,
        CHANGES,
        nodes.size(),
        nodes.getFirst().accounts(),
        micros[CHANGES / 2] / 1e3,
        micros[CHANGES * 99 / 100] / 1e3,
        micros[CHANGES - 1] / 1e3);
  }

  /** The change without the word of it, as where a pooler swallows notifications. */
  private static void unannounced(Store store, String accountId, boolean paused) {
    store.write(handle -> {
      long number =
          handle
              .createQuery("UPDATE change_counter SET number = number + 1 RETURNING number")
              .mapTo(Long.class)
              .one();
      return handle.execute(
          "UPDATE account SET paused = ?, change_number = ? WHERE account_id = ?",
          paused,
          number,
          accountId);
    });
  }

  private static void check(boolean right) {
    if (!right) {
      throw new IllegalStateException("What is measured is not what it should be");
    }
  }

  @SuppressWarnings("AnnotateFormatMethod") // The annotation is not among the dependencies.
  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
