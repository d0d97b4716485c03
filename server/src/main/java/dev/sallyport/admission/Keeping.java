package dev.sallyport.admission;

import dev.sallyport.account.AccountState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the saved picture as new as the one in memory. What can't be saved is told of once and
 * stands in nobody's way: the saved picture then grows old, until a whole one is saved some minutes
 * later.
 */
final class Keeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Keeping.class);

  /** How much older than it need be a saved picture may look. */
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** After a failure to save, before all is read and saved once more. */
  private static final Duration REST = Duration.ofMinutes(10);

  private final @Nullable SavedPicture saved;
  private final InstantSource clock;
  private final ReentrantLock turn = new ReentrantLock();
  private volatile Instant confirmedAt = Instant.MIN;
  private volatile boolean broken;
  private long brokenAt;

  /**
   * @param folder where to save; null for nowhere
   */
  Keeping(@Nullable Path folder, InstantSource clock) {
    this.saved = folder == null ? null : new SavedPicture(folder);
    this.clock = clock;
  }

  /** Whether a start may do without the store. */
  boolean isOn() {
    return saved != null;
  }

  /** Whether what is known here is saved too. */
  boolean isSaving() {
    return isOn() && !broken;
  }

  /** The time at which what is saved was right; empty where nothing is. */
  Optional<Instant> savedAt() {
    Instant at = confirmedAt;
    return at.equals(Instant.MIN) ? Optional.empty() : Optional.of(at);
  }

  /**
   * Fills the picture with what was saved.
   *
   * @return how old that is; empty where there is nothing that can be gone by
   */
  Optional<Duration> restore(Picture picture) {
    if (saved == null) {
      return Optional.empty();
    }
    try {
      Instant now = clock.instant();
      Optional<Instant> at = saved.read(picture, now);
      at.ifPresent(time -> confirmedAt = time);
      Optional<Duration> age = at.map(time -> Duration.between(time, now));
      return age.map(each -> each.isNegative() ? Duration.ZERO : each);
    } catch (IOException | RuntimeException e) {
      LOG.warn("the saved lists can't be used", e);
      return Optional.empty();
    }
  }

  /** Begins a whole picture, whatever became of the last. */
  void begin() {
    turn.lock();
    try {
      broken = false;
    } finally {
      turn.unlock();
    }
    run(SavedPicture::begin);
  }

  void add(AccountState state) {
    if (isSaving()) {
      String line = SavedPicture.known(state);
      run(picture -> picture.add(line));
    }
  }

  void addUnknown(AccountState state) {
    add(state);
    run(picture -> picture.add(SavedPicture.unknown(state.account().id())));
  }

  void finish(Instant at) {
    run(picture -> {
      picture.finish(at);
      confirmedAt = at;
    });
  }

  void abandon() {
    run(SavedPicture::abandon);
  }

  /**
   * Saves what became of some accounts.
   *
   * @param gone those that are deleted
   * @param unknown those that can't be read
   */
  void take(List<AccountState> known, Collection<String> gone, List<String> unknown) {
    if (isSaving()) {
      Map<String, String> lines = new LinkedHashMap<>();
      known.forEach(state -> lines.put(state.account().id(), SavedPicture.known(state)));
      gone.forEach(id -> lines.put(id, SavedPicture.gone(id)));
      unknown.forEach(id -> lines.put(id, SavedPicture.unknown(id)));
      run(picture -> picture.append(lines));
    }
  }

  /** What is saved is as new as the store was at that time. */
  void confirm(Instant at) {
    if (Duration.between(confirmedAt, at).abs().compareTo(PAUSE) >= 0) {
      run(picture -> {
        picture.confirm(at);
        confirmedAt = at;
      });
    }
  }

  /** Whether a whole picture had better be saved anew, or may be tried to be. */
  boolean isOvergrown() {
    turn.lock();
    try {
      boolean rested = broken && System.nanoTime() - brokenAt > REST.toNanos();
      return saved != null && (rested || (!broken && saved.isOvergrown()));
    } finally {
      turn.unlock();
    }
  }

  @FunctionalInterface
  private interface Step {
    void run(SavedPicture picture) throws IOException;
  }

  private void run(Step step) {
    SavedPicture picture = saved;
    if (picture == null) {
      return;
    }
    turn.lock();
    try {
      if (!broken) {
        step.run(picture);
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("the lists can't be saved for a start without the database", e);
      broken = true;
      brokenAt = System.nanoTime();
      giveUp(picture);
    } finally {
      turn.unlock();
    }
  }

  /** What was half written takes room that may be what was missing. */
  private static void giveUp(SavedPicture picture) {
    try {
      picture.abandon();
    } catch (IOException e) {
      LOG.debug("a file that was begun can't be deleted", e);
    }
  }

  @Override
  public void close() {
    run(SavedPicture::close);
  }
}
