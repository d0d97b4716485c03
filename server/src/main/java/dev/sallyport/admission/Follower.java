package dev.sallyport.admission;

import dev.sallyport.account.AccountChanges;
import dev.sallyport.account.AccountChanges.ChangedAccounts;
import dev.sallyport.account.AccountChanges.Position;
import dev.sallyport.activity.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the picture as new as the store. A change made here is taken over before its maker hears of
 * it; one made elsewhere is found by asking which accounts changed after the last number seen: when
 * it is announced, and several times a second besides, for announcements may be lost.
 */
public final class Follower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);

  private final AccountChanges changes;
  private final Picture picture = new Picture();
  private final Freshness freshness;
  private final InstantSource clock;
  private final Keeping keeping;
  private final TakingOver takingOver;
  private final Renewal renewal;
  private final Admission admission;
  private final Announcements announcements = new Announcements();
  private final Thread thread;

  private volatile boolean closed;
  private volatile boolean waiting;
  private volatile @Nullable Instant failingSince;
  private Position seen = new Position("", 0);

  /** Whether the picture was read from the store as a whole. */
  private boolean whole;

  /** A change may not have been taken over yet; outlives a question that failed. */
  private boolean pending;

  /** The last wait for an announcement failed. */
  private boolean deaf;

  /**
   * A follower that counts no calls.
   *
   * @param maxAge {@code list.max-age}; zero for ever
   */
  public Follower(AccountChanges changes, Duration maxAge, InstantSource clock) {
    this(changes, maxAge, null, _ -> {}, clock);
  }

  /**
   * @param maxAge {@code list.max-age}; zero for ever
   * @param saveIn the folder in which the picture is saved, for a start while the store is away;
   *     null for none
   * @param calls takes each decided call; must not wait
   */
  public Follower(
      AccountChanges changes,
      Duration maxAge,
      @Nullable Path saveIn,
      Consumer<Call> calls,
      InstantSource clock) {
    this(changes, maxAge, saveIn, calls, clock, System::nanoTime);
  }

  Follower(AccountChanges changes, Duration maxAge, InstantSource clock, LongSupplier nanoTime) {
    this(changes, maxAge, null, _ -> {}, clock, nanoTime);
  }

  Follower(
      AccountChanges changes,
      Duration maxAge,
      @Nullable Path saveIn,
      Consumer<Call> calls,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.changes = changes;
    this.freshness = new Freshness(maxAge, nanoTime);
    this.clock = clock;
    this.keeping = new Keeping(saveIn, clock);
    this.takingOver = new TakingOver(changes, picture, keeping, announcements);
    this.renewal = new Renewal(changes, takingOver, keeping, clock);
    this.admission = new Admission(picture, freshness, calls, clock);
    this.thread = Thread.ofPlatform().name("follower").daemon().unstarted(this::follow);
  }

  /**
   * Loads every account and begins to follow. Where the store is away, the saved picture takes its
   * place as long as that may be gone by; without one, callers are turned away for now.
   *
   * @throws RuntimeException where the store can't be read and no picture is ever saved
   */
  public void start() {
    changes.subscribe(takingOver::changedHere);
    try {
      loadAll();
    } catch (RuntimeException e) {
      if (!keeping.isOn()) {
        throw e;
      }
      startWithout(e);
    }
    thread.start();
  }

  private synchronized void startWithout(RuntimeException why) {
    failingSince = clock.instant();
    long now = freshness.now();
    picture.clear();
    Optional<Duration> age = keeping.restore(picture);
    if (age.isPresent()) {
      freshness.confirm(now - age.get().toNanos());
      LOG.warn("the store does not answer; starting with the lists saved {} ago", age.get(), why);
    } else {
      picture.clear();
      LOG.warn("the store does not answer, and no lists are saved; callers are turned away", why);
    }
  }

  public Admission admission() {
    return admission;
  }

  /** How many accounts are held. */
  public int accounts() {
    return picture.size();
  }

  /** The time since the store last confirmed the picture. */
  public Duration age() {
    return freshness.age();
  }

  /** Whether calls are decided, rather than turned away for want of a list. */
  public boolean isReady() {
    return freshness.isGood();
  }

  /** Since when the store has not answered; empty while it does. */
  public Optional<Instant> failingSince() {
    return Optional.ofNullable(failingSince);
  }

  /** How often an account was taken over that was changed elsewhere. */
  public long followed() {
    return announcements.followed();
  }

  /** How often of these times no announcement told of it, so that it had to be found by asking. */
  public long unannounced() {
    return announcements.missed();
  }

  /** Whether the picture is ever saved for a start without the store. */
  public boolean keepsLists() {
    return keeping.isOn();
  }

  /** Whether what is known here is saved too; false after it could not be. */
  public boolean savesLists() {
    return keeping.isSaving();
  }

  /** The age of what is saved; empty where nothing is. */
  public Optional<Duration> savedAge() {
    return keeping.savedAt().map(at -> Duration.between(at, clock.instant()));
  }

  private synchronized void loadAll() {
    renewal.await();
    long askedAt = freshness.now();
    Instant at = clock.instant();
    // Asked first, so that no file is begun in vain where the store is away, and that what comes
    // after it is asked for once more.
    Position before = changes.position();
    try {
      takingOver.all();
    } catch (RuntimeException e) {
      keeping.abandon();
      throw e;
    }
    keeping.finish(at);
    freshness.confirm(askedAt);
    seen = before;
    pending = true;
    whole = true;
  }

  private void follow() {
    while (!closed) {
      try {
        ask();
        Instant since = failingSince;
        if (since != null) {
          LOG.info("the store answers again, after being away since {}", since);
          failingSince = null;
        }
      } catch (RuntimeException | Error e) {
        // Whatever it is, the next question may be answered; a follower that ended would let the
        // lists grow old without anybody noticing.
        if (failingSince == null && !closed) {
          failingSince = clock.instant();
          LOG.warn("the store does not answer; going on with the last lists known", e);
        }
      }
      try {
        waiting = true;
        awaitAnnouncement();
        waiting = false;
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void awaitAnnouncement() throws InterruptedException {
    try {
      announcements.waited(changes.await(PAUSE));
      deaf = false;
    } catch (RuntimeException | Error e) {
      if (!deaf && !closed) {
        LOG.warn("announcements can't be waited for; asking goes on", e);
        deaf = true;
      }
      Thread.sleep(PAUSE);
    }
  }

  private synchronized void ask() {
    if (!whole) {
      loadAll();
      return;
    }
    long askedAt = freshness.now();
    Instant at = clock.instant();
    pending |= changes.changedElsewhere();
    if (pending) {
      ChangedAccounts changed = changes.after(seen.number());
      if (!changed.reached().follows(seen)) {
        LOG.warn("the store is not the one that was followed, or an older one; reading all lists");
        whole = false;
        loadAll();
        return;
      }
      takingOver.changedElsewhere(changed.numbers());
      seen = changed.reached();
      pending = false;
    }
    takingOver.unknown();
    freshness.confirm(askedAt);
    keeping.confirm(at);
    if (keeping.isOvergrown()) {
      renewal.begin();
    }
  }

  /** Ends the following; waits for it, for a moment, so that it does not meet a closed store. */
  @Override
  public void close() {
    closed = true;
    if (waiting) {
      thread.interrupt();
    }
    try {
      if (thread.isAlive() && !thread.join(LONGEST_CLOSE)) {
        LOG.debug("the follower is still asking");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    keeping.close();
  }
}
