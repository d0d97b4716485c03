package dev.sallyport.activity;

import dev.sallyport.account.RecentCaller;
import dev.sallyport.account.RecentCallers;
import dev.sallyport.allowlist.Network;
import dev.sallyport.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Reads who was let in of late, one row an address and credential, from the days' counts. */
public final class CallersOfLate implements RecentCallers {
  private final Store store;
  private final InstantSource clock;

  public CallersOfLate(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public List<RecentCaller> of(String accountId) {
    Instant since = clock.instant().minus(Duration.ofDays(DAYS));
    return store.read(handle -> read(handle, accountId, since));
  }

  private static List<RecentCaller> read(Handle handle, String accountId, Instant since) {
    Map<Caller, Count> callers = new HashMap<>();
    handle
        .createQuery(
            "SELECT channel, address, credential_id, calls, first_at, last_at FROM activity_day"
                + " WHERE account_id = :account AND period >= :day AND let_in = TRUE")
        .bind("account", accountId)
        .bind("day", Periods.day(since))
        .setFetchSize(1_000)
        .scanResultSet((rows, _) -> {
          try (ResultSet each = rows.get()) {
            while (each.next()) {
              add(callers, each, since);
            }
          }
          return callers.size();
        });
    return callers.entrySet().stream()
        .map(entry -> caller(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingLong(RecentCaller::calls)
                .reversed()
                .thenComparing(RecentCaller::address)
                .thenComparing(RecentCaller::credentialId))
        .toList();
  }

  /** A row of the first day may lie before the time asked for. */
  private static void add(Map<Caller, Count> callers, ResultSet row, Instant since)
      throws SQLException {
    long last = row.getLong(6);
    if (last >= since.toEpochMilli()) {
      callers.merge(
          new Caller(row.getString(1), row.getString(2), row.getString(3)),
          new Count(row.getLong(4), row.getLong(5), last),
          Count::plus);
    }
  }

  private static RecentCaller caller(Caller caller, Count count) {
    return new RecentCaller(
        Network.of(caller.address()),
        caller.credentialId(),
        caller.channel(),
        count.calls(),
        Instant.ofEpochMilli(count.firstAt()),
        Instant.ofEpochMilli(count.lastAt()));
  }

  private record Caller(String channel, String address, String credentialId) {}
}
