package dev.sallyport.relay;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Closes connections whose deadline has passed, up to a fifth of a second late. One thread looks
 * after all of a relay's connections, and sleeps while there are none.
 */
final class Deadlines {

  private static final long INTERVAL = 200_000_000;

  private final Set<RelayConnection> watched = ConcurrentHashMap.newKeySet();
  private final Runnable chore;
  private final Thread thread;
  private volatile boolean ended;

  /**
   * Starts watching.
   *
   * @param chore done as often as deadlines are looked at, while any connection is open
   */
  Deadlines(Runnable chore) {
    this.chore = chore;
    this.thread = Thread.ofPlatform().daemon().name("relay-deadlines").start(this::run);
  }

  void watch(RelayConnection connection) {
    watched.add(connection);
    LockSupport.unpark(thread);
  }

  void forget(RelayConnection connection) {
    watched.remove(connection);
    if (ended && watched.isEmpty()) {
      LockSupport.unpark(thread);
    }
  }

  /** How many connections are open. */
  int watched() {
    return watched.size();
  }

  /** Ends once the last connection is closed. */
  void end() {
    ended = true;
    LockSupport.unpark(thread);
  }

  private void run() {
    while (!(ended && watched.isEmpty())) {
      if (watched.isEmpty()) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, INTERVAL);
        long now = System.nanoTime();
        watched.forEach(connection -> connection.check(now));
        chore.run();
      }
    }
  }
}
