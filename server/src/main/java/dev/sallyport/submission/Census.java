package dev.sallyport.submission;

import java.util.concurrent.ConcurrentHashMap;

/** Counts who is in, by some key, and lets in no more than a bound for each. */
final class Census<K> {
  private final ConcurrentHashMap<K, Integer> counts = new ConcurrentHashMap<>();
  private final int most;

  Census(int most) {
    this.most = most;
  }

  /** Whether there is room; then {@link #leave} must follow. */
  boolean enter(K key) {
    boolean[] entered = new boolean[1];
    counts.compute(
        key,
        (same, count) -> {
          int before = count == null ? 0 : count;
          entered[0] = before < most;
          return entered[0] ? Integer.valueOf(before + 1) : count;
        });
    return entered[0];
  }

  void leave(K key) {
    counts.computeIfPresent(key, (same, count) -> count == 1 ? null : Integer.valueOf(count - 1));
  }
}
