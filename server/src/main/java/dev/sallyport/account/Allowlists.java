package dev.sallyport.account;

import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The stored lists. Every way of changing a list goes through here. */
public final class Allowlists {
  private static final int MOST_ROWS = 500;
  private static final int MOST_NAMED = 100;
  private static final int MOST_STEPS = 200;
  private static final int MOST_STEP_CHARACTERS = 500_000;

  private final Store store;
  private final RecentCallers recentCallers;
  private final ListChanging changing;
  private final Confirmations confirmations;
  private final Assertions assertions;
  private final Groups groups;
  private final KeptLists kept;

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
    this.recentCallers = recentCallers;
    this.kept = new KeptLists(store::lineage, KeptLists.MOST_ENTRIES);
    this.changing = new ListChanging(store, plans, changes, recentCallers, kept, clock);
    this.confirmations = new Confirmations(store, changes, changing, clock);
    this.assertions = new Assertions(store, changes, clock);
    this.groups = new Groups(store, clock);
  }

  /** What no change of an account's list may break. */
  public Assertions assertions() {
    return assertions;
  }

  /** What becomes of changes that wait to be confirmed. */
  public Confirmations confirmations() {
    return confirmations;
  }

  /** What published range files brought to the lists. */
  public Groups groups() {
    return groups;
  }

  /** The list; empty where the account, or the credential in it, is not there. */
  public Optional<Allowlist> find(ListRef ref) {
    return store.read(handle -> kept.find(handle, ref)).map(ListRows.Stored::list);
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
    return changing.change(ref, change, guard);
  }

  /** The entries as a revision left them; empty where the list has no such revision. */
  public Optional<List<Entry>> at(ListRef ref, long revision) {
    return store.read(
        handle -> kept.find(handle, ref).flatMap(now -> HistoryRows.at(handle, now, revision)));
  }

  /**
   * What a change would do, and to whom, without making it.
   *
   * @param ownAddress the address of the one who asks, where it matters; see {@link Guard}
   * @throws NoSuchAccountException where the list's account or credential is not there
   */
  public PreviewResult preview(ListRef ref, Change change, @Nullable IpAddress ownAddress) {
    return changing.preview(ref, change, ownAddress, null);
  }

  /**
   * The same of a change that may go back by itself.
   *
   * @param confirmWithin see {@link Guard}
   */
  public PreviewResult preview(
      ListRef ref,
      Change change,
      @Nullable IpAddress ownAddress,
      @Nullable Duration confirmWithin) {
    return changing.preview(ref, change, ownAddress, confirmWithin);
  }

  /**
   * Who was let in within the last {@value RecentCallers#DAYS} days and is concerned by that list.
   * Callers whose credential is gone are none.
   */
  public CallerTable callersLately(ListRef ref) {
    CallerTable callers = recentCallers.of(ref.accountId());
    Set<String> ids =
        store.read(handle ->
            CredentialRows.all(handle, ref.accountId()).stream()
                .map(Credential::id)
                .collect(Collectors.toSet()));
    return callers.of(
        id -> ids.contains(id) && (ref.isAccountList() || ref.credentialId().equals(id)));
  }

  /** Reads ahead what a change of one of the account's lists is held against; returns at once. */
  public void expectChange(String accountId) {
    recentCallers.expect(accountId);
  }

  /** Whether the account let that address in within the last {@value RecentCallers#DAYS} days. */
  public boolean sentLately(String accountId, IpAddress address) {
    return recentCallers.sent(accountId, address);
  }

  /**
   * Revisions, newest first; none where the list is not there. A difference names the first {@value
   * #MOST_NAMED} entries of each kind.
   *
   * @param before only revisions below this; {@link Long#MAX_VALUE} for the newest
   * @param limit 1 to 500
   */
  public List<HistoryRow> history(ListRef ref, long before, int limit) {
    requireRows(limit);
    return store.read(handle -> HistoryRows.below(handle, ref, before, limit, MOST_NAMED));
  }

  /**
   * The newest revisions made at that time or later, newest first.
   *
   * @param limit 1 to 500
   */
  public List<HistoryRow> historySince(ListRef ref, Instant since, int limit) {
    requireRows(limit);
    return store.read(handle -> HistoryRows.since(handle, ref, since, limit, MOST_NAMED));
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
    requireRows(limit);
    return store.read(handle -> EntryChangeRows.of(handle, ref, entryId, limit));
  }

  /**
   * The newest revisions as differences, newest first: as many as can be looked through for one
   * page, at most {@value #MOST_STEPS} of {@value #MOST_STEP_CHARACTERS} characters in all.
   */
  public List<ListStep> steps(ListRef ref) {
    return store.read(handle -> HistoryRows.newest(handle, ref, MOST_STEPS, MOST_STEP_CHARACTERS));
  }

  private static void requireRows(int limit) {
    if (limit < 1 || limit > MOST_ROWS) {
      throw new IllegalArgumentException("1 to " + MOST_ROWS + " rows: " + limit);
    }
  }
}
