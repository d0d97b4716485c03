package dev.sallyport.store;

import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteDataSource;

/** The threads that read, each with a connection that can do nothing else. */
final class SqliteReaders implements AutoCloseable {
  private static final int THREADS = 4;
  private static final int WAITING = 4_096;

  private final SQLiteDataSource source;
  private final Queue<Handle> idle = new ConcurrentLinkedQueue<>();
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofPlatform().daemon().name("store-reader-", 0).factory());

  SqliteReaders(SQLiteDataSource source) {
    this.source = source;
  }

  <T> T run(Function<Handle, T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    try {
      threads.execute(() -> Waiting.complete(done, () -> inSnapshot(work)));
    } catch (RejectedExecutionException e) {
      throw new StoreException(
          threads.isShutdown()
              ? "The store is closed."
              : "The database could not read: too many reads are waiting.",
          e);
    }
    return Waiting.forResult(done);
  }

  private <T> T inSnapshot(Function<Handle, T> work) {
    // As many handles as threads at most: each thread holds one at a time.
    Handle polled = idle.poll();
    Handle handle = polled == null ? open() : polled;
    boolean sound = false;
    try {
      handle.execute("BEGIN");
      try {
        return work.apply(handle);
      } finally {
        handle.execute("ROLLBACK");
        sound = true;
      }
    } finally {
      if (sound) {
        idle.add(handle);
      } else {
        handle.close();
      }
    }
  }

  private Handle open() {
    try {
      Handle handle = Jdbi.open(source.getConnection());
      handle.execute("PRAGMA query_only = ON");
      return handle;
    } catch (SQLException e) {
      throw new StoreException("The database can't be opened: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    Waiting.uninterruptibly(() -> threads.awaitTermination(1, TimeUnit.MINUTES));
    for (Handle handle = idle.poll(); handle != null; handle = idle.poll()) {
      handle.close();
    }
  }
}
