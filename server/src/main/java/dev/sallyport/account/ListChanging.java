package dev.sallyport.account;

import dev.sallyport.account.Foreseen.Outlook;
import dev.sallyport.account.Foreseen.Refused;
import dev.sallyport.account.Proposal.Proposed;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Foresees changes of lists and makes them. All that a change asks is worked out before its
 * transaction, for others wait for the counter row; in it only is looked whether the account still
 * is as it was.
 */
final class ListChanging {
  private final Store store;
  private final Plans plans;
  private final AccountChanges changes;
  private final RecentCallers recentCallers;
  private final KeptLists kept;
  private final InstantSource clock;

  ListChanging(
      Store store,
      Plans plans,
      AccountChanges changes,
      RecentCallers recentCallers,
      KeptLists kept,
      InstantSource clock) {
    this.store = store;
    this.plans = plans;
    this.changes = changes;
    this.recentCallers = recentCallers;
    this.kept = kept;
    this.clock = clock;
  }

  /** See {@link Allowlists#preview}. */
  PreviewResult preview(
      ListRef ref,
      Change change,
      @Nullable IpAddress ownAddress,
      @Nullable Duration confirmWithin) {
    CallerTable callers = recentCallers.of(ref.accountId());
    return store.read(handle ->
        switch (foresee(handle, known(handle, ref), change, OptionalLong.empty())) {
          case Refused(ChangeResult result) -> new PreviewResult.Refused(result);
          case Outlook outlook when !outlook.broken().isEmpty() ->
              new PreviewResult.Refused(new ChangeResult.BreaksAssertions(outlook.broken()));
          case Outlook outlook -> {
            Impact impact = Impact.of(handle, outlook, callers);
            yield new PreviewResult.Previewed(
                outlook.list(),
                outlook.after(),
                impact.effect(),
                warnings(outlook, impact, ownAddress, confirmWithin));
          }
        });
  }

  /** See {@link Allowlists#change}. */
  ChangeResult change(ListRef ref, Change change, Guard guard) {
    Foreseen foreseen =
        store.read(handle -> foresee(handle, known(handle, ref), change, guard.ifRevision()));
    boolean denies = foreseen instanceof Outlook outlook && outlook.mayDeny();
    CallerTable callers = denies ? callers(ref, guard) : CallerTable.EMPTY;
    Optional<ChangeResult> held = store.read(handle -> heldBack(handle, foreseen, guard, callers));
    if (held.isPresent() || !(foreseen instanceof Outlook outlook)) {
      return held.orElseThrow();
    }
    Optional<ChangeResult> made =
        changes.change(changing ->
            outlook.stands(changing.handle())
                ? Optional.of(make(changing, outlook, guard))
                : Optional.empty());
    return made.orElseGet(() -> changeAtLast(ref, change, guard));
  }

  /** Works all out under the lock, where another change was made between: so that none starves. */
  private ChangeResult changeAtLast(ListRef ref, Change change, Guard guard) {
    CallerTable callers = callers(ref, guard);
    return changes.change(changing -> within(changing, ref, change, guard, callers));
  }

  /** Makes a change in a transaction that is under way. */
  ChangeResult within(
      Changing changing, ListRef ref, Change change, Guard guard, CallerTable callers) {
    Foreseen foreseen =
        foresee(
            changing.handle(),
            ListRows.require(changing.handle(), ref),
            change,
            guard.ifRevision());
    Optional<ChangeResult> held = heldBack(changing.handle(), foreseen, guard, callers);
    return held.isPresent() || !(foreseen instanceof Outlook outlook)
        ? held.orElseThrow()
        : make(changing, outlook, guard);
  }

  private CallerTable callers(ListRef ref, Guard guard) {
    return guard.isAcknowledged(Warning.DENIES_RECENT_CALLERS)
        ? CallerTable.EMPTY
        : recentCallers.of(ref.accountId());
  }

  private ListRows.Stored known(Handle handle, ListRef ref) {
    return kept.find(handle, ref).orElseThrow(ListRows::noSuchCredential);
  }

  private Foreseen foresee(
      Handle handle, ListRows.Stored before, Change change, OptionalLong ifRevision) {
    Instant now = Times.now(clock);
    ListRef ref = before.list().ref();
    long revision = before.list().revision();
    if (ifRevision.isPresent() && ifRevision.getAsLong() != revision) {
      return new Refused(new ChangeResult.Stale(revision));
    }
    AccountRows.Numbered account = AccountRows.requireNumbered(handle, ref.accountId());
    Proposer proposer =
        new Proposer(
            before.list(),
            plans.of(account.account().plan()),
            now,
            past -> HistoryRows.at(handle, before, past),
            DeadlineRows.waiting(handle, ref).orElse(null));
    return switch (proposer.propose(change)) {
      case Proposal.Refused(ChangeResult result) -> new Refused(result);
      case Proposed proposed -> Outlook.of(handle, account.changeNumber(), before, proposed, now);
    };
  }

