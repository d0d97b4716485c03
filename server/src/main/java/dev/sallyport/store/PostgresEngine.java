package dev.sallyport.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL, for more than one node. */
final class PostgresEngine implements Engine {
  private static final int CONNECT_MILLIS = 5_000;

  private final HikariDataSource pool;
  private final Jdbi jdbi;

  private PostgresEngine(HikariDataSource pool) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
  }

  static PostgresEngine open(String url, int poolSize, boolean create) {
    PostgresEngine engine = new PostgresEngine(connect(url, poolSize));
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
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(poolSize);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECT_MILLIS);
    config.setPoolName("store");
    config.addDataSourceProperty("ApplicationName", "sallyport");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("socketTimeout", "30");
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
      PGSimpleDataSource source = new PGSimpleDataSource();
      source.setUrl(url);
      Schema.migrate(source);
    }
  }

  @Override
  public <T> T read(Function<Handle, T> work) {
    return inTransaction("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY", work);
  }

  /** Each statement sees what was committed before it, so a row that was waited for is re-read. */
  @Override
  public <T> T write(Function<Handle, T> work) {
    return inTransaction("BEGIN ISOLATION LEVEL READ COMMITTED", work);
  }

  private <T> T inTransaction(String begin, Function<Handle, T> work) {
    try (Handle handle = jdbi.open()) {
      handle.execute(begin);
      boolean done = false;
      try {
        T result = work.apply(handle);
        handle.execute("COMMIT");
        done = true;
        return result;
      } finally {
        if (!done) {
          rollBack(handle);
        }
      }
    }
  }

  private static void rollBack(Handle handle) {
    try {
      handle.execute("ROLLBACK");
    } catch (RuntimeException e) {
      // The connection is gone, and the transaction with it.
      return;
    }
  }

  @Override
  public boolean mayHaveChangedElsewhere() {
    return true;
  }

  @Override
  public void close() {
    pool.close();
  }

  /** Without what may hold a password. */
  private static String withoutParameters(String url) {
    int end = url.indexOf('?');
    return (end < 0 ? url : url.substring(0, end)).replaceFirst("//[^/@]*@", "//");
  }
}
