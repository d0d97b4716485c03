package dev.sallyport.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Takes the file's write lock in turns with other processes. SQLite keeps no queue: whoever waits
 * asks again and again, and a process that writes without a pause could keep all others out. So one
 * that has written for a while leaves a gap that is longer than the wait between two questions.
 */
final class WriteTurns {
  private static final long BUSY_NANOS = TimeUnit.MILLISECONDS.toNanos(SqliteEngine.BUSY_MILLIS);
  private static final long ASK_MILLIS = 2;
  private static final long GAP_MILLIS = 5;
  private static final long STRETCH_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Connection connection;
  private long lastGap = System.nanoTime();

  WriteTurns(Connection connection) throws SQLException {
    this.connection = connection;
    // Asked for by hand below: SQLite's own wait grows to 100 ms between two questions.
    execute("PRAGMA busy_timeout = 0");
  }

  /**
   * Begins a transaction that holds the lock.
   *
   * @param idleNanos how long this process did not want the lock just now
   * @throws SQLException where it was not to be had for 5 seconds, or can't be had at all
   */
  void begin(long idleNanos) throws SQLException {
    long start = System.nanoTime();
    if (idleNanos > TimeUnit.MILLISECONDS.toNanos(GAP_MILLIS)) {
      lastGap = start;
    }
    if (start - lastGap > STRETCH_NANOS) {
      pause(GAP_MILLIS);
      lastGap = System.nanoTime();
    }
    while (!tryBegin(System.nanoTime() - start > BUSY_NANOS)) {
      pause(ASK_MILLIS);
      lastGap = System.nanoTime();
    }
  }

  private boolean tryBegin(boolean lastTime) throws SQLException {
    try {
      execute("BEGIN IMMEDIATE");
      return true;
    } catch (SQLException e) {
      if (isBusy(e) && !lastTime) {
        return false;
      }
      throw e;
    }
  }

  static boolean isBusy(SQLException thrown) {
    return thrown instanceof SQLiteException sqlite
        && (sqlite.getResultCode().code & 0xff) == SQLiteErrorCode.SQLITE_BUSY.code;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void pause(long millis) {
    Waiting.uninterruptibly(() -> {
      Thread.sleep(millis);
      return true;
    });
  }
}
