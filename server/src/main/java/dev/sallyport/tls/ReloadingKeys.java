package dev.sallyport.tls;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key that holds now. Its files are looked at when a handshake asks for it, at most every few
 * seconds, so there is no thread that watches; a pair that can't be used leaves the old one.
 */
final class ReloadingKeys {
  private static final Logger LOG = LoggerFactory.getLogger(ReloadingKeys.class);

  private final KeyPairFiles files;
  private final InstantSource clock;
  private final long betweenLooksMillis;
  private final ReentrantLock looking = new ReentrantLock();
  private final AtomicLong nextLook;
  private KeyPairFiles.Stamp stamp;
  private volatile Numbered current;

  /** A key and how many there were before it. */
  record Numbered(long number, ServerKey key) {}

  ReloadingKeys(KeyPairFiles files, InstantSource clock, long betweenLooksMillis) {
    this.files = files;
    this.clock = clock;
    this.betweenLooksMillis = betweenLooksMillis;
    // The stamp first: what is written while the files are read is then seen at the next look.
    this.stamp = files.stamp();
    this.current = new Numbered(0, files.read());
    this.nextLook = new AtomicLong(clock.millis() + betweenLooksMillis);
    warnIfExpired(current.key());
  }

  Numbered current() {
    long now = clock.millis();
    if (now >= nextLook.get() && looking.tryLock()) {
      try {
        look();
        nextLook.set(now + betweenLooksMillis);
      } finally {
        looking.unlock();
      }
    }
    return current;
  }

  private void look() {
    KeyPairFiles.Stamp found = files.stamp();
    if (found.equals(stamp)) {
      return;
    }
    stamp = found;
    try {
      ServerKey key = files.read();
      current = new Numbered(current.number() + 1, key);
      LOG.info("new connections get the certificate that {} holds now", files.certificate());
      warnIfExpired(key);
    } catch (TlsException e) {
      LOG.warn(
          "the certificate changed, but can't be used; the one before goes on: {}", e.reason());
    }
  }

  private void warnIfExpired(ServerKey key) {
    Instant now = clock.instant();
    if (key.isExpired(now)) {
      LOG.warn(
          "the certificate in {} expired at {}; clients will refuse it",
          files.certificate(),
          key.certificate().getNotAfter().toInstant());
    }
  }
}
