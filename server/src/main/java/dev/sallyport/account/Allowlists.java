package dev.sallyport.account;

import dev.sallyport.account.Proposal.Proposed;
import dev.sallyport.account.Proposal.Refused;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The stored lists. Every way of changing a list goes through here. */
public final class Allowlists {
  private static final int MOST_ROWS = 500;
  private static final int MOST_NAMED = 100;
  private static final int MOST_STEPS = 200;
  private static final int MOST_STEP_CHARACTERS = 500_000;

  private final Store store;
  private final Plans plans;
  private final AccountChanges changes;
  private final RecentCallers recentCallers;
  private final InstantSource clock;
  private final Assertions assertions;
  private final KeptLists kept = new KeptLists();

  /** Lists of a store in which nothing is counted. */
  public Allowlists(Store store, Plans plans, AccountChanges changes, InstantSource clock) {
    this(store, plans, changes, RecentCallers.none(), clock);
  }

  /**
   * @param recentCallers what a change is held against before it is made
   */
  public Allowlists(
      Store store,
      Plans plans,
      AccountChanges changes,
      RecentCallers recentCallers,
      InstantSource clock) {
    this.store = store;
    this.plans = plans;
    this.changes = changes;
    this.recentCallers = recentCallers;
    this.clock = clock;
    this.assertions = new Assertions(store, changes, clock);
  }

  /** What no change of an account's list may break. */
  public Assertions assertions() {
    return assertions;
  }

  /** The list; empty where the account, or the credential in it, is not there. */
  public Optional<Allowlist> find(ListRef ref) {
    return store.read(handle -> kept.find(handle, ref));
  }

  /** The own lists of an account's credentials by their ids, those that were ever changed. */
  public Map<String, Allowlist> ofCredentials(String accountId) {
    return store.read(handle -> ListRows.ofCredentials(handle, accountId)).stream()
        .collect(Collectors.toMap(list -> list.ref().credentialId(), list -> list));
  }

  /**
   * Makes a change, or says why not. When this returns {@link ChangeResult.Changed} the change is
   * durable and every subscriber of {@link AccountChanges} has seen it. A change that comes to
   * nothing is answered so too, with the list as it was.
   *
   * @throws NoSuchAccountException where the list's account or credential is not there
   */
  public ChangeResult change(ListRef ref, Change change, Guard guard) {
    // Read before the transaction: it may be much, and others wait for the counter row.
    List<RecentCaller> callers =
        guard.isAcknowledged(Warning.DENIES_RECENT_CALLERS)
            ? List.of()
            : recentCallers.of(ref.accountId());
    LongFunction<Optional<List<Entry>>> past = past(ref, change);
    return changes.change(changing -> change(changing, ref, change, guard, callers, past));
  }

  /**
   * What a restore goes back to, read beforehand as the callers are. No later change can alter it:
   * revisions are only ever added.
   */
  private LongFunction<Optional<List<Entry>>> past(ListRef ref, Change change) {
    Optional<List<Entry>> entries =
        change instanceof Change.Restore(long revision) ? at(ref, revision) : Optional.empty();
    return _ -> entries;
  }

  /** The entries as a revision left them; empty where the list has no such revision. */
  public Optional<List<Entry>> at(ListRef ref, long revision) {
    return store.read(
        handle -> ListRows.find(handle, ref).flatMap(now -> HistoryRows.at(handle, now, revision)));
  }

  private ChangeResult change(
      Changing changing,
      ListRef ref,
      Change change,
      Guard guard,
      List<RecentCaller> callers,
      LongFunction<Optional<List<Entry>>> past) {
    Instant now = Times.now(clock);
    ListRows.Stored before = require(changing.handle(), ref);
    long revision = before.list().revision();
    if (guard.ifRevision().isPresent() && guard.ifRevision().getAsLong() != revision) {
      return new ChangeResult.Stale(revision);
    }
    return switch (proposer(changing.handle(), before, now, past).propose(change)) {
      case Refused(ChangeResult result) -> result;
      case Proposed proposed -> make(changing, before, proposed, guard, now, callers);
    };
  }

