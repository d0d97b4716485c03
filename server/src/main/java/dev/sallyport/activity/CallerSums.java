package dev.sallyport.activity;

import dev.sallyport.account.RecentCaller;
import dev.sallyport.allowlist.Network;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Adds the days' counts up, by caller. */
final class CallerSums {
  private CallerSums() {}

  /**
   * The counts of those let in, by channel, credential and address with a blank between: one text,
   * for with very many rows each column that is read has its price.
   *
   * @param from the first day, where it is later than that of {@code since}
   * @param to exclusive
   */
  static Map<String, Count> read(
      Handle handle, String accountId, Instant since, long from, long to) {
    Map<String, Count> sums = new HashMap<>();
    handle
        .createQuery(
            "SELECT channel || ' ' || credential_id || ' ' || address, calls, first_at, last_at"
                + " FROM activity_day WHERE account_id = :account AND period >= :from"
                + " AND period < :to AND let_in = TRUE")
        .bind("account", accountId)
        .bind("from", Math.max(from, Periods.day(since)))
        .bind("to", to)
        .setFetchSize(2_000)
        .scanResultSet((rows, _) -> {
          try (ResultSet each = rows.get()) {
            while (each.next()) {
              add(sums, each, since.toEpochMilli());
            }
          }
          return sums.size();
        });
    return sums;
  }

  /** A row of the first day may lie before the time asked for. */
  private static void add(Map<String, Count> sums, ResultSet row, long since) throws SQLException {
    long last = row.getLong(4);
    if (last >= since) {
      sums.merge(row.getString(1), new Count(row.getLong(2), row.getLong(3), last), Count::plus);
    }
  }

  static RecentCaller caller(String key, Count count) {
    int first = key.indexOf(' ');
    int last = key.lastIndexOf(' ');
    return new RecentCaller(
        Network.of(key.substring(last + 1)),
        key.substring(first + 1, last),
        key.substring(0, first),
        count.calls(),
        Instant.ofEpochMilli(count.firstAt()),
        Instant.ofEpochMilli(count.lastAt()));
  }
}
