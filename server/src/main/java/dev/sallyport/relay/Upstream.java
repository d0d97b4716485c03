package dev.sallyport.relay;

import dev.sallyport.message.ReversePath;
import dev.sallyport.smtp.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One server and the connections kept to it. Safe for use by many threads. */
final class Upstream {

  private static final Logger log = LoggerFactory.getLogger(Upstream.class);

  /** How often one in line looks for connections to take back, in nanoseconds. */
  private static final long LOOK_AROUND = 250_000_000;

  private final RelayUrl url;
  private final RelayTerms terms;
  private final Dialer dialer;
  private final Rest rest = new Rest();
  private final Semaphore free;

  private final Set<Lease> lent = ConcurrentHashMap.newKeySet();

  /** The last used first, so that those not needed grow old. */
  private final ConcurrentLinkedDeque<RelayConnection> idle = new ConcurrentLinkedDeque<>();

  private volatile boolean closed;

  Upstream(RelayUrl url, RelayTerms terms, Deadlines deadlines) {
    this.url = url;
    this.terms = terms;
    this.dialer = new Dialer(url, terms, deadlines);
    this.free = new Semaphore(terms.limits().connections(), true);
  }

  /** Whether it failed a moment ago and others should be tried first. */
  boolean isResting() {
    return rest.isResting();
  }

  /** What came of MAIL: the word on it, and the connection to go on with or give back. */
  record Begun(Lease lease, Reply reply) {}

  /** Puts MAIL over a connection kept or, where there is none that lives, a new one. */
  Begun begin(ReversePath from, boolean eightBit) throws LostException {
    Lease lease = lease();
    if (lease.isReused()) {
      try {
        return new Begun(lease, lease.mail(from, eightBit));
      } catch (LostException e) {
        // It was closed while it lay idle, or has had its fill of messages.
        lease.discard();
        takePlace();
        lease = newLease();
      }
    }
    try {
      return new Begun(lease, lease.mail(from, eightBit));
    } catch (LostException e) {
      lease.discard();
      failed(e);
      throw e;
    }
  }

  private Lease lease() throws LostException {
    takePlace();
    RelayConnection kept = kept();
    if (kept != null) {
      return lend(kept, true);
    }
    return newLease();
  }

  private Lease newLease() throws LostException {
    RelayConnection connection = null;
    try {
      connection = dialer.dial();
      worked();
      return lend(connection, false);
    } catch (LostException e) {
      failed(e);
      throw e;
    } finally {
      if (connection == null) {
        free.release();
      }
    }
  }

  private Lease lend(RelayConnection connection, boolean reused) {
    Lease lease = new Lease(this, connection, reused);
    lent.add(lease);
    return lease;
  }

  private void takePlace() throws LostException {
    try {
      if (closed) {
        throw new LostException(url + ": we are shutting down");
      }
      if (!free.tryAcquire() && !waitForPlace()) {
        throw new LostException(
            url + ": all " + terms.limits().connections() + " connections are taken");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LostException(url + ": interrupted", e);
    }
  }

  /**
   * Waits in line, taking connections back meanwhile from transactions whose clients are silent:
   * else those who are slow, on purpose or not, could keep all others' mail out.
   */
  private boolean waitForPlace() throws InterruptedException {
    long end = System.nanoTime() + terms.limits().patience().toNanos();
    while (true) {
      takeBackOne();
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      if (free.tryAcquire(Math.min(left, LOOK_AROUND), TimeUnit.NANOSECONDS)) {
        return true;
      }
    }
  }

  private void takeBackOne() {
    Lease longest = null;
    Duration rest = terms.limits().doze();
    for (Lease lease : lent) {
      Duration its = lease.rest();
      if (its.isPositive() && its.compareTo(rest) >= 0) {
        longest = lease;
        rest = its;
      }
    }
    if (longest != null) {
      longest.takeBack();
    }
  }

  private @Nullable RelayConnection kept() {
    while (true) {
      RelayConnection connection = idle.pollFirst();
      if (connection == null || !connection.hasUnread()) {
        return connection;
      }
      // It was closed, or told us something unasked, such as 421 before closing.
      connection.drop();
    }
  }

  void giveBack(Lease lease, RelayConnection connection) {
    lent.remove(lease);
    connection.used();
    if (closed || connection.messages() >= terms.limits().messages() || connection.hasUnread()) {
      leave(connection);
    } else {
      connection.atRest();
      connection.idleSince(System.nanoTime());
      idle.offerFirst(connection);
    }
    free.release();
    if (closed) {
      close();
    }
  }

  void discard(Lease lease, RelayConnection connection) {
    lent.remove(lease);
    connection.drop();
    free.release();
  }

  void partWith(Lease lease, RelayConnection connection) {
    lent.remove(lease);
    leave(connection);
    free.release();
  }

  private void worked() {
    if (rest.end()) {
      log.info("relay {} can be reached again", url);
    }
  }

  private void failed(LostException e) {
    if (rest.begin()) {
      log.warn("a relay can't be used: {}", e.getMessage());
    }
  }

  /** Lets go of connections that were unused for too long. */
  void tidy() {
    long now = System.nanoTime();
    RelayConnection oldest = idle.peekLast();
    while (oldest != null && now - oldest.idleSince() > terms.limits().idle().toNanos()) {
      if (idle.removeLastOccurrence(oldest)) {
        leave(oldest);
      }
      oldest = idle.peekLast();
    }
  }

  /**
   * Lets go of all connections not in use, and keeps none from now on; each farewell is a thread.
   */
  List<Thread> close() {
    closed = true;
    List<Thread> farewells = new ArrayList<>();
    RelayConnection connection = idle.pollFirst();
    while (connection != null) {
      farewells.add(leave(connection));
      connection = idle.pollFirst();
    }
    return farewells;
  }

  private Thread leave(RelayConnection connection) {
    return Thread.ofVirtual()
        .name("relay-quit")
        .start(() -> connection.quit(terms.timeouts().farewell()));
  }

  RelayTerms terms() {
    return terms;
  }

  @Override
  public String toString() {
    return url.toString();
  }
}
