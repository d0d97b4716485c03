package dev.sallyport.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * LISTEN and NOTIFY, on a connection of its own that is made when it is first waited on. Where it
 * is lost, or stands behind a pool that passes no notifications on, waiting is all that is left; it
 * is made anew at the next wait.
 */
final class PostgresListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresListener.class);
  private static final String CHANNEL = "sallyport_change";

  /** A connection that was lost without a word would be silent for ever. */
  private static final long SILENCE_NANOS = Duration.ofSeconds(30).toNanos();

  /** The one who waits follows changes too, which may not come later than this. */
  private static final int ANSWER_SECONDS = 1;

  private final PGSimpleDataSource source;
  private final ReentrantLock waiting = new ReentrantLock();
  private volatile @Nullable Connection connection;
  private volatile boolean closed;
  private boolean failing;
  private long heardAt = System.nanoTime();

  PostgresListener(PGSimpleDataSource source) {
    this.source = source;
  }

  /** Sent by the server when the transaction commits; several in one are one. */
  void announce(Handle handle) {
    handle.execute("NOTIFY " + CHANNEL);
  }

  /**
   * Returns at the next announcement, or when the time is over. One thread at a time.
   *
   * @return false where there was none
   */
  boolean await(Duration longest) throws InterruptedException {
    waiting.lockInterruptibly();
    long start = System.nanoTime();
    boolean told = false;
    try {
      boolean listening = connection != null;
      Connection held = listener();
      // What was announced before the connection was made is not told, so it is as good as told.
      told = !listening || hears(held, longest);
      failing = false;
    } catch (SQLException e) {
      lost(e);
      Duration left = longest.minusNanos(System.nanoTime() - start);
      if (left.isPositive()) {
        Thread.sleep(left);
      }
    } finally {
      waiting.unlock();
    }
    return told;
  }

  private boolean hears(Connection held, Duration longest) throws SQLException {
    if (System.nanoTime() - heardAt > SILENCE_NANOS) {
      if (!held.isValid(ANSWER_SECONDS)) {
        throw new SQLException("the connection to hear them by was lost");
      }
      heardAt = System.nanoTime();
    }
    // Zero would wait for ever.
    int millis = Math.clamp(longest.toMillis(), 1, Integer.MAX_VALUE);
    PGNotification[] heard = held.unwrap(PGConnection.class).getNotifications(millis);
    if (heard == null || heard.length == 0) {
      return false;
    }
    heardAt = System.nanoTime();
    return true;
  }

  private Connection listener() throws SQLException {
    Connection held = connection;
    if (held != null) {
      return held;
    }
    Connection made = source.getConnection();
    connection = made;
    if (closed) {
      end();
      throw new SQLException("closed");
    }
    try (Statement statement = made.createStatement()) {
      statement.execute("LISTEN " + CHANNEL);
    }
    heardAt = System.nanoTime();
    return made;
  }

  private void lost(SQLException e) {
    end();
    if (!failing && !closed) {
      LOG.warn("announcements of changes can't be heard; asking for them goes on", e);
      failing = true;
    }
  }

  private void end() {
    Connection held = connection;
    connection = null;
    if (held != null) {
      try {
        held.close();
      } catch (SQLException e) {
        // It was lost already.
        return;
      }
    }
  }

  /** Wakes the thread that waits. */
  @Override
  public void close() {
    closed = true;
    end();
  }
}
