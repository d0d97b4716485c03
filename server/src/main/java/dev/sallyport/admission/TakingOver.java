package dev.sallyport.admission;

import dev.sallyport.account.AccountChanges;
import dev.sallyport.account.AccountChanges.Position;
import dev.sallyport.account.AccountState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts accounts in their places in the picture, and in the saved one, as the store has them: some
 * that have changed, or all. Each in its turn, so that nothing older is put over something newer.
 */
final class TakingOver {
  private static final Logger LOG = LoggerFactory.getLogger(TakingOver.class);

  /** Accounts read at once: few enough to hold, many enough that statements do not count. */
  private static final int BATCH = 500;

  private final AccountChanges changes;
  private final Picture picture;
  private final Keeping keeping;
  private final Announcements announcements;
  private final AccountTurns turns = new AccountTurns();

  /**
   * While all accounts are being read, those that were taken over meanwhile: what is read of them
   * may be older.
   */
  private volatile @Nullable Set<String> newer;

  TakingOver(
      AccountChanges changes, Picture picture, Keeping keeping, Announcements announcements) {
    this.changes = changes;
    this.picture = picture;
    this.keeping = keeping;
    this.announcements = announcements;
  }

  /**
   * Begins to save a whole picture. No account is being read meanwhile: what was read before would
   * be saved behind something newer.
   */
  void beginSaving() {
    turns.takeAll(keeping::begin);
  }

  /**
   * Takes over every account, and has the picture forget those that are gone. Begins to save them
   * all too. What is newer than a position asked for before this has to be asked for once more: of
   * an account that one thread reads while this goes on, what another node does next is left out.
   */
  void all() {
    Set<String> taken = ConcurrentHashMap.newKeySet();
    Set<String> gone = picture.ids();
    turns.takeAll(() -> {
      newer = taken;
      keeping.begin();
    });
    try {
      Position _ =
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
      gone.forEach(id -> turns.takeUnless(taken, id, () -> picture.remove(id)));
    } finally {
      newer = null;
    }
  }

  /**
   * Takes over accounts that were changed elsewhere. Where the store goes away meanwhile, the lists
   * known before stay in their place for as long as they may, as if the changes had not been heard
   * of. What was changed here was taken over by its maker.
   *
   * @param numbers by the account's id, that of its last change
   */
  void changedElsewhere(Map<String, Long> numbers) {
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
                  announcements.found(read(older));
                }));
  }

  /**
   * Takes over an account that was changed here. Where the store goes away before it can be read
   * back, it is as with a change made elsewhere: what was known before is gone by for as long as it
   * may (PRODUCT rule 9).
   */
  void changedHere(String accountId) {
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

  /** Reads those again that could not be read. */
  void unknown() {
    inBatches(List.copyOf(picture.unknown()), this::take);
  }

  private static void inBatches(List<String> ids, Consumer<List<String>> work) {
    for (int from = 0; from < ids.size(); from += BATCH) {
      work.accept(ids.subList(from, Math.min(from + BATCH, ids.size())));
    }
  }

  private void take(List<String> ids) {
    turns.take(
        ids,
        () -> {
          int _ = read(ids);
        });
  }

  /**
   * Reads accounts as they are now and puts them in their places, in their turn: what one thread
   * read before a deletion must not be put in its place after it.
   *
   * @return how many there were; those that were gone already are not counted
   */
  private int read(List<String> ids) {
    if (ids.isEmpty()) {
      return 0;
    }
    List<AccountState> known = new ArrayList<>();
    List<AccountState> damaged = new ArrayList<>();
    Set<String> taken = newer;
    changes.load(ids, known::add, damaged::add);
    if (taken != null) {
      taken.addAll(ids);
    }
    Set<String> unknown = picture.unknown();
    Set<String> gone = new LinkedHashSet<>(ids);
    known.forEach(state -> gone.remove(state.account().id()));
    damaged.forEach(state -> gone.remove(state.account().id()));
    long goneBefore = gone.stream().filter(id -> !picture.holds(id)).count();
    known.forEach(picture::put);
    damaged.forEach(this::turnAway);
    gone.forEach(picture::remove);
    // One that can't be read is read again several times a second, and saved once.
    Predicate<AccountState> isStillUnknown =
        state -> unknown.contains(state.account().id()) && picture.isUnknown(state.account().id());
    keeping.take(
        known.stream().filter(isStillUnknown.negate()).toList(),
        gone,
        damaged.stream()
            .filter(isStillUnknown.negate())
            .map(state -> state.account().id())
            .toList());
    return ids.size() - (int) goneBefore;
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
}
