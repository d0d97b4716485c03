package dev.sallyport.store;

import java.time.Duration;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * The database: SQLite in the data folder, or PostgreSQL. The same statements run on both. Works
 * are not nested: a work that calls the store again is refused.
 */
public final class Store implements AutoCloseable {
  private static final ScopedValue<Boolean> IN_WORK = ScopedValue.newInstance();

  private final Engine engine;

  private Store(Engine engine) {
    this.engine = engine;
  }

  /**
   * Opens the database and brings its schema up to this program's.
   *
   * @throws StoreException where there is none and none may be made, where it is not ours, belongs
   *     to another user, was made by a newer program, or is out of reach
   */
  public static Store open(StoreSettings settings) {
    String url = settings.databaseUrl();
    return new Store(
        url == null
            ? SqliteEngine.open(settings.folder(), settings.createWhenMissing())
            : PostgresEngine.open(url, settings));
  }

  /**
   * Runs a read in one snapshot.
   *
   * @throws StoreException where the database can't be read
   */
  public <T> T read(Function<Handle, T> work) {
    return run("read", () -> engine.read(outermost(work)));
  }

  /**
   * Runs one transaction that writes. When this returns the change is durable; where the work
   * throws, nothing was changed.
   *
   * @throws StoreException where the database can't be written, or other writers took 5 seconds
   */
  public <T> T write(Function<Handle, T> work) {
    return run("write", () -> engine.write(outermost(work)));
  }

  /**
   * Whether another process may have written since the last call. Cheap on SQLite; always true on
   * PostgreSQL, where only a query can tell.
   */
  public boolean mayHaveChangedElsewhere() {
    return run("read", engine::mayHaveChangedElsewhere);
  }

  /**
   * Tells everyone who waits in {@link #awaitAnnouncement}, on every node, that there is something
   * new, once the transaction that this handle belongs to is committed. Only PostgreSQL can.
   */
  public void announce(Handle handle) {
    engine.announce(handle);
  }

  /**
   * Waits for an announcement. One may come for nothing, or be lost: ask the store itself all the
   * same.
   *
   * @param longest waits no longer
   * @return false where the time went by without one; always true where none are ever made
   */
  public boolean awaitAnnouncement(Duration longest) throws InterruptedException {
    return engine.awaitAnnouncement(longest);
  }

  /**
   * An SQL expression that names the history of which the database's state is the newest. It
   * changes where a replica that may be behind takes its primary's place: what was read before may
   * never have been, there.
   */
  public String lineage() {
    return engine.lineage();
  }

  /** What {@link #lineage()} is in the snapshot of a read. */
  public String lineage(Handle handle) {
    return handle.createQuery("SELECT " + lineage()).mapTo(String.class).one();
  }

  @Override
  public void close() {
    engine.close();
  }

  private static <T> T run(String what, java.util.function.Supplier<T> step) {
    if (IN_WORK.isBound()) {
      throw new IllegalStateException("A work of the store may not call the store.");
    }
    try {
      return step.get();
    } catch (JdbiException e) {
      String message = "The database could not " + what + ": " + rootMessage(e);
      throw Faults.isOne(e) ? StoreException.fault(message, e) : new StoreException(message, e);
    }
  }

  private static <T> Function<Handle, T> outermost(Function<Handle, T> work) {
    return handle -> ScopedValue.where(IN_WORK, true).call(() -> work.apply(handle));
  }

  private static String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = String.valueOf(root.getMessage());
    return message.lines().findFirst().orElse("");
  }
}
