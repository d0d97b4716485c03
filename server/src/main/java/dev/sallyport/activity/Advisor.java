package dev.sallyport.activity;

import dev.sallyport.account.Allowlist;
import dev.sallyport.account.Entry;
import dev.sallyport.allowlist.Network;
import dev.sallyport.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what an account's list may do without: asked now and then, not for each page. */
public final class Advisor {
  /** How long an entry has to be of no use before it is spoken of. */
  public static final int DAYS = 90;

  /** How long ago an entry expired before it is spoken of. */
  public static final int EXPIRED_DAYS = 30;

  /** So many used addresses of a range are few. */
  public static final int FEW = 8;

  /** Ranges whose callers are looked at, the widest; each costs a query. */
  private static final int MOST_RANGES = 50;

  /** A range is spoken of where this many times the used addresses would still fit in. */
  private static final int ROOMY = 4;

  private final Store store;
  private final Activity activity;
  private final Dismissals dismissals;

  public Advisor(Store store, Activity activity, Dismissals dismissals) {
    this.store = store;
    this.activity = activity;
    this.dismissals = dismissals;
  }

  /** Advice on an account's list: at most one word on each entry, in the list's order. */
  public List<Advice> on(Allowlist list, Instant now) {
    String account = list.ref().accountId();
    Instant since = now.minus(Duration.ofDays(DAYS));
    Map<String, Instant> lastUses = activity.lastUses(account);
    Set<String> dismissed = dismissals.keys(account, now);
    boolean counted = countedSince(account, since, lastUses);
    Map<String, Entry> covered = list.coveredBy(now);
    Map<String, Advice> narrow = narrow(list, since, lastUses, covered, now);
    List<Advice> found = new ArrayList<>();
    for (Entry entry : list.entries()) {
      Advice advice = null;
      Instant lastUsed = lastUses.get(entry.id());
      if (entry.status(now).equals("expired")) {
        advice = expired(entry, now);
      } else if (entry.status(now).equals("active")) {
        advice = covered(entry, covered.get(entry.id()));
        if (advice == null && isUnused(entry, lastUsed, since, counted)) {
          advice = new Advice.Unused(entry, lastUsed);
        }
        if (advice == null) {
          advice = narrow.get(entry.id());
        }
      }
      if (advice != null && !dismissed.contains(Dismissals.key(entry.id(), advice.kind()))) {
        found.add(advice);
      }
    }
    return found;
  }

  private static @Nullable Advice expired(Entry entry, Instant now) {
    Instant at = entry.expiresAt();
    return at != null && !at.isAfter(now.minus(Duration.ofDays(EXPIRED_DAYS)))
        ? new Advice.Expired(entry, at)
        : null;
  }

  /** An entry that outlasts the wider one is still of use. */
  private static @Nullable Advice covered(Entry entry, @Nullable Entry wider) {
    if (wider == null) {
      return null;
    }
    Instant end = wider.expiresAt();
    Instant own = entry.expiresAt();
    boolean outlasts = end != null && (own == null || own.isAfter(end));
    return outlasts ? null : new Advice.Covered(entry, wider);
  }

  /** One that was changed within that time may have matched nothing before. */
  private static boolean isUnused(
      Entry entry, @Nullable Instant lastUsed, Instant since, boolean counted) {
    return !entry.updatedAt().isAfter(since)
        && (lastUsed == null ? counted : lastUsed.isBefore(since));
  }

  /** Whether calls were counted then already: only so can it be said that there were none. */
  private boolean countedSince(String account, Instant since, Map<String, Instant> lastUses) {
    if (lastUses.values().stream().anyMatch(use -> !use.isAfter(since))) {
      return true;
    }
    Optional<Long> first =
        store.read(handle ->
            handle
                .createQuery("SELECT MIN(period) FROM activity_total WHERE account_id = :account")
                .bind("account", account)
                .mapTo(Long.class)
                .findOne());
    return first.isPresent() && first.get() <= since.toEpochMilli();
  }

  private Map<String, Advice> narrow(
      Allowlist list,
      Instant since,
      Map<String, Instant> lastUses,
      Map<String, Entry> covered,
      Instant now) {
    Map<String, Advice> found = new HashMap<>();
    list.entries().stream()
        .filter(entry -> entry.status(now).equals("active") && !entry.network().isSingleAddress())
        .filter(entry -> !entry.updatedAt().isAfter(since) && !covered.containsKey(entry.id()))
        .filter(entry -> {
          Instant used = lastUses.get(entry.id());
          return used != null && used.isAfter(since);
        })
        .sorted(Comparator.comparingInt(entry -> -hostBits(entry.network())))
        .limit(MOST_RANGES)
        .forEach(entry ->
            narrow(entry, used(list.ref().accountId(), entry.id(), since))
                .ifPresent(advice -> found.put(entry.id(), advice)));
    return found;
  }

  private static Optional<Advice> narrow(Entry entry, List<Network> used) {
    if (used.isEmpty() || used.size() > FEW || !used.stream().allMatch(entry.network()::contains)) {
      return Optional.empty();
    }
    Network smallest = Hull.of(used);
    boolean roomy = hostBits(entry.network()) >= bits((long) used.size() * ROOMY);
    return roomy && !used.contains(entry.network())
        ? Optional.of(new Advice.Narrow(entry, used, smallest))
        : Optional.empty();
  }

  private static int hostBits(Network network) {
    return network.base().width() - network.prefixLength();
  }

  /** How many bits it takes to number so many. */
  private static int bits(long number) {
    return 64 - Long.numberOfLeadingZeros(number - 1);
  }

  /** What came in by an entry, in order; one more than {@link #FEW} at most. */
  private List<Network> used(String account, String entryId, Instant since) {
    return store
        .read(handle ->
            handle
                .createQuery(
                    "SELECT DISTINCT address FROM activity_day WHERE account_id = :account"
                        + " AND entry_id = :entry AND period >= :day AND reason = 'listed'"
                        + " LIMIT :most")
                .bind("account", account)
                .bind("entry", entryId)
                .bind("day", Periods.day(since))
                .bind("most", FEW + 1)
                .mapTo(String.class)
                .list())
        .stream()
        .map(Network::of)
        .sorted()
        .toList();
  }
}
