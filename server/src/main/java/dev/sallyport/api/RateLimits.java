package dev.sallyport.api;

import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Requests of each account in the minute under way. One small number per account that called since
 * the minute began; what is older is forgotten.
 */
final class RateLimits {
  private static final int SECONDS = 60;
  private static final int SWEEP_ABOVE = 10_000;

  private final InstantSource clock;
  private final ConcurrentHashMap<String, Window> windows = new ConcurrentHashMap<>();
  private final AtomicLong swept = new AtomicLong();

  RateLimits(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Spends one request.
   *
   * @param perMinute the account's bound, above 0
   */
  Spent spend(String accountId, int perMinute) {
    long second = clock.instant().getEpochSecond();
    long minute = second / SECONDS;
    // Once a minute: what is of this minute stays, and to look at it again would be in vain.
    if (windows.size() > SWEEP_ABOVE && swept.getAndSet(minute) != minute) {
      windows.values().removeIf(window -> window.minute < minute);
    }
    Window window =
        windows.compute(
            accountId,
            (_, old) ->
                old == null || old.minute != minute
                    ? new Window(minute, 1)
                    : new Window(minute, Math.min(old.count + 1, perMinute + 1)));
    return new Spent(
        window.count <= perMinute,
        Math.max(0, perMinute - window.count),
        (int) (SECONDS - second % SECONDS));
  }

  private record Window(long minute, int count) {}

  /**
   * @param granted whether the request is within the bound
   * @param remaining how many more are
   * @param resetSeconds until the next minute begins, 1 to 60
   */
  record Spent(boolean granted, int remaining, int resetSeconds) {}
}
