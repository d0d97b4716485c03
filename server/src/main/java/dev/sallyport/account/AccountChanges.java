package dev.sallyport.account;

import dev.sallyport.store.Store;
import dev.sallyport.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What has changed, account by account. Each change of an account, its credentials or its lists
 * draws a number from one locked counter row; "after which number" misses none.
 */
public final class AccountChanges {
  private static final long UNASKED = -1;

  private final Store store;
  private final List<Consumer<String>> subscribers = new CopyOnWriteArrayList<>();
  private final ReentrantLock asking = new ReentrantLock();
  private boolean storeChanged;
  private long newestSeen;

  public AccountChanges(Store store) {
    this.store = store;
    this.newestSeen = newestOrUnasked();
    this.storeChanged = newestSeen == UNASKED;
  }

  private long newestOrUnasked() {
    try {
      return newest();
    } catch (StoreException e) {
      // Away: the first question that is answered finds everything new.
      return UNASKED;
    }
  }

  /**
   * Called on the thread that made the change, after it is durable and before its maker hears of
   * it. The account is reloaded by {@link #load}.
   */
  public void subscribe(Consumer<String> accountId) {
    subscribers.add(accountId);
  }

  /** The newest number drawn. */
  public long newest() {
    return store.read(AccountChanges::number);
  }

  /** The ids of accounts changed after that number, each once, with the number reached. */
  public ChangedAccounts after(long number) {
    return store.read(handle ->
        new ChangedAccounts(
            handle
                .createQuery(
                    "SELECT account_id FROM account WHERE change_number > :number"
                        + " ORDER BY change_number")
                .bind("number", number)
                .mapTo(String.class)
                .list(),
            number(handle)));
  }

  /**
   * Waits until a change is announced, by whatever node. Announcements may come for nothing, or be
   * lost.
   *
   * @param longest waits no longer
   */
  public void await(Duration longest) throws InterruptedException {
    store.awaitAnnouncement(longest);
  }

  /** Everything admission needs of one account, or null where it is gone, in one snapshot. */
  public Optional<AccountState> load(String accountId) {
    return store.read(handle -> StateRows.load(handle, accountId));
  }

  /**
   * Every account, streamed, with the number the whole is as new as.
   *
   * @throws IllegalArgumentException where a row of one can't be read
   */
  public long loadAll(Consumer<AccountState> sink) {
    return loadAll(
        sink,
        damaged -> {
          throw new IllegalArgumentException("Damaged: account " + damaged.account().id());
        });
  }

  /**
   * Every account, streamed, with the number the whole is as new as.
   *
   * @param damaged takes an account whose lists can't be read; in their place is one that lets
   *     nobody in
   */
  public long loadAll(Consumer<AccountState> sink, Consumer<AccountState> damaged) {
    return store.read(handle -> {
      long number = number(handle);
      StateRows.loadAll(handle, sink, damaged);
      return number;
    });
  }

  /** Whether another process has written since the last call; cheap. */
  public boolean changedElsewhere() {
    asking.lock();
    try {
      // Kept until the query that follows has succeeded, or a failure would swallow a change.
      storeChanged |= store.mayHaveChangedElsewhere();
      if (!storeChanged) {
        return false;
      }
      long newest = newest();
      boolean changed = newest != newestSeen;
      newestSeen = newest;
      storeChanged = false;
      return changed;
    } finally {
      asking.unlock();
    }
  }

  /**
   * Runs one change with the counter locked, and tells the subscribers of every account it touched.
   * A work that touches none is rolled back, and its result returned all the same.
   */
  <T> T change(Function<Changing, T> work) {
    AtomicReference<@Nullable Result<T>> result = new AtomicReference<>();
    try {
      store.write(handle -> {
        Changing changing = new Changing(handle, draw(handle));
        result.set(new Result<>(work.apply(changing), List.copyOf(changing.touched())));
        if (changing.touched().isEmpty()) {
          throw new NothingTouched();
        }
        store.announce(handle);
        return true;
      });
    } catch (NothingTouched e) {
      // Rolled back, as meant.
    }
    Result<T> made = result.get();
    if (made == null) {
      throw new IllegalStateException("The work was never run.");
    }
    made.touched().forEach(this::tell);
    return made.value();
  }

  private void tell(String accountId) {
    RuntimeException failure = null;
    for (Consumer<String> subscriber : subscribers) {
      try {
        subscriber.accept(accountId);
      } catch (RuntimeException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static long draw(Handle handle) {
    return handle
        .createQuery("UPDATE change_counter SET number = number + 1 WHERE id = 1 RETURNING number")
        .mapTo(Long.class)
        .one();
  }

  private static long number(Handle handle) {
    return handle
        .createQuery("SELECT number FROM change_counter WHERE id = 1")
        .mapTo(Long.class)
        .one();
  }

  /** The accounts changed, and the number to ask after next. */
  public record ChangedAccounts(List<String> accountIds, long newest) {
    public ChangedAccounts {
      accountIds = List.copyOf(accountIds);
    }
  }

  private record Result<T>(T value, List<String> touched) {}

  /** Rolls a transaction back that has come to nothing. */
  private static final class NothingTouched extends RuntimeException {
    private static final long serialVersionUID = 1;

    NothingTouched() {
      super("", null, false, false);
    }
  }
}
