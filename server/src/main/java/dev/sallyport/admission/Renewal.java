package dev.sallyport.admission;

import dev.sallyport.account.AccountChanges;
import dev.sallyport.account.AccountChanges.Position;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Saves the whole picture anew where the saved one has grown long, while following goes on. */
final class Renewal {
  private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);

  private final AccountChanges changes;
  private final TakingOver takingOver;
  private final Keeping keeping;
  private final InstantSource clock;
  private @Nullable Thread thread;

  Renewal(AccountChanges changes, TakingOver takingOver, Keeping keeping, InstantSource clock) {
    this.changes = changes;
    this.takingOver = takingOver;
    this.keeping = keeping;
    this.clock = clock;
  }

  void begin() {
    if (thread == null || !thread.isAlive()) {
      thread = Thread.ofPlatform().name("lists-renewing").daemon().start(this::saveAll);
    }
  }

  private void saveAll() {
    try {
      Instant at = clock.instant();
      Position _ = changes.position();
      takingOver.beginSaving();
      Position _ = changes.loadAll(keeping::add, keeping::addUnknown);
      keeping.finish(at);
    } catch (RuntimeException e) {
      keeping.abandon();
      LOG.warn("the lists could not be read to be saved anew", e);
    }
  }

  /** Waits for the end of one that is under way: two would write to the same file. */
  void await() {
    try {
      if (thread != null) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
