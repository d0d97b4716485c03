package dev.sallyport.admission;

import dev.sallyport.account.AccountChanges;
import dev.sallyport.account.AccountChanges.ChangedAccounts;
import dev.sallyport.account.AccountChanges.Position;
import dev.sallyport.account.AccountState;
import dev.sallyport.activity.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

  /** Accounts read at once: few enough to hold, many enough that statements do not count. */
  private static final int BATCH = 500;

  private final AccountChanges changes;
  private final Picture picture = new Picture();
  private final Freshness freshness;
  private final InstantSource clock;
  private final Keeping keeping;
  private final Admission admission;
  private final AccountTurns turns = new AccountTurns();
  private final Announcements announcements = new Announcements();
  private final Thread thread;
  private @Nullable Thread renewing;

  private volatile boolean closed;
  private volatile boolean waiting;
  private volatile @Nullable Instant failingSince;
  private Position seen = new Position("", 0);

  /** Whether the picture was read from the store as a whole. */
  private boolean whole;

  /** A change was announced and has not been taken over yet; outlives a question that failed. */
  private boolean pending;

  /**
   * While all accounts are being read, those that were taken over meanwhile: what is read of them
   * may be older.
   */
  private volatile @Nullable Set<String> newer;

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
    awaitRenewal();
    long askedAt = freshness.now();
    Instant at = clock.instant();
    // Asked first, so that no file is begun in vain where the store is away.
    Position _ = changes.position();
    Set<String> taken = ConcurrentHashMap.newKeySet();
    Set<String> gone = picture.ids();
    newer = taken;
    keeping.begin();
    try {
      seen =
          changes.loadAll(
              state -> {
                String id = state.account().id();
                gone.remove(id);
                keeping.add(state);
                turns.takeUnless(taken, id, () -> picture.put(state));
              },
              damaged -> {
                String id = damaged.account().id();
                gone.remove(id);
                keeping.addUnknown(damaged);
                turns.takeUnless(taken, id, () -> turnAway(damaged));
              });
    } catch (RuntimeException e) {
      keeping.abandon();
      throw e;
    } finally {
      newer = null;
    }
    gone.forEach(id -> turns.takeUnless(taken, id, () -> picture.remove(id)));
    keeping.finish(at);
    freshness.confirm(askedAt);
    whole = true;
  }

  private void turnAway(AccountState damaged) {
    String id = damaged.account().id();
    boolean known = picture.isUnknown(id);
    picture.putUnknown(damaged);
    // Read again several times a second, and told of once.
    if (!known) {
      LOG.warn("account {} can't be read; its calls are turned away until it can", id);
    }
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
        announcements.waited(changes.await(PAUSE));
        waiting = false;
      } catch (InterruptedException e) {
        return;
      }
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
      hear(changed.numbers());
      seen = changed.reached();
      pending = false;
    }
    inBatches(List.copyOf(picture.unknown()), this::take);
    freshness.confirm(askedAt);
    keeping.confirm(at);
    if (keeping.isOvergrown()) {
      renew();
    }
  }

  /**
   * Takes over accounts that were changed elsewhere. Where the store goes away meanwhile, the lists
   * known before stay in their place for as long as they may, as if the changes had not been heard
   * of. What was changed here was taken over by its maker.
   */
  private void hear(Map<String, Long> numbers) {
    inBatches(
        List.copyOf(numbers.keySet()),
        ids ->
            turns.take(
                ids,
                () -> {
                  List<String> older =
                      ids.stream()
                          .filter(
                              id -> !Long.valueOf(picture.changeNumber(id)).equals(numbers.get(id)))
                          .toList();
                  read(older);
                  announcements.found(older.size());
                }));
  }

  private static void inBatches(List<String> ids, Consumer<List<String>> work) {
    for (int from = 0; from < ids.size(); from += BATCH) {
      work.accept(ids.subList(from, Math.min(from + BATCH, ids.size())));
    }
  }

  /**
   * Takes over an account that was changed here. Where the store goes away before it can be read
   * back, it is as with a change made elsewhere: what was known before is gone by for as long as it
   * may (PRODUCT rule 9).
   */
  private void reload(String accountId) {
    try {
      take(List.of(accountId));
    } catch (RuntimeException e) {
      LOG.warn(
          "account {} was changed, and the store went before it could be read back; going on with"
              + " what was known of it",
          accountId,
          e);
    }
  }

  private void take(List<String> ids) {
    turns.take(ids, () -> read(ids));
  }

  /**
   * Reads accounts as they are now and puts them in their places, in their turn: what one thread
   * read before a deletion must not be put in its place after it.
   */
  private void read(List<String> ids) {
    if (ids.isEmpty()) {
      return;
    }
    List<AccountState> known = new ArrayList<>();
    List<AccountState> damaged = new ArrayList<>();
    changes.load(ids, known::add, damaged::add);
    Set<String> taken = newer;
    if (taken != null) {
      taken.addAll(ids);
    }
    Set<String> gone = new LinkedHashSet<>(ids);
    known.forEach(state -> gone.remove(state.account().id()));
    damaged.forEach(state -> gone.remove(state.account().id()));
    known.forEach(picture::put);
    damaged.forEach(this::turnAway);
    gone.forEach(picture::remove);
    keeping.take(known, gone, damaged.stream().map(state -> state.account().id()).toList());
  }

  /** Saves the whole picture anew, while following goes on. */
  private void renew() {
    if (renewing == null || !renewing.isAlive()) {
      renewing = Thread.ofPlatform().name("lists-renewing").daemon().start(this::saveAll);
    }
  }

  private void saveAll() {
    try {
      Instant at = clock.instant();
      Position _ = changes.position();
      keeping.begin();
      Position _ = changes.loadAll(keeping::add, keeping::addUnknown);
      keeping.finish(at);
    } catch (RuntimeException e) {
      keeping.abandon();
      LOG.warn("the lists could not be read to be saved anew", e);
    }
  }

  private void awaitRenewal() {
    try {
      if (renewing != null) {
        renewing.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
