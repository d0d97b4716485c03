package dev.sallyport.submission;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Goes round the open connections and ends those whose time is up. */
final class Watchman implements Runnable {
  private static final Duration ROUND = Duration.ofMillis(500);

  private final Set<Patience> watched = ConcurrentHashMap.newKeySet();

  void watch(Patience patience) {
    watched.add(patience);
  }

  void forget(Patience patience) {
    watched.remove(patience);
  }

  /** Runs until it is interrupted. */
  @Override
  public void run() {
    try {
      while (true) {
        Thread.sleep(ROUND);
        watched.stream().filter(Patience::isOver).forEach(Patience::end);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
