package dev.sallyport.activity;

import dev.sallyport.account.RecentCaller;
import dev.sallyport.allowlist.Network;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Adds the days' counts up, by caller. */
final class CallerSums {
  private CallerSums() {}

  /**
   * The counts of those let in, by channel, credential and address with a blank between.
   *
   * <p>A row is read as one text, its numbers last: with very many rows each column that is handed
   * over costs more than finding the row.
   *
   * @param from the first day, where it is later than that of {@code since}
   * @param to exclusive
   */
  static Map<String, Count> read(
      Handle handle, String accountId, Instant since, long from, long to) {
    Map<String, Count> sums = new HashMap<>();
    handle
        .createQuery(
            "SELECT channel || ' ' || credential_id || ' ' || address || ' ' || calls || ' '"
                + " || first_at || ' ' || last_at FROM activity_day WHERE account_id = :account"
                + " AND period >= :from AND period < :to AND let_in = TRUE")
        .bind("account", accountId)
        .bind("from", Math.max(from, Periods.day(since)))
        .bind("to", to)
        .setFetchSize(2_000)
        .scanResultSet((rows, _) -> {
          try (ResultSet each = rows.get()) {
            while (each.next()) {
              add(sums, each.getString(1), since.toEpochMilli());
            }
          }
          return sums.size();
        });
    return sums;
  }

  /** A row of the first day may lie before the time asked for. */
  private static void add(Map<String, Count> sums, String row, long since) {
    int last = row.lastIndexOf(' ');
    int first = row.lastIndexOf(' ', last - 1);
    int calls = row.lastIndexOf(' ', first - 1);
    long lastAt = number(row, last, row.length());
    if (lastAt >= since) {
      Count count = new Count(number(row, calls, first), number(row, first, last), lastAt);
      sums.merge(row.substring(0, calls), count, Count::plus);
    }
  }

  private static long number(String row, int blank, int end) {
    return Long.parseLong(row, blank + 1, end, 10);
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