  /** What is answered in place of the change; empty where it may be made. */
  private static Optional<ChangeResult> heldBack(
      Handle handle, Foreseen foreseen, Guard guard, CallerTable callers) {
    return switch (foreseen) {
      case Refused(ChangeResult result) -> Optional.of(result);
      case Outlook outlook -> Optional.ofNullable(heldBack(handle, outlook, guard, callers));
    };
  }

  private static @Nullable ChangeResult heldBack(
      Handle handle, Outlook outlook, Guard guard, CallerTable callers) {
    Allowlist old = outlook.list();
    if (outlook.changesNothing() && outlook.proposed().group() != null) {
      return null;
    }
    if (outlook.changesNothing()) {
      return new ChangeResult.Changed(old, outlook.proposed().entry(), List.of());
    }
    ChangeResult.Invalid refused = ConfirmWithin.refused(guard.confirmWithin(), old);
    if (refused != null) {
      return refused;
    }
    // What goes back by itself does so whatever was asserted since: its maker may be locked out.
    boolean bySelf = outlook.proposed().kind().equals("revert");
    if (!bySelf && !outlook.broken().isEmpty()) {
      return new ChangeResult.BreaksAssertions(outlook.broken());
    }
    Impact impact = Impact.of(handle, outlook, callers);
    List<Warning> open =
        warnings(outlook, impact, guard.ownAddress(), guard.confirmWithin()).stream()
            .filter(warning -> !guard.isAcknowledged(warning.code()))
            .toList();
    return open.isEmpty() ? null : new ChangeResult.NeedsAcknowledgement(open);
  }

  private static List<Warning> warnings(
      Outlook outlook,
      Impact impact,
      @Nullable IpAddress ownAddress,
      @Nullable Duration confirmWithin) {
    List<Warning> warnings = new ArrayList<>(impact.warnings(ownAddress));
    Warning goingBack =
        ConfirmWithin.warning(confirmWithin, outlook.list(), outlook.after().mode());
    if (goingBack != null) {
      warnings.add(goingBack);
    }
    return warnings;
  }

  private static ChangeResult make(Changing changing, Outlook outlook, Guard guard) {
    Allowlist after = outlook.after();
    Instant now = outlook.now();
    String kind = outlook.proposed().kind();
    GroupPut group = outlook.proposed().group();
    if (group != null && outlook.changesNothing()) {
      new GroupChanges(changing.handle(), outlook, guard.actor()).unchanged(group);
      changing.touch(after.ref().accountId());
      return new ChangeResult.Changed(outlook.list(), outlook.proposed().entry(), group.notes());
    }
    save(changing, outlook, guard.actor());
    DeadlineRows.settle(
        changing,
        after.ref(),
        new Deadline.Settled(
            kind.equals("revert") ? Deadline.Outcome.WENT_BACK : Deadline.Outcome.CHANGED,
            now,
            guard.actor().name()));
    Deadline deadline = ConfirmWithin.deadline(guard.confirmWithin(), outlook.list(), after, now);
    if (deadline != null) {
      DeadlineRows.insert(changing.handle(), deadline);
    }
    return new ChangeResult.Changed(
        after, outlook.proposed().entry(), group == null ? notes(outlook) : group.notes());
  }

  private static void save(Changing changing, Outlook outlook, Actor actor) {
    Allowlist after = outlook.after();
    List<Placed> old = outlook.before().placed();
    List<Placed> placed = Placed.inOrder(after.entries(), old);
    List<Placed> removed = without(old, placed);
    List<Placed> added = without(placed, old);
    ListRows.save(changing.handle(), after, removed, added);
    ExpiryRows.follow(changing.handle(), after.ref(), removed, added, outlook.now());
    new GroupChanges(changing.handle(), outlook, actor).changed(removed, added);
    HistoryRows.insert(
        changing.handle(),
        after.ref(),
        new HistoryRows.Step(
            after.revision(),
            outlook.now(),
            actor,
            outlook.proposed().kind(),
            after.mode(),
            after.entries().size(),
            removed,
            added));
    changing.touch(after.ref().accountId());
  }

  private static List<Placed> without(List<Placed> some, List<Placed> others) {
    Set<Placed> gone = new HashSet<>(others);
    return some.stream().filter(placed -> !gone.contains(placed)).toList();
  }

  /** Which of the entries that are new or have moved lie in a wider one. */
  private static List<String> notes(Outlook outlook) {
    Set<Entry> old = new HashSet<>(outlook.list().entries());
    Set<String> changed =
        outlook.after().entries().stream()
            .filter(entry -> !old.contains(entry))
            .map(Entry::id)
            .collect(Collectors.toSet());
    return Covered.notes(outlook.after(), changed, outlook.now());
  }
}
