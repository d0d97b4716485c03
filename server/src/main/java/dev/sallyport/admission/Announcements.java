package dev.sallyport.admission;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Which changes made elsewhere were announced, and which had to be found by asking: where many are,
 * announcements are lost on their way. Written by the following thread alone.
 */
final class Announcements {
  private final AtomicLong followed = new AtomicLong();
  private final AtomicLong missed = new AtomicLong();

  /** The last wait was ended by an announcement. */
  private boolean told = true;

  /** Changes found unasked for; the next wait tells whether their announcement was only late. */
  private long early;

  void waited(boolean announced) {
    if (!announced) {
      missed.addAndGet(early);
    }
    early = 0;
    told = announced;
  }

  void found(int accounts) {
    followed.addAndGet(accounts);
    if (!told) {
      early += accounts;
    }
  }

  /** Accounts taken over that were changed elsewhere. */
  long followed() {
    return followed.get();
  }

  /** Those of them that no announcement told of. */
  long missed() {
    return missed.get();
  }
}
