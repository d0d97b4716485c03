package dev.sallyport.submission;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections that are open now. */
final class Connections {
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
  private static final Duration POLL = Duration.ofMillis(20);

  private final Parts parts;
  private final Semaphore room;
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  Connections(Parts parts) {
    this.parts = parts;
    this.room = new Semaphore(parts.limits().sessions());
  }

  boolean isStopping() {
    return stopping;
  }

  /** Takes an accepted connection; it is served on a thread of its own. */
  void open(Socket socket, Security security) throws IOException {
    parts.counters().accepted.increment();
    if (stopping || !room.tryAcquire()) {
      // Not worth a thread: under such a load the client's own error must do.
      parts.counters().turnedAway.increment();
      parts.counters().ended.increment();
      socket.close();
      return;
    }
    Connection connection;
    try {
      connection = new Connection(socket, security, parts, this);
    } catch (IOException gone) {
      parts.counters().ended.increment();
      room.release();
      socket.close();
      return;
    }
    open.add(connection);
    Thread.ofVirtual().name("smtp").start(() -> serve(connection));
  }

  private void serve(Connection connection) {
    try {
      connection.serve();
    } catch (RuntimeException bug) {
      LOG.error("a session ended by a fault of this program", bug);
    } finally {
      open.remove(connection);
      parts.counters().ended.increment();
      room.release();
    }
  }

  /** Tells idle clients goodbye, waits for the rest, and cuts off what is left. */
  void stop(Duration most) {
    stopping = true;
    long end = System.nanoTime() + most.toNanos();
    open.forEach(connection -> Thread.ofVirtual().start(connection::endIfIdle));
    try {
      while (!open.isEmpty() && System.nanoTime() - end < 0) {
        Thread.sleep(POLL);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    open.forEach(Connection::cutOff);
  }
}
