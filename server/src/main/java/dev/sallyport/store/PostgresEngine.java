package dev.sallyport.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.transaction.TransactionException;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PSQLException;

/** PostgreSQL, for more than one node. */
final class PostgresEngine implements Engine {
  private static final int CONNECT_MILLIS = 5_000;

  /** The longest silence: no statement of ours takes as long, and a lost peer tells nothing. */
  private static final int SILENCE_SECONDS = 20;

  /** How long the lack of a connection is taken for granted. */
  private static final long LACK_NANOS = Duration.ofSeconds(1).toNanos();

  /** The timeline that is written: a replica begins a new one when it takes its primary's place. */
  private static final String TIMELINE =
      "(SELECT CASE WHEN pg_is_in_recovery() THEN ''"
          + " ELSE substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) END)";

  private static final String NO_LINEAGE = "''";

  /** Connections that one work may meet, one after the other, with outdated statements. */
  private static final int MOST_OUTDATED = 200;

  private final String url;
  private final boolean create;
  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final PostgresListener listener;
  private final ReentrantLock preparing = new ReentrantLock();
  private volatile boolean prepared;
  private volatile String lineage = NO_LINEAGE;
  private volatile long lackedAt = System.nanoTime() - LACK_NANOS;

  private PostgresEngine(String url, StoreSettings settings) {
    this.url = url;
    this.create = settings.createWhenMissing();
    this.pool = connect(url, settings);
    this.jdbi = Jdbi.create(pool);
    this.listener = new PostgresListener(impatient(source(url)));
  }

  static PostgresEngine open(String url, StoreSettings settings) {
    PostgresEngine engine = new PostgresEngine(url, settings);
    try {
      engine.prepare();
      return engine;
    } catch (JdbiException e) {
      if (settings.mayBeAway() && !isMisconfigured(e)) {
        return engine;
      }
      engine.close();
      throw settings.mayBeAway() ? unreachable(url, e) : e;
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  private static HikariDataSource connect(String url, StoreSettings settings) {
    HikariConfig config = new HikariConfig();
    if (settings.mayBeAway()) {
      config.setInitializationFailTimeout(-1);
    }
    config.setDataSource(impatient(source(url)));
    config.setMaximumPoolSize(settings.poolSize());
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECT_MILLIS);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.setPoolName("store");
    config.setConnectionInitSql(
        "SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '60s'");
    try {
      return new HikariDataSource(config);
    } catch (HikariPool.PoolInitializationException e) {
      throw unreachable(url, e);
    }
  }

  private static StoreException unreachable(String url, RuntimeException e) {
    Throwable cause = e;
    while (cause.getCause() != null && !(cause instanceof PSQLException)) {
      cause = cause.getCause();
    }
    return new StoreException(
        "Can't reach the database at %s: %s".formatted(withoutParameters(url), cause.getMessage()),
        e);
  }

  /**
   * Whether the server is there and refuses us: a wrong user or password (28), no such database
   * (3D). Waiting mends neither.
   */
  private static boolean isMisconfigured(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof PSQLException refusal && refusal.getSQLState() != null) {
        return refusal.getSQLState().startsWith("28") || refusal.getSQLState().startsWith("3D");
      }
    }
    return false;
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

  /** Brings the schema up, once: at the start, or when the database is first reached. */
  private void prepare() {
    if (prepared) {
      return;
    }
    preparing.lock();
    try {
      if (!prepared) {
        bringUp();
        prepared = true;
      }
    } finally {
      preparing.unlock();
    }
  }

  private void bringUp() {
    boolean made =
        inSnapshot(handle ->
            handle
                .createQuery("SELECT to_regclass('flyway_schema_history') IS NOT NULL")
                .mapTo(Boolean.class)
                .one());
    if (!made && !create) {
      throw Schema.missing(withoutParameters(url));
    }
    if (!made || Schema.isBehind(inSnapshot(Schema::of))) {
      // Its own connections: it takes several at once and waits longer than a pool lets it.
      Schema.migrate(source(url));
    }
    lineage = tellsTimeline() ? TIMELINE : NO_LINEAGE;
  }

  /** Some servers that are not quite PostgreSQL's have no log to ask about. */
  private boolean tellsTimeline() {
    try {
      String _ =
          inSnapshot(handle -> handle.createQuery("SELECT " + TIMELINE).mapTo(String.class).one());
      return true;
    } catch (UnableToExecuteStatementException e) {
      if (e.getCause() instanceof PSQLException told && told.getServerErrorMessage() != null) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public String lineage() {
    return lineage;
  }

  @Override
  public <T> T read(Function<Handle, T> work) {
    prepare();
    return onNewestSchema(() -> inSnapshot(work));
  }

  /**
   * Does a work again where one of its statements was prepared before a newer node brought the
   * schema up: it fails once on each connection, before anything was changed.
   */
  private static <T> T onNewestSchema(Supplier<T> step) {
    int tries = 0;
    while (true) {
      try {
        return step.get();
      } catch (UnableToExecuteStatementException e) {
        if (!isOutdated(e) || ++tries == MOST_OUTDATED) {
          throw e;
        }
      }
    }
  }

  /** "cached plan must not change result type", in whatever language. */
  private static boolean isOutdated(UnableToExecuteStatementException failure) {
    return failure.getCause() instanceof PSQLException told
        && told.getServerErrorMessage() != null
        && "RevalidateCachedQuery".equals(told.getServerErrorMessage().getRoutine());
  }

  /**
   * A connection. Where none could be had a moment ago and there is none still, that is said at
   * once: those who ask one after the other would wait for a connection each.
   */
  private Handle open() {
    long now = System.nanoTime();
    if (now - lackedAt < LACK_NANOS && pool.getHikariPoolMXBean().getTotalConnections() == 0) {
      throw new StoreException("The database could not be reached a moment ago.");
    }
    try {
      return jdbi.open();
    } catch (ConnectionException e) {
      lackedAt = System.nanoTime();
      throw e;
    }
  }

  /** The transaction is begun by hand: one statement, where the driver's own ways take several. */
  private <T> T inSnapshot(Function<Handle, T> work) {
    try (Handle handle = open()) {
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
    prepare();
    return onNewestSchema(() -> inTransaction(work));
  }

  private <T> T inTransaction(Function<Handle, T> work) {
    try (Handle handle = open()) {
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
      throw StoreException.fault(
          "The database could not write: one of its statements failed. Nothing was changed.", null);
    }
    try {
      handle.commit();
    } catch (TransactionException e) {
      throw StoreException.unconfirmed(e);
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
  public boolean awaitAnnouncement(Duration longest) throws InterruptedException {
    return listener.await(longest);
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
