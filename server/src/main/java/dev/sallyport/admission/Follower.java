package dev.sallyport.admission;

import dev.sallyport.account.AccountChanges;
import dev.sallyport.account.AccountChanges.ChangedAccounts;
import dev.sallyport.account.AccountState;
import dev.sallyport.account.StoreTrouble;
import dev.sallyport.activity.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
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
  private static final int TURNS = 64;

  private final AccountChanges changes;
  private final Picture picture = new Picture();
  private final Freshness freshness;
  private final InstantSource clock;
  private final Keeping keeping;
  private final Admission admission;
  private final Thread thread;

  /** An account is read and put in its place by one thread at a time; a few accounts share one. */
  private final List<ReentrantLock> turns =
      Stream.generate(ReentrantLock::new).limit(TURNS).toList();

  private volatile boolean closed;
  private volatile @Nullable Instant failingSince;
  private long seen;

  /** Whether the picture was read from the store as a whole. */
  private boolean whole;

  /** A change was announced and has not been taken over yet; outlives a question that failed. */
  private boolean pending;

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
    changes.subscribe(this::reload);
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
    Optional<Duration> age = keeping.restore(picture);
    if (age.isPresent()) {
      freshness.confirm(now - age.get().toNanos());
      LOG.warn("the store does not answer; starting with the lists saved {} ago", age.get(), why);
    } else {
      picture.retain(Set.of());
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

  private synchronized void loadAll() {
    long askedAt = freshness.now();
    Instant at = clock.instant();
    Set<String> loaded = new HashSet<>();
    keeping.begin();
    try {
      seen =
          changes.loadAll(
              state -> {
                picture.put(state);
                keeping.add(state);
                loaded.add(state.account().id());
              },
              damaged -> {
                picture.put(damaged);
                picture.markUnknown(damaged.account().id());
                keeping.addUnknown(damaged);
                loaded.add(damaged.account().id());
                LOG.warn(
                    "the lists of account {} are damaged; its calls are turned away",
                    damaged.account().id());
              });
    } catch (RuntimeException e) {
      keeping.abandon();
      throw e;
    }
    picture.retain(loaded);
    keeping.finish(at);
    freshness.confirm(askedAt);
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
        if (failingSince == null) {
          failingSince = clock.instant();
          LOG.warn("the store does not answer; going on with the last lists known", e);
        }
      }
      try {
        changes.await(PAUSE);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private synchronized void ask() {
    if (!whole || keeping.isOvergrown()) {
      loadAll();
      return;
    }
    long askedAt = freshness.now();
    Instant at = clock.instant();
    pending |= changes.changedElsewhere();
    if (pending) {
      ChangedAccounts changed = changes.after(seen);
      changed.accountIds().forEach(this::hear);
      seen = changed.newest();
      pending = false;
    }
    picture.unknown().forEach(this::reload);
    freshness.confirm(askedAt);
    keeping.confirm(at);
  }

  /**
   * Takes over an account that was changed elsewhere. Where the store goes away meanwhile, the list
   * known before stays in its place for as long as it may, as if the change had not been heard of.
   */
  private void hear(String accountId) {
    take(accountId, e -> StoreTrouble.of(e) != StoreTrouble.NONE);
  }

  /** Takes over an account that was changed here; the list known before must not be gone by. */
  private void reload(String accountId) {
    take(accountId, _ -> false);
  }

  /**
   * Takes an account over as it is now; where it can't be read, its calls are turned away. In turn:
   * what one thread read before a deletion, or before a change that another could not read, must
   * not be put in its place after it.
   *
   * @param passing what fails the whole question instead, to be asked again
   */
  private void take(String accountId, Predicate<RuntimeException> passing) {
    ReentrantLock turn = turns.get(Math.floorMod(accountId.hashCode(), TURNS));
    turn.lock();
    try {
      Optional<AccountState> state = changes.load(accountId);
      if (state.isPresent()) {
        picture.put(state.get());
        keeping.put(state.get());
      } else {
        picture.remove(accountId);
        keeping.remove(accountId);
      }
    } catch (RuntimeException e) {
      if (passing.test(e)) {
        throw e;
      }
      // Tried again several times a second, and told of once.
      if (picture.markUnknown(accountId)) {
        keeping.markUnknown(accountId);
        LOG.warn("account {} can't be read; its calls are turned away until it can", accountId, e);
      }
    } finally {
      turn.unlock();
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    keeping.close();
  }
}
