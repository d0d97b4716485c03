package dev.sallyport.admission;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How old the picture is: the time since the store last confirmed that nothing newer is there. Told
 * by a clock that only goes forward, so that setting the wall clock neither ages nor renews it.
 */
final class Freshness {
  private final Duration maxAge;
  private final LongSupplier nanoTime;
  private volatile boolean loaded;
  private volatile long confirmedAt;

  /**
   * @param maxAge {@code list.max-age}; zero for ever
   */
  Freshness(Duration maxAge, LongSupplier nanoTime) {
    this.maxAge = maxAge;
    this.nanoTime = nanoTime;
  }

  /** A moment to hand to {@link #confirm} once a question asked now was answered. */
  long now() {
    return nanoTime.getAsLong();
  }

  /**
   * The picture is as new as the store was at that moment, which must lie before the question was
   * asked.
   */
  void confirm(long askedAt) {
    confirmedAt = askedAt;
    loaded = true;
  }

  boolean isLoaded() {
    return loaded;
  }

  /** Zero where nothing was ever loaded. */
  Duration age() {
    return loaded ? Duration.ofNanos(nanoTime.getAsLong() - confirmedAt) : Duration.ZERO;
  }

  /** Whether calls may be decided by the picture (PRODUCT rule 9). */
  boolean isGood() {
    return loaded && (maxAge.isZero() || age().compareTo(maxAge) <= 0);
  }
}
