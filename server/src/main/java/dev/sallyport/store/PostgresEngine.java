package dev.sallyport.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionException;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL, for more than one node. */
final class PostgresEngine implements Engine {
  private static final int CONNECT_MILLIS = 5_000;

  /** The longest silence: no statement of ours takes as long, and a lost peer tells nothing. */
  private static final int SILENCE_SECONDS = 20;

  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final PostgresListener listener;

  private PostgresEngine(HikariDataSource pool, PostgresListener listener) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
    this.listener = listener;
  }

  static PostgresEngine open(String url, int poolSize, boolean create) {
    PostgresEngine engine =
        new PostgresEngine(connect(url, poolSize), new PostgresListener(impatient(source(url))));
    try {
      engine.prepare(url, create);
      return engine;
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  private static HikariDataSource connect(String url, int poolSize) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(impatient(source(url)));
    config.setMaximumPoolSize(poolSize);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECT_MILLIS);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.setPoolName("store");
    config.setConnectionInitSql(
        "SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '60s'");
    try {
      return new HikariDataSource(config);
    } catch (HikariPool.PoolInitializationException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new StoreException(
          "Can't reach the database at %s: %s"
              .formatted(withoutParameters(url), cause.getMessage()),
          e);
    }
  }

  /** Without a bound a read over a broken network waits for hours, and the follower with it. */
  private static PGSimpleDataSource impatient(PGSimpleDataSource source) {
    if (source.getSocketTimeout() == 0) {
      source.setSocketTimeout(SILENCE_SECONDS);
    }
    return source;
  }

  private static PGSimpleDataSource source(String url) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setApplicationName("sallyport");
    source.setTcpKeepAlive(true);
    source.setConnectTimeout((int) TimeUnit.MILLISECONDS.toSeconds(CONNECT_MILLIS));
    return source;
  }

  private void prepare(String url, boolean create) {
    boolean made =
        read(handle ->
            handle
                .createQuery("SELECT to_regclass('flyway_schema_history') IS NOT NULL")
                .mapTo(Boolean.class)
                .one());
    if (!made && !create) {
      throw Schema.missing(withoutParameters(url));
    }
    if (!made || Schema.isBehind(read(Schema::of))) {
      // Its own connections: it takes several at once and waits longer than a pool lets it.
      Schema.migrate(source(url));
    }
  }

  /** The transaction is begun by hand: one statement, where the driver's own ways take several. */
  @Override
  public <T> T read(Function<Handle, T> work) {
    try (Handle handle = jdbi.open()) {
      handle.execute("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY");
      try {
        return work.apply(handle);
      } finally {
        end(handle);
      }
    }
  }

  /** Each statement sees what was committed before it, so a row that was waited for is re-read. */
  @Override
  public <T> T write(Function<Handle, T> work) {
    try (Handle handle = jdbi.open()) {
      handle.begin();
      boolean done = false;
      T result;
      try {
        result = work.apply(handle);
        done = true;
      } finally {
        if (!done) {
          rollBack(handle);
        }
      }
      commit(handle);
      return result;
    }
  }

  private static void commit(Handle handle) {
    if (hasFailed(handle)) {
      rollBack(handle);
      throw new StoreException(
          "The database could not write: one of its statements failed. Nothing was changed.");
    }
    try {
      handle.commit();
    } catch (TransactionException e) {
      throw new StoreException(
          "The database did not confirm a change; whether it was made is not known."
              + " Look before you try again.",
          e);
    }
  }

  /** After a statement that failed the server takes COMMIT for ROLLBACK, and calls it no error. */
  private static boolean hasFailed(Handle handle) {
    try {
      return handle.getConnection().unwrap(BaseConnection.class).getTransactionState()
          == TransactionState.FAILED;
    } catch (SQLException e) {
      throw new StoreException("The database could not write: " + e.getMessage(), e);
    }
  }

  private static void rollBack(Handle handle) {
    try {
      handle.rollback();
    } catch (JdbiException e) {
      // The connection is gone, and the transaction with it.
      return;
    }
  }

  private static void end(Handle handle) {
    try {
      handle.execute("ROLLBACK");
    } catch (JdbiException e) {
      // The connection is gone, and the snapshot with it.
      return;
    }
  }

  @Override
  public boolean mayHaveChangedElsewhere() {
    return true;
  }

  @Override
  public void announce(Handle handle) {
    listener.announce(handle);
  }

  @Override
  public void awaitAnnouncement(Duration longest) throws InterruptedException {
    listener.await(longest);
  }

  @Override
  public void close() {
    listener.close();
    pool.close();
  }

  /** Without what may hold a password. */
  private static String withoutParameters(String url) {
    int end = url.indexOf('?');
    return (end < 0 ? url : url.substring(0, end)).replaceFirst("//[^/@]*@", "//");
  }
}
