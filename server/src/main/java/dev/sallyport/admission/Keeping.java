package dev.sallyport.admission;

import dev.sallyport.account.AccountState;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
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

  /** What was saved last could not be; nothing is saved until a whole picture is begun. */
  private volatile boolean broken;

  /** The same, until a whole picture is there: where one that was begun fails, nothing is saved. */
  private volatile boolean lost;

  /** Before this no whole picture is begun for the sake of saving it. */
  private long retryAt = System.nanoTime();

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
    return isOn() && !lost;
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
    if (isOn() && !broken) {
      String line = SavedPicture.known(state);
      run(picture -> picture.add(line));
    }
  }

  void addUnknown(AccountState state) {
    add(state);
    run(picture -> picture.add(SavedPicture.unknown(state.account().id())));
  }

  void finish(Instant at) {
    forceAhead();
    run(picture -> {
      if (picture.finish(at)) {
        confirmedAt = at;
        lost = false;
        retryAt = System.nanoTime();
      }
    });
  }

  /**
   * Forces all but the end of the file while others may save: it takes long, and they would wait.
   */
  private void forceAhead() {
    AtomicReference<@Nullable FileChannel> written = new AtomicReference<>();
    run(picture -> written.set(picture.written()));
    FileChannel channel = written.get();
    if (channel == null) {
      return;
    }
    try {
      channel.force(true);
    } catch (ClosedChannelException e) {
      LOG.debug("the file was given up meanwhile", e);
    } catch (IOException e) {
      // Told once by the system: forced again, the file would pass for whole.
      run(_ -> {
        throw e;
      });
    }
  }

  /** Gives up a whole picture that was begun; the next is tried after a rest. */
  void abandon() {
    run(SavedPicture::abandon);
    turn.lock();
    try {
      broken = lost;
      retryAt = System.nanoTime() + REST.toNanos();
    } finally {
      turn.unlock();
    }
  }

  /**
   * Saves what became of some accounts.
   *
   * @param gone those that are deleted
   * @param unknown those that can't be read
   */
  void take(List<AccountState> known, Collection<String> gone, List<String> unknown) {
    if (isOn() && !broken) {
      Map<String, String> lines = new LinkedHashMap<>();
      known.forEach(state -> lines.put(state.account().id(), SavedPicture.known(state)));
      gone.forEach(id -> lines.put(id, SavedPicture.gone(id)));
      unknown.forEach(id -> lines.put(id, SavedPicture.unknown(id)));
      if (!lines.isEmpty()) {
        run(picture -> picture.append(lines));
      }
    }
  }

  /** What is saved is as new as the store was at that time. */
  void confirm(Instant at) {
    if (Duration.between(confirmedAt, at).abs().compareTo(PAUSE) >= 0) {
      run(picture -> {
        if (picture.confirm(at)) {
          confirmedAt = at;
        }
      });
    }
  }

  /** Whether a whole picture had better be saved anew, or may be tried to be. */
  boolean isOvergrown() {
    turn.lock();
    try {
      return saved != null && (broken || saved.isOvergrown()) && System.nanoTime() - retryAt >= 0;
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
      lost = true;
      retryAt = System.nanoTime() + REST.toNanos();
      giveUp(picture);
    } finally {
      turn.unlock();
    }
  }

  /**
   * What was half written takes room that may be what was missing. The whole file lacks a change
   * from now on: it stays as new as it was last confirmed, and is never confirmed again.
   */
  private static void giveUp(SavedPicture picture) {
    try {
      picture.close();
    } catch (IOException e) {
      LOG.debug("a file that was begun can't be deleted", e);
    }
  }

  @Override
  public void close() {
    run(SavedPicture::close);
  }
}
