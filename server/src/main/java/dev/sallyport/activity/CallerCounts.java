package dev.sallyport.activity;

import dev.sallyport.account.CallerTable;
import dev.sallyport.account.CallerTables;
import dev.sallyport.allowlist.Network;
import java.sql.ResultSet;
import org.jdbi.v3.core.Handle;

/** Reads the days' counts of those let in. */
final class CallerCounts {
  private CallerCounts() {}

  /**
   * Adds the counts of some days.
   *
   * @param before the table they are added to
   * @param since milliseconds; callers that were last seen before are left out
   * @param from the first day, where it is later than that of {@code since}
   * @param to exclusive
   */
  static CallerTable add(
      Handle handle, String accountId, CallerTable before, long since, long from, long to) {
    CallerTables table = new CallerTables(before);
    handle
        .createQuery(
            "SELECT channel, STRING_AGG(CONCAT_WS(' ', address, credential_id, calls, first_at,"
                + " last_at), '\n') AS callers FROM activity_day WHERE account_id = :account"
                + " AND period >= :from AND period < :to AND let_in = TRUE"
                + " GROUP BY period, channel")
        .bind("account", accountId)
        .bind("from", Math.max(from, Periods.day(since)))
        .bind("to", to)
        .setFetchSize(1)
        .scanResultSet((rows, _) -> {
          try (ResultSet each = rows.get()) {
            while (each.next()) {
              add(table, each.getString("channel"), each.getString("callers"), since);
            }
          }
          return true;
        });
    return table.table(since);
  }

  /** A row of the first day may lie before the time asked for. */
  private static void add(CallerTables table, String channel, String callers, long since) {
    JoinedRows rows = new JoinedRows(callers);
    while (rows.next()) {
      Network address = rows.network();
      String credential = rows.text();
      long calls = rows.number();
      long firstAt = rows.number();
      long lastAt = rows.number();
      if (lastAt >= since) {
        table.add(address, credential, channel, calls, firstAt, lastAt);
      }
    }
  }
}
