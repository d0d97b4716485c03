package dev.sallyport.activity;

import dev.sallyport.account.CallerTable;
import dev.sallyport.account.RecentCallers;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Network;
import dev.sallyport.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Reads who was let in of late, one row an address and credential, from the days' counts. What is
 * summed up of the days gone by is kept for busy accounts, so that a preview asked for with each
 * key that is typed reads the counts of today and yesterday only. Those of the days before are
 * written no more: a node writes each second, and keeps what it could not write for a day at most
 * before this would miss it until the next.
 */
public final class CallersOfLate implements RecentCallers {
  private static final long DAY = Duration.ofDays(1).toMillis();

  /** Callers kept in all, of all accounts; some 100 bytes each. */
  private static final int MOST_KEPT = 500_000;

  private final Store store;
  private final InstantSource clock;
  private final DaysGoneBy<CallerTable> daysGoneBy = new DaysGoneBy<>(MOST_KEPT, CallerTable::size);

  public CallersOfLate(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public CallerTable of(String accountId) {
    DaysGoneBy.Kept<CallerTable> kept =
        daysGoneBy.of(accountId, yesterday(), day -> before(accountId, day));
    return read(accountId, kept.sums(), kept.before(), Long.MAX_VALUE);
  }

  @Override
  public void expect(String accountId) {
    daysGoneBy.readAhead(accountId, yesterday(), day -> before(accountId, day));
  }

  private CallerTable before(String accountId, long day) {
    return read(accountId, CallerTable.EMPTY, 0, day);
  }

  private CallerTable read(String accountId, CallerTable before, long from, long to) {
    long since = since().toEpochMilli();
    return store.read(handle -> CallerCounts.add(handle, accountId, before, since, from, to));
  }

  private long yesterday() {
    return Periods.day(clock.instant()) - DAY;
  }

  private Instant since() {
    return clock.instant().minus(Duration.ofDays(DAYS));
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
