package dev.sallyport.store;

import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** The database: SQLite in the data folder, or PostgreSQL. */
public final class Store implements AutoCloseable {

  /** Runs a read in one snapshot. */
  public <T> T read(Function<Handle, T> work) {
    throw new UnsupportedOperationException();
  }

  /**
   * Runs one transaction that writes. When this returns the change is durable; where the work
   * throws, nothing was changed.
   */
  public <T> T write(Function<Handle, T> work) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
