package dev.sallyport.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * SQLite: one thread writes, a few read. All of them are platform threads, for a call into the
 * native library pins a virtual one to its carrier.
 */
final class SqliteEngine implements Engine {
  /** "SALY", in the file's header: the file is ours. */
  private static final int APPLICATION_ID = 0x53414C59;

  static final int BUSY_MILLIS = 5_000;

  private static final ReentrantLock BRINGING_UP = new ReentrantLock();

  private final SqliteWriter writer;
  private final SqliteReaders readers;
  private final Connection watcher;
  private final ReentrantLock watching = new ReentrantLock();
  private long dataVersion;

  private SqliteEngine(SQLiteDataSource source) throws SQLException {
    watcher = source.getConnection();
    dataVersion = pragma(watcher, "data_version");
    readers = new SqliteReaders(source);
    writer = new SqliteWriter(source.getConnection());
  }

  static SqliteEngine open(Path path, boolean create) {
    StoreFolder folder = new StoreFolder(path);
    if (create) {
      folder.create();
    } else if (!folder.holdsDatabase()) {
      throw Schema.missing(path.toString());
    }
    folder.requireOwn();
    SQLiteDataSource source = source(folder.database());
    try {
      if (isBehind(source, folder.database(), create)) {
        bringUp(source, folder, create);
      }
      return new SqliteEngine(source);
    } catch (SQLException e) {
      throw new StoreException(
          "%s is not a database that can be used: %s".formatted(folder.database(), e.getMessage()),
          e);
    }
  }

  private static SQLiteDataSource source(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
    return source;
  }

  private static boolean isBehind(SQLiteDataSource source, Path file, boolean create)
      throws SQLException {
    try (Connection connection = source.getConnection()) {
      if (count(connection, "1 = 1") == 0) {
        if (!create) {
          throw Schema.missing(String.valueOf(file.getParent()));
        }
        return true;
      }
      if (pragma(connection, "application_id") != APPLICATION_ID) {
        throw new StoreException(
            file + " is another program's database. Nothing was changed. Set data.dir elsewhere.");
      }
      if (count(connection, "name = 'flyway_schema_history'") == 0) {
        return true;
      }
      try (Handle handle = Jdbi.open(connection)) {
        return Schema.isBehind(Schema.of(handle));
      }
    }
  }

  /** One process at a time; the others find the work done. */
  private static void bringUp(SQLiteDataSource source, StoreFolder folder, boolean create)
      throws SQLException {
    // The file's lock is the process's; within it, threads take turns by this one.
    BRINGING_UP.lock();
    try {
      StoreFolder.createFile(folder.lock());
      try (FileChannel channel = FileChannel.open(folder.lock(), StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (lock.isValid() && isBehind(source, folder.database(), create)) {
          try (Connection connection = source.getConnection();
              Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA application_id = " + APPLICATION_ID);
          }
          Schema.migrate(source);
        }
      }
    } catch (IOException e) {
      throw new StoreException("Can't lock " + folder.lock() + ": " + e, e);
    } finally {
      BRINGING_UP.unlock();
    }
  }

  @Override
  public <T> T read(Function<Handle, T> work) {
    return readers.run(work);
  }

  @Override
  public <T> T write(Function<Handle, T> work) {
    return writer.run(work);
  }

  /** Commits of this process's writer count too, so a true is no more than a hint. */
  @Override
  public boolean mayHaveChangedElsewhere() {
    watching.lock();
    try {
      long now = pragma(watcher, "data_version");
      boolean changed = now != dataVersion;
      dataVersion = now;
      return changed;
    } catch (SQLException e) {
      throw new StoreException("The database could not read: " + e.getMessage(), e);
    } finally {
      watching.unlock();
    }
  }

  @Override
  public void announce(Handle handle) {
    // Another process finds the change by asking, which costs next to nothing here.
  }

  @Override
  public boolean awaitAnnouncement(Duration longest) throws InterruptedException {
    Thread.sleep(longest);
    return true;
  }

  @Override
  public String lineage() {
    return "''";
  }

  @Override
  public void close() {
    writer.close();
    readers.close();
    watching.lock();
    try {
      watcher.close();
    } catch (SQLException e) {
      throw new StoreException("The database could not be closed: " + e.getMessage(), e);
    } finally {
      watching.unlock();
    }
  }

  private static long count(Connection connection, String condition) throws SQLException {
    return number(connection, "SELECT count(*) FROM sqlite_schema WHERE " + condition);
  }

  private static long pragma(Connection connection, String name) throws SQLException {
    return number(connection, "PRAGMA " + name);
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
