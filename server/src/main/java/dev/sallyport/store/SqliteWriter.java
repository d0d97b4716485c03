package dev.sallyport.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes. Works that wait share a commit, and so the wait for the disk; each
 * has a savepoint of its own, so that one that throws undoes nothing of its neighbours'.
 */
final class SqliteWriter implements AutoCloseable {
  private static final int WAITING = 1_024;
  private static final int GROUP = 128;

  private final Connection connection;
  private final Handle handle;
  private final WriteTurns turns;
  private final BlockingQueue<Work<?>> queue = new ArrayBlockingQueue<>(WAITING);
  private final Work<Boolean> last = new Work<>(_ -> true);
  private final Thread thread;
  private volatile boolean closed;

  SqliteWriter(Connection connection) throws SQLException {
    this.connection = connection;
    this.turns = new WriteTurns(connection);
    this.handle = Jdbi.open(connection);
    thread = Thread.ofPlatform().daemon().name("store-writer").start(this::writeUntilClosed);
  }

  <T> T run(Function<Handle, T> body) {
    Work<T> work = new Work<>(body);
    if (closed) {
      throw closedException();
    }
    if (!Waiting.uninterruptibly(
        () -> queue.offer(work, SqliteEngine.BUSY_MILLIS, TimeUnit.MILLISECONDS))) {
      throw new StoreException("The database could not write: too many writes are waiting.");
    }
    // Put in behind the last one, nobody would take it out.
    if (closed && queue.remove(work)) {
      throw closedException();
    }
    return Waiting.forResult(work.done);
  }

  private void writeUntilClosed() {
    try {
      boolean open = true;
      while (open) {
        long idleFrom = System.nanoTime();
        Work<?> first = Waiting.uninterruptibly(queue::take);
        open = first != last && writeGroup(first, System.nanoTime() - idleFrom);
      }
    } finally {
      // Whatever ends this thread, nobody waits for it in vain.
      closed = true;
      for (Work<?> late = queue.poll(); late != null; late = queue.poll()) {
        late.done.completeExceptionally(closedException());
      }
      handle.close();
    }
  }

  /** False where the last work was met. */
  private boolean writeGroup(Work<?> first, long idleNanos) {
    try {
      turns.begin(idleNanos);
    } catch (SQLException e) {
      failWaiting(first, e);
      return true;
    }
    boolean open = true;
    List<Work<?>> group = new ArrayList<>();
    try {
      Work<?> next = first;
      while (next != null && next != last) {
        group.add(next);
        next.attempt();
        next = group.size() < GROUP ? queue.poll() : null;
      }
      open = next != last;
      execute("COMMIT");
      group.forEach(Work::tell);
    } catch (SQLException e) {
      rollBack();
      StoreException failure =
          new StoreException("The database could not write: " + e.getMessage(), e);
      group.forEach(work -> work.done.completeExceptionally(failure));
    }
    return open;
  }

  /** Whoever has waited as long for the lock as the one that asked for it, hears the same. */
  private void failWaiting(Work<?> first, SQLException cause) {
    StoreException failure =
        new StoreException(
            WriteTurns.isBusy(cause)
                ? "The database could not write: another process kept it for 5 seconds. Try again."
                : "The database could not write: " + cause.getMessage(),
            cause);
    for (Work<?> work = first; work != null && work != last; work = overdue()) {
      work.done.completeExceptionally(failure);
    }
  }

  private @Nullable Work<?> overdue() {
    Work<?> head = queue.peek();
    boolean overdue =
        head != null
            && head != last
            && System.nanoTime() - head.since
                >= TimeUnit.MILLISECONDS.toNanos(SqliteEngine.BUSY_MILLIS);
    return overdue ? queue.poll() : null;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void rollBack() {
    try {
      execute("ROLLBACK");
    } catch (SQLException e) {
      // SQLite has ended the transaction itself, as it does when the disk is full.
      return;
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      Waiting.uninterruptibly(() -> {
        queue.put(last);
        return true;
      });
    }
    Waiting.uninterruptibly(() -> {
      thread.join();
      return true;
    });
  }

  private static StoreException closedException() {
    return new StoreException("The store is closed.");
  }

  /** Something to write and the one who waits for it. */
  private final class Work<T> {
    private final Function<Handle, T> body;
    private final CompletableFuture<T> done = new CompletableFuture<>();
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final long since = System.nanoTime();

    Work(Function<Handle, T> body) {
      this.body = body;
    }

    void attempt() throws SQLException {
      execute("SAVEPOINT work");
      Waiting.complete(result, () -> body.apply(handle));
      if (result.isCompletedExceptionally()) {
        execute("ROLLBACK TO work");
      }
      execute("RELEASE work");
    }

    /** Called when the commit is on disk. */
    void tell() {
      Waiting.complete(done, () -> Waiting.forResult(result));
    }
  }
}
