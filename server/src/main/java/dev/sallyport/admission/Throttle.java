package dev.sallyport.admission;

import dev.sallyport.allowlist.IpAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Slows the guessing of secrets: after some failures from one site, each further one makes it wait
 * longer. It knows addresses only, so that nobody can lock an account's owner out from elsewhere.
 * Safe for use by many threads.
 */
public final class Throttle {
  /** Failures that cost no waiting. */
  public static final int FREE_FAILURES = 5;

  /** The longest wait; the first is a second, and each failure doubles it. */
  public static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  /** After this long without a failure all is forgotten. */
  public static final Duration MEMORY = Duration.ofMinutes(15);

  /** Tries under way at once from a site that has not failed yet. */
  private static final int TRIES_AT_ONCE = 64;

  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final int MOST_SITES = 50_000;

  private final InstantSource clock;
  private final Map<Site, Tries> sites =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Site, Tries> eldest) {
          return size() > MOST_SITES;
        }
      };

  public Throttle(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Asks to try a secret. Where the answer is empty the try may be made, and {@link #leave} must
   * follow it; else it says how long to wait, and the secret must not even be looked at.
   */
  public synchronized Optional<Duration> enter(IpAddress address) {
    long now = clock.millis();
    Tries tries = sites.computeIfAbsent(Site.of(address), site -> new Tries());
    if (tries.failures > 0 && now - tries.lastFailure > MEMORY.toMillis()) {
      tries.failures = 0;
    }
    if (tries.failures >= FREE_FAILURES && now < tries.waitUntil()) {
      return Optional.of(Duration.ofMillis(tries.waitUntil() - now));
    }
    if (tries.underWay >= tries.atOnce()) {
      return Optional.of(FIRST_WAIT);
    }
    tries.underWay++;
    return Optional.empty();
  }

  /**
   * Tells how a try ended.
   *
   * @param failed whether the secret was wrong; a denial for any other reason is no failure
   */
  public synchronized void leave(IpAddress address, boolean failed) {
    Site site = Site.of(address);
    Tries tries = sites.computeIfAbsent(site, absent -> new Tries());
    tries.underWay = Math.max(0, tries.underWay - 1);
    if (failed) {
      tries.failures++;
      tries.lastFailure = clock.millis();
    } else if (tries.failures == 0 && tries.underWay == 0) {
      sites.remove(site);
    }
  }

  /** What is known of one site. */
  private static final class Tries {
    private int failures;
    private int underWay;
    private long lastFailure;

    /** A right secret forgives nothing: its holder may be the one who guesses at others. */
    long waitUntil() {
      int doublings = Math.min(failures - FREE_FAILURES, 30);
      long wait = Math.min(FIRST_WAIT.toMillis() << doublings, LONGEST_WAIT.toMillis());
      return lastFailure + wait;
    }

    /** Fewer once a site has failed, so that a burst can't outrun the counting. */
    int atOnce() {
      return failures == 0 ? TRIES_AT_ONCE : Math.max(1, FREE_FAILURES - failures);
    }
  }
}
