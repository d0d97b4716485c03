package dev.sallyport.account;

import dev.sallyport.account.Proposal.Proposed;
import dev.sallyport.account.Proposal.Refused;
import dev.sallyport.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The stored lists. Every way of changing a list goes through here. */
public final class Allowlists {
  private static final int MOST_ROWS = 500;

  private final Store store;
  private final Plans plans;
  private final AccountChanges changes;
  private final InstantSource clock;

  public Allowlists(Store store, Plans plans, AccountChanges changes, InstantSource clock) {
    this.store = store;
    this.plans = plans;
    this.changes = changes;
    this.clock = clock;
  }

  /** The list; empty where the account, or the credential in it, is not there. */
  public Optional<Allowlist> find(ListRef ref) {
    return store.read(handle -> ListRows.find(handle, ref).map(ListRows.Stored::list));
  }

  /**
   * Makes a change, or says why not. When this returns {@link ChangeResult.Changed} the change is
   * durable and every subscriber of {@link AccountChanges} has seen it. A change that comes to
   * nothing is answered so too, with the list as it was.
   *
   * @throws NoSuchAccountException where the list's account or credential is not there
   */
  public ChangeResult change(ListRef ref, Change change, Guard guard) {
    return changes.change(changing -> change(changing, ref, change, guard));
  }

  private ChangeResult change(Changing changing, ListRef ref, Change change, Guard guard) {
    Handle handle = changing.handle();
    Instant now = Times.now(clock);
    Account account = AccountRows.require(handle, ref.accountId());
    ListRows.Stored before = require(handle, ref);
    long revision = before.list().revision();
    if (guard.ifRevision().isPresent() && guard.ifRevision().getAsLong() != revision) {
      return new ChangeResult.Stale(revision);
    }
    Proposer proposer =
        new Proposer(
            before.list(), plans.of(account.plan()), now, past -> entriesAt(handle, before, past));
    return switch (proposer.propose(change)) {
      case Refused(ChangeResult result) -> result;
      case Proposed proposed -> make(changing, before, proposed, guard, now);
    };
  }

  private static ChangeResult make(
      Changing changing, ListRows.Stored before, Proposed proposed, Guard guard, Instant now) {
    Allowlist old = before.list();
    if (proposed.mode() == old.mode() && proposed.entries().equals(old.entries())) {
      return new ChangeResult.Changed(old, proposed.entry(), List.of());
    }
    Allowlist after =
        new Allowlist(old.ref(), old.revision() + 1, proposed.mode(), proposed.entries());
    List<Warning> open =
        new Warnings(old, after, now)
            .found(guard.ownAddress()).stream()
                .filter(warning -> !isAcknowledged(warning, guard))
                .toList();
    if (!open.isEmpty()) {
      return new ChangeResult.NeedsAcknowledgement(open);
    }
    save(changing, before, after, new Revision(proposed.kind(), guard.actor(), now));
    return new ChangeResult.Changed(after, proposed.entry(), notes(old, after, now));
  }

  private static boolean isAcknowledged(Warning warning, Guard guard) {
    return guard.acknowledgeAll() || guard.acknowledged().contains(warning.code());
  }

  private static void save(
      Changing changing, ListRows.Stored before, Allowlist after, Revision revision) {
    List<Placed> placed = Placed.inOrder(after.entries(), before.placed());
    List<Placed> removed = without(before.placed(), placed);
    List<Placed> added = without(placed, before.placed());
    ListRows.save(changing.handle(), after, removed, added);
    HistoryRows.insert(
        changing.handle(),
        after.ref(),
        new HistoryRows.Step(
            after.revision(),
            revision.at(),
            revision.actor(),
            revision.kind(),
            after.mode(),
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

  private static Optional<List<Entry>> entriesAt(
      Handle handle, ListRows.Stored now, long revision) {
    if (revision < 1 || revision > now.list().revision()) {
      return Optional.empty();
    }
    return HistoryRows.below(handle, now, revision + 1, 1).stream()
        .findFirst()
        .map(HistoryRow::after);
  }

  /**
   * Revisions, newest first; none where the list is not there.
   *
   * @param before only revisions below this; {@link Long#MAX_VALUE} for the newest
   * @param limit 1 to 500
   */
  public List<HistoryRow> history(ListRef ref, long before, int limit) {
    if (limit < 1 || limit > MOST_ROWS) {
      throw new IllegalArgumentException("1 to 500 rows: " + limit);
    }
    return store.read(handle ->
        ListRows.find(handle, ref)
            .map(list -> HistoryRows.below(handle, list, before, limit))
            .orElse(List.of()));
  }

  private static ListRows.Stored require(Handle handle, ListRef ref) {
    return ListRows.find(handle, ref)
        .orElseThrow(() -> new NoSuchAccountException("There is no such credential (any more)."));
  }

  /** What history tells of a change beside the entries. */
  private record Revision(String kind, Actor actor, Instant at) {}
}