  /**
   * What a change would do, and to whom, without making it.
   *
   * @param ownAddress the address of the one who asks, where it matters; see {@link Guard}
   * @throws NoSuchAccountException where the list's account or credential is not there
   */
  public PreviewResult preview(ListRef ref, Change change, @Nullable IpAddress ownAddress) {
    List<RecentCaller> callers = recentCallers.of(ref.accountId());
    LongFunction<Optional<List<Entry>>> past = past(ref, change);
    Instant now = Times.now(clock);
    return store.read(handle -> {
      ListRows.Stored before = require(handle, ref);
      return switch (proposer(handle, before, now, past).propose(change)) {
        case Refused(ChangeResult result) -> new PreviewResult.Refused(result);
        case Proposed proposed -> {
          Allowlist old = before.list();
          Allowlist after = after(old, proposed);
          List<Assertion> broken = broken(handle, old, after, now);
          if (!broken.isEmpty()) {
            yield new PreviewResult.Refused(new ChangeResult.BreaksAssertions(broken));
          }
          Impact impact = Impact.of(handle, old, after, callers, now);
          yield new PreviewResult.Previewed(
              old, after, impact.effect(), impact.warnings(ownAddress));
        }
      };
    });
  }

  /**
   * Who was let in within the last {@value RecentCallers#DAYS} days and is concerned by that list,
   * those with the most calls first.
   */
  public List<RecentCaller> callersLately(ListRef ref) {
    List<RecentCaller> callers = recentCallers.of(ref.accountId());
    return ref.isAccountList()
        ? callers
        : callers.stream()
            .filter(caller -> caller.credentialId().equals(ref.credentialId()))
            .toList();
  }

  /** Whether the account let that address in within the last {@value RecentCallers#DAYS} days. */
  public boolean sentLately(String accountId, IpAddress address) {
    return recentCallers.sent(accountId, address);
  }

  private Proposer proposer(
      Handle handle,
      ListRows.Stored before,
      Instant now,
      LongFunction<Optional<List<Entry>>> past) {
    Account account = AccountRows.require(handle, before.list().ref().accountId());
    return new Proposer(
        before.list(),
        plans.of(account.plan()),
        now,
        // What a change goes back to is one revision away, so it may be read here.
        revision -> past.apply(revision).or(() -> HistoryRows.at(handle, before, revision)),
        DeadlineRows.waiting(handle, before.list().ref()).orElse(null));
  }

  private static Allowlist after(Allowlist before, Proposed proposed) {
    return new Allowlist(before.ref(), before.revision() + 1, proposed.mode(), proposed.entries());
  }

  private static List<Assertion> broken(
      Handle handle, Allowlist before, Allowlist after, Instant now) {
    return after.ref().isAccountList()
        ? Assertion.broken(
            AssertionRows.list(handle, after.ref().accountId()),
            before.entries(),
            after.entries(),
            now)
        : List.of();
  }

  private static ChangeResult make(
      Changing changing,
      ListRows.Stored before,
      Proposed proposed,
      Guard guard,
      Instant now,
      List<RecentCaller> callers) {
    Allowlist old = before.list();
    if (proposed.mode() == old.mode() && proposed.entries().equals(old.entries())) {
      return new ChangeResult.Changed(old, proposed.entry(), List.of());
    }
    ChangeResult.Invalid refused = ConfirmWithin.refused(guard.confirmWithin(), old);
    if (refused != null) {
      return refused;
    }
    Allowlist after = after(old, proposed);
    // What goes back by itself does so whatever was asserted since: its maker may be locked out.
    boolean bySelf = guard.actor().kind() == Actor.Kind.GATE;
    List<Assertion> broken = bySelf ? List.of() : broken(changing.handle(), old, after, now);
    if (!broken.isEmpty()) {
      return new ChangeResult.BreaksAssertions(broken);
    }
    List<Warning> warnings =
        new ArrayList<>(
            Impact.of(changing.handle(), old, after, callers, now).warnings(guard.ownAddress()));
    Warning goingBack = ConfirmWithin.warning(guard.confirmWithin(), old, after.mode());
    if (goingBack != null) {
      warnings.add(goingBack);
    }
    List<Warning> open =
        warnings.stream().filter(warning -> !guard.isAcknowledged(warning.code())).toList();
    if (!open.isEmpty()) {
      return new ChangeResult.NeedsAcknowledgement(open);
    }
    save(changing, before, after, new Revision(proposed.kind(), guard.actor(), now));
    Deadline.Outcome outcome =
        proposed.kind().equals("revert") ? Deadline.Outcome.WENT_BACK : Deadline.Outcome.CHANGED;
    settle(changing, after.ref(), outcome, guard.actor(), now);
    Deadline deadline = ConfirmWithin.deadline(guard.confirmWithin(), old, after, now);
    if (deadline != null) {
      DeadlineRows.insert(changing.handle(), deadline);
    }
    return new ChangeResult.Changed(after, proposed.entry(), notes(old, after, now));
  }

