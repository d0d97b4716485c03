package dev.sallyport.store;

import java.time.Duration;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** One of the two databases below the one SQL. */
sealed interface Engine extends AutoCloseable permits SqliteEngine, PostgresEngine {
  <T> T read(Function<Handle, T> work);

  <T> T write(Function<Handle, T> work);

  boolean mayHaveChangedElsewhere();

  void announce(Handle handle);

  boolean awaitAnnouncement(Duration longest) throws InterruptedException;

  String lineage();

  @Override
  void close();
}
