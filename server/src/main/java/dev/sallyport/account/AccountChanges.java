package dev.sallyport.account;

import dev.sallyport.store.Store;
import dev.sallyport.store.StoreException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private final Store store;
  private final List<Consumer<String>> subscribers = new CopyOnWriteArrayList<>();
  private final ReentrantLock asking = new ReentrantLock();
  private boolean storeChanged;
  private @Nullable Position newestSeen;
  private final AtomicReference<String> newestLineage = new AtomicReference<>("");

  public AccountChanges(Store store) {
    this.store = store;
    this.newestSeen = positionIfAsked();
    this.storeChanged = newestSeen == null;
  }

  private @Nullable Position positionIfAsked() {
    try {
      return position();
    } catch (StoreException e) {
      // Away: the first question that is answered finds everything new.
      return null;
    }
  }

  /**
   * Called on the thread that made the change, after it is durable and before its maker hears of
   * it. The account is reloaded by {@link #load}.
   */
  public void subscribe(Consumer<String> accountId) {
    subscribers.add(accountId);
  }

  /**
   * The newest number drawn.
   *
   * @throws StoreException where the database can't be read, or is not the newest that was seen
   */
  public long newest() {
    return position().number();
  }

  /**
   * How far the changes have come, and in which history.
   *
   * @throws StoreException where the database can't be read, or is not the newest that was seen
   */
  public Position position() {
    return store.read(this::position);
  }

  /** The accounts changed after that number, each once, with how far that is. */
  public ChangedAccounts after(long number) {
    return store.read(handle -> {
      Map<String, Long> numbers = new LinkedHashMap<>();
      handle
          .createQuery(
              "SELECT account_id, change_number FROM account WHERE change_number > :number"
                  + " ORDER BY change_number")
          .bind("number", number)
          .map((row, _) -> Map.entry(row.getString(1), row.getLong(2)))
          .forEach(each -> numbers.put(each.getKey(), each.getValue()));
      return new ChangedAccounts(numbers, position(handle));
    });
  }

  /**
   * Waits until a change is announced, by whatever node. Announcements may come for nothing, or be
   * lost.
   *
   * @param longest waits no longer
   * @return false where the time went by without one; always true where none are ever made
   */
  public boolean await(Duration longest) throws InterruptedException {
    return store.awaitAnnouncement(longest);
  }

  /** Everything admission needs of one account, or null where it is gone, in one snapshot. */
  public Optional<AccountState> load(String accountId) {
    return store.read(handle -> StateRows.load(handle, accountId));
  }

  /**
   * The same of several accounts, in one snapshot; of those that are gone there is nothing.
   *
   * @param damaged takes an account whose rows can't be read; in the place of its lists is one that
   *     lets nobody in
   */
  public void load(
      List<String> accountIds, Consumer<AccountState> sink, Consumer<AccountState> damaged) {
    ReadStates read =
        store.read(handle ->
            ReadStates.of((known, unreadable) -> {
              StateRows.load(handle, accountIds, known, unreadable);
              return "";
            }));
    read.handOn(sink, damaged, () -> false);
  }

  /**
   * Every account, some perhaps twice, with the position the whole is at least as new as.
   *
   * @param sink called by several threads at a time
   * @throws IllegalArgumentException where a row of one can't be read
   */
  public Position loadAll(Consumer<AccountState> sink) {
    return loadAll(
        sink,
        damaged -> {
          throw new IllegalArgumentException("Damaged: account " + damaged.account().id());
        });
  }

  /**
   * Every account, some perhaps twice, with the position the whole is at least as new as.
   *
   * @param sink called by several threads at a time, as is the other
   * @param damaged takes an account whose rows can't be read; in the place of its lists is one that
   *     lets nobody in
   */
  public Position loadAll(Consumer<AccountState> sink, Consumer<AccountState> damaged) {
    // What changes while the accounts are read is found by asking after this.
    Position position = position();
    new AllStates(store, sink, damaged).read();
    return position;
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
      Position newest = position();
      boolean changed = !newest.equals(newestSeen);
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

  private Position position(Handle handle) {
    Position position =
        handle
            .createQuery(
                "SELECT number, "
                    + store.lineage()
                    + " AS lineage FROM change_counter WHERE id = 1")
            .map((row, _) -> new Position(row.getString("lineage"), row.getLong("number")))
            .one();
    if (position.isOutlivedBy(
        newestLineage.accumulateAndGet(position.lineage(), Position::later))) {
      throw new StoreException(
          "The database is one whose place another has taken: its timeline is %s, and %s was seen."
              .formatted(position.lineage(), newestLineage.get()));
    }
    return position;
  }

  /**
   * How far changes have come.
   *
   * @param lineage the history of the database that it is a position in, see {@link Store#lineage}
   * @param number the newest that was drawn
   */
  public record Position(String lineage, long number) {
    /**
     * Whether all that was known at the other is known here too. It is not where another server has
     * taken over that had not heard of everything, or where an older copy was restored.
     */
    public boolean follows(Position other) {
      return lineage.equals(other.lineage) && number >= other.number;
    }

    /**
     * Whether it is a position in a history that was left for that one: a server that was taken for
     * dead, and still answers, does not hear of what is changed now.
     */
    boolean isOutlivedBy(String newest) {
      return !lineage.isEmpty() && lineage.compareTo(newest) < 0;
    }

    /** Timelines are numbers of eight hexadecimal digits; each takeover begins a higher one. */
    private static String later(String one, String other) {
      return one.compareTo(other) < 0 ? other : one;
    }
  }

  /**
   * The accounts changed, in the order of their numbers, and where to ask after next.
   *
   * @param numbers the number of each account's newest change, by its id
   */
  public record ChangedAccounts(Map<String, Long> numbers, Position reached) {
    public ChangedAccounts {
      numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
    }

    public List<String> accountIds() {
      return List.copyOf(numbers.keySet());
    }

    public long newest() {
      return reached.number();
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
