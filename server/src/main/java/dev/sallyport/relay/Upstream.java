package dev.sallyport.relay;

import dev.sallyport.message.ReversePath;
import dev.sallyport.smtp.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One server and the connections kept to it. Safe for use by many threads. */
final class Upstream {

  private static final Logger log = LoggerFactory.getLogger(Upstream.class);

  private final RelayUrl url;
  private final RelayTerms terms;
  private final Dialer dialer;
  private final Rest rest = new Rest();
  private final Semaphore free;

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
      return new Lease(this, kept, true);
    }
    return newLease();
  }

  private Lease newLease() throws LostException {
    RelayConnection connection = null;
    try {
      connection = dialer.dial();
      worked();
      return new Lease(this, connection, false);
    } catch (LostException e) {
      failed(e);
      throw e;
    } finally {
      if (connection == null) {
        free.release();
      }
    }
  }

  private void takePlace() throws LostException {
    try {
      if (closed) {
        throw new LostException(url + ": we are shutting down");
      }
      Duration patience = terms.limits().patience();
      if (!free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new LostException(
            url + ": all " + terms.limits().connections() + " connections are taken");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LostException(url + ": interrupted", e);
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

  void giveBack(RelayConnection connection) {
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

  void discard(RelayConnection connection) {
    connection.drop();
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
