package dev.sallyport.api;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of request bodies may be in memory at once, over all calls. */
final class BodyBudget {
  private final long limit;
  private final AtomicLong used = new AtomicLong();

  /**
   * @param limit in bytes
   */
  BodyBudget(long limit) {
    this.limit = limit;
  }

  /** Takes some bytes, or says that there are none left. Never waits. */
  boolean take(long bytes) {
    if (used.addAndGet(bytes) <= limit) {
      return true;
    }
    used.addAndGet(-bytes);
    return false;
  }

  void giveBack(long bytes) {
    used.addAndGet(-bytes);
  }
}