  private static void settle(
      Changing changing, ListRef ref, Deadline.Outcome outcome, Actor actor, Instant now) {
    DeadlineRows.settle(changing.handle(), ref, new Deadline.Settled(outcome, now, actor.name()));
    changing.touch(ref.accountId());
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
      ListRows.Stored list = require(changing.handle(), ref);
      Optional<Deadline> meant =
          DeadlineRows.waiting(changing.handle(), ref)
              .filter(found -> revision.isEmpty() || revision.getAsLong() == found.revision());
      meant.ifPresent(
          found -> settle(changing, ref, Deadline.Outcome.CONFIRMED, actor, Times.now(clock)));
      return meant.map(found -> list.list());
    });
  }

  /** Takes back every change whose time to be confirmed is over. */
  void carryOutDue() {
    RuntimeException failure = null;
    for (ListRef ref :
        store.read(handle -> DeadlineRows.due(handle, Times.now(clock), MOST_ROWS))) {
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
      change(changing, ref, new Change.GoBack(), guard, List.of(), _ -> Optional.empty());
      // Where it went back this finds nothing that waits.
      settle(changing, ref, Deadline.Outcome.KEPT, guard.actor(), now);
    }
    return due;
  }

  private static void save(
      Changing changing, ListRows.Stored before, Allowlist after, Revision revision) {
    List<Placed> placed = Placed.inOrder(after.entries(), before.placed());
    List<Placed> removed = without(before.placed(), placed);
    List<Placed> added = without(placed, before.placed());
    ListRows.save(changing.handle(), after, removed, added);
    ExpiryRows.follow(changing.handle(), after.ref(), removed, added, revision.at());
    HistoryRows.insert(
        changing.handle(),
        after.ref(),
        new HistoryRows.Step(
            after.revision(),
            revision.at(),
            revision.actor(),
            revision.kind(),
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
  private static List<String> notes(Allowlist before, Allowlist after, Instant now) {
    Set<Entry> old = new HashSet<>(before.entries());
    Set<String> changed =
        after.entries().stream()
            .filter(entry -> !old.contains(entry))
            .map(Entry::id)
            .collect(Collectors.toSet());
    return Covered.notes(after.entries(), changed, now);
  }

  /**
   * Revisions, newest first; none where the list is not there. A difference names the first {@value
   * #MOST_NAMED} entries of each kind.
   *
   * @param before only revisions below this; {@link Long#MAX_VALUE} for the newest
   * @param limit 1 to 500
   */
  public List<HistoryRow> history(ListRef ref, long before, int limit) {
    if (limit < 1 || limit > MOST_ROWS) {
      throw new IllegalArgumentException("1 to 500 rows: " + limit);
    }
    return store.read(handle -> HistoryRows.below(handle, ref, before, limit, MOST_NAMED));
  }

  /** The newest revision below that one with every entry of its difference named. */
  public Optional<HistoryRow> revisionBelow(ListRef ref, long before) {
    return store.read(handle ->
        HistoryRows.below(handle, ref, before, 1, Integer.MAX_VALUE).stream().findFirst());
  }

  /**
   * Entries that expired on the list after one moment and not after another, the latest first.
   *
   * @param limit at least 1
   */
  public List<Expired> expired(ListRef ref, Instant after, Instant upTo, int limit) {
    return store.read(handle -> ExpiryRows.between(handle, ref, after, upTo, limit));
  }

  /**
   * What happened to one entry, newest first; none where the list is not there.
   *
   * @param limit 1 to 500
   */
  public List<EntryChange> historyOf(ListRef ref, String entryId, int limit) {
    if (limit < 1 || limit > MOST_ROWS) {
      throw new IllegalArgumentException("1 to 500 rows: " + limit);
    }
    return store.read(handle -> EntryChangeRows.of(handle, ref, entryId, limit));
  }

  /**
   * The newest revisions as differences, newest first: as many as can be looked through for one
   * page, at most {@value #MOST_STEPS} of {@value #MOST_STEP_CHARACTERS} characters in all.
   */
  public List<ListDelta> steps(ListRef ref) {
    return store.read(handle -> HistoryRows.newest(handle, ref, MOST_STEPS, MOST_STEP_CHARACTERS));
  }

  private static ListRows.Stored require(Handle handle, ListRef ref) {
    return ListRows.find(handle, ref)
        .orElseThrow(() -> new NoSuchAccountException("There is no such credential (any more)."));
  }

  /** What history tells of a change beside the entries. */
  private record Revision(String kind, Actor actor, Instant at) {}
}
