package dev.sallyport.chaos;

import java.util.ArrayList;
import java.util.List;

/** Callers that go on until they are told to end, each on a thread of its own. */
final class Load {
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean over;

  /** What a caller does over and over. */
  interface Step {
    void run() throws InterruptedException;
  }

  /**
   * @param pauseMillis between two steps
   */
  void add(String name, int pauseMillis, Step step) {
    threads.add(
        Thread.ofVirtual()
            .name(name)
            .start(() -> {
              try {
                while (!over) {
                  step.run();
                  Thread.sleep(pauseMillis);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }));
  }

  /** Returns once each has ended what it was at. */
  void end() throws InterruptedException {
    over = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
