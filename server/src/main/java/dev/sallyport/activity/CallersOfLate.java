package dev.sallyport.activity;

import dev.sallyport.account.RecentCaller;
import dev.sallyport.account.RecentCallers;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Network;
import dev.sallyport.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Reads who was let in of late, one row an address and credential, from the days' counts. What is
 * summed up of the days gone by is kept for busy accounts, so that a preview asked for with each
 * key that is typed reads the counts of today and yesterday only. Those of the days before are
 * written no more: a node writes each second, and keeps what it could not write for a day at most
 * before this would miss it until the next.
 */
public final class CallersOfLate implements RecentCallers {
  private static final long DAY = Duration.ofDays(1).toMillis();

  /** Callers kept in all, of all accounts; some 250 bytes each. */
  private static final int MOST_KEPT = 300_000;

  private static final Comparator<Known> MOST_CALLS_FIRST =
      Comparator.comparing(
          Known::caller,
          Comparator.comparingLong(RecentCaller::calls)
              .reversed()
              .thenComparing(RecentCaller::address)
              .thenComparing(RecentCaller::credentialId));

  private final Store store;
  private final InstantSource clock;
  private final DaysGoneBy<List<Known>> daysGoneBy = new DaysGoneBy<>(MOST_KEPT, List::size);

  public CallersOfLate(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * A caller with the key its rows have.
   *
   * @param key as {@link CallerSums} makes it
   */
  record Known(String key, RecentCaller caller) {}

  @Override
  public List<RecentCaller> of(String accountId) {
    Instant since = since();
    DaysGoneBy.Kept<List<Known>> kept =
        daysGoneBy.of(accountId, yesterday(), day -> before(accountId, day));
    Map<String, Count> recent =
        store.read(
            handle -> CallerSums.read(handle, accountId, since, kept.before(), Long.MAX_VALUE));
    return sorted(joined(kept.sums(), recent)).stream()
        .map(Known::caller)
        .filter(caller -> !caller.lastSeenAt().isBefore(since))
        .toList();
  }

  @Override
  public void expect(String accountId) {
    daysGoneBy.readAhead(accountId, yesterday(), day -> before(accountId, day));
  }

  private List<Known> before(String accountId, long day) {
    Map<String, Count> sums =
        store.read(handle -> CallerSums.read(handle, accountId, since(), 0, day));
    return List.copyOf(sorted(joined(List.of(), sums)));
  }

  private long yesterday() {
    return Periods.day(clock.instant()) - DAY;
  }

  private Instant since() {
    return clock.instant().minus(Duration.ofDays(DAYS));
  }

  /** Takes from {@code recent} what it finds of those before. */
  private static List<Known> joined(List<Known> before, Map<String, Count> recent) {
    List<Known> joined = new ArrayList<>(before.size() + recent.size());
    for (Known known : before) {
      Count more = recent.remove(known.key());
      joined.add(
          more == null
              ? known
              : new Known(
                  known.key(), CallerSums.caller(known.key(), count(known.caller()).plus(more))));
    }
    recent.forEach((key, count) -> joined.add(new Known(key, CallerSums.caller(key, count))));
    return joined;
  }

  private static Count count(RecentCaller caller) {
    return new Count(
        caller.calls(), caller.firstSeenAt().toEpochMilli(), caller.lastSeenAt().toEpochMilli());
  }

  private static List<Known> sorted(List<Known> callers) {
    callers.sort(MOST_CALLS_FIRST);
    return callers;
  }

  /**
   * Asks for the rows that can hold the address: its own, and those of networks it is counted in.
   */
  @Override
  public boolean sent(String accountId, IpAddress address) {
    Instant since = since();
    List<String> counted =
        List.of(
            Network.of(address).toString(),
            Folding.wide(address).toString(),
            Folding.family(address).toString());
    return store.read(handle ->
        handle
                .createQuery(
                    "SELECT COUNT(*) FROM activity_day WHERE account_id = :account"
                        + " AND address IN (<addresses>) AND period >= :day AND let_in = TRUE"
                        + " AND last_at >= :since")
                .bind("account", accountId)
                .bindList("addresses", counted)
                .bind("day", Periods.day(since))
                .bind("since", since.toEpochMilli())
                .mapTo(Long.class)
                .one()
            > 0);
  }
}
