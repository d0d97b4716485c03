package dev.sallyport.account;

import dev.sallyport.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The changes that go back by themselves unless they are confirmed in time. */
public final class Confirmations {
  private static final int MOST_AT_ONCE = 500;

  private final Store store;
  private final AccountChanges changes;
  private final ListChanging lists;
  private final InstantSource clock;

  Confirmations(Store store, AccountChanges changes, ListChanging lists, InstantSource clock) {
    this.store = store;
    this.changes = changes;
    this.lists = lists;
    this.clock = clock;
  }

  /** The change of a list that waits to be confirmed, if one does. */
  public Optional<Deadline> waiting(ListRef ref) {
    return store.read(handle -> DeadlineRows.waiting(handle, ref));
  }

  /** The deadlines that revisions of a list were made with, both ends among them. */
  public Map<Long, Deadline> deadlines(ListRef ref, long first, long last) {
    return store.read(handle -> DeadlineRows.between(handle, ref, first, last)).stream()
        .collect(Collectors.toMap(Deadline::revision, deadline -> deadline));
  }

  /**
   * Lets the change that waits stand.
   *
   * @param revision the change meant; empty for whichever waits
   * @return the list; empty where no change, or another one, waits
   * @throws NoSuchAccountException where the list's account or credential is not there
   */
  public Optional<Allowlist> confirm(ListRef ref, OptionalLong revision, Actor actor) {
    return changes.change(changing -> {
      ListRows.Stored list = ListRows.require(changing.handle(), ref);
      Optional<Deadline> meant =
          DeadlineRows.waiting(changing.handle(), ref)
              .filter(found -> revision.isEmpty() || revision.getAsLong() == found.revision());
      meant.ifPresent(_ ->
          DeadlineRows.settle(
              changing,
              ref,
              new Deadline.Settled(Deadline.Outcome.CONFIRMED, Times.now(clock), actor.name())));
      return meant.map(_ -> list.list());
    });
  }

  /** Takes back every change whose time to be confirmed is over. */
  void carryOutDue() {
    List<ListRef> due =
        store.read(handle -> DeadlineRows.due(handle, Times.now(clock), MOST_AT_ONCE));
    @Nullable RuntimeException failure = null;
    for (ListRef ref : due) {
      try {
        changes.change(changing -> carryOut(changing, ref));
      } catch (RuntimeException e) {
        // One list that can't be read keeps no other from going back.
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Looks again under the lock: another node may have done it, or somebody confirmed. */
  private boolean carryOut(Changing changing, ListRef ref) {
    Instant now = Times.now(clock);
    boolean due =
        DeadlineRows.waiting(changing.handle(), ref)
            .filter(waiting -> !waiting.at().isAfter(now))
            .isPresent();
    if (due) {
      Guard guard = new Guard(Actor.deadline(), Set.of(), true, OptionalLong.empty(), null);
      lists.within(changing, ref, new Change.GoBack(), guard, CallerTable.EMPTY);
      // Where it went back this finds nothing that waits.
      DeadlineRows.settle(
          changing, ref, new Deadline.Settled(Deadline.Outcome.KEPT, now, guard.actor().name()));
    }
    return due;
  }
}
