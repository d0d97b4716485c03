package dev.sallyport.activity;

import dev.sallyport.account.Times;
import dev.sallyport.allowlist.Network;
import dev.sallyport.store.Store;
import java.time.Instant;
import java.util.List;

/** Finds addresses that were denied and never seen before. */
public final class Newcomers {
  private final Store store;

  public Newcomers(Store store) {
    this.store = store;
  }

  /**
   * Addresses that were first seen, and denied, after one moment and up to another: what a list in
   * monitor mode let in too. Those with the most calls first.
   *
   * @param after exclusive
   * @param upTo inclusive; earlier than what is still being written, or some are missed
   * @param limit 1 to {@value Activity#MOST_ROWS}
   */
  public List<NewcomerDenied> denied(String accountId, Instant after, Instant upTo, int limit) {
    if (limit < 1 || limit > Activity.MOST_ROWS) {
      throw new IllegalArgumentException("1 to " + Activity.MOST_ROWS + " rows: " + limit);
    }
    return store.read(handle ->
        handle
            .createQuery(
                "SELECT d.address AS address, SUM(d.calls) AS calls, MIN(d.first_at) AS first_at,"
                    + " MAX(d.last_at) AS last_at FROM activity_day d"
                    + " WHERE d.account_id = :account AND d.period >= :day"
                    + " AND "
                    + Outcome.NOT_ALLOWED.condition()
                    + " AND NOT EXISTS (SELECT 1 FROM activity_day s"
                    + " WHERE s.account_id = :account AND s.address = d.address"
                    + " AND s.first_at <= :after)"
                    + " GROUP BY d.address HAVING MIN(d.first_at) <= :upTo"
                    + " ORDER BY calls DESC, address LIMIT :limit")
            .bind("account", accountId)
            .bind("day", Periods.day(after))
            .bind("after", after.toEpochMilli())
            .bind("upTo", upTo.toEpochMilli())
            .bind("limit", limit)
            .map((row, _) ->
                new NewcomerDenied(
                    Network.of(row.getString("address")),
                    row.getLong("calls"),
                    Times.required(row, "first_at"),
                    Times.required(row, "last_at")))
            .list());
  }
}
