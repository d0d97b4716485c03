package dev.sallyport.activity;

import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Network;
import dev.sallyport.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be asked of the counts. They are as new as the last second's writing. */
public final class Activity {
  /** How many rows one question answers at most. */
  public static final int MOST_ROWS = 1_000;

  private static final int MOST_ENTRIES = 500;

  private final Store store;

  public Activity(Store store) {
    this.store = store;
  }

  /**
   * The calls of each hour and channel in which there were any, the oldest first.
   *
   * @param from the hour it lies in is the first
   * @param to exclusive
   */
  public List<HourOfCalls> hours(String accountId, Instant from, Instant to) {
    return store.read(handle ->
        handle
            .createQuery(
                "SELECT period, channel,"
                    + " SUM(CASE WHEN reason IN ('listed', 'unrestricted') THEN calls ELSE 0 END)"
                    + " AS allowed,"
                    + " SUM(CASE WHEN reason IN ('listed', 'unrestricted') THEN 0 ELSE calls END)"
                    + " AS denied,"
                    + " SUM(CASE WHEN let_in = TRUE AND reason NOT IN ('listed', 'unrestricted')"
                    + " THEN calls ELSE 0 END) AS monitored"
                    + " FROM activity_total WHERE account_id = :account AND period >= :from"
                    + " AND period < :to GROUP BY period, channel ORDER BY period, channel")
            .bind("account", accountId)
            .bind("from", Periods.hour(from))
            .bind("to", to.toEpochMilli())
            .map((row, _) ->
                new HourOfCalls(
                    time(row, "period"),
                    row.getString("channel"),
                    row.getLong("allowed"),
                    row.getLong("denied"),
                    row.getLong("monitored")))
            .list());
  }

  /**
   * Who was denied by a list, those last seen first: what a list in monitor mode let in too.
   *
   * @param since calls of days that were over before that count for nothing
   * @param limit 1 to {@value #MOST_ROWS}
   */
  public List<DeniedCaller> denied(String accountId, Instant since, int limit) {
    require(limit);
    return store.read(handle ->
        handle
            .createQuery(
                "SELECT address, channel, credential_id, entry_id, reason, let_in,"
                    + " SUM(calls) AS calls, MIN(first_at) AS first_at, MAX(last_at) AS last_at"
                    + " FROM activity_day WHERE account_id = :account AND period >= :day"
                    + " AND reason NOT IN ('listed', 'unrestricted')"
                    + " GROUP BY address, channel, credential_id, entry_id, reason, let_in"
                    + " ORDER BY last_at DESC, address, channel, credential_id, entry_id, reason"
                    + " LIMIT :limit")
            .bind("account", accountId)
            .bind("day", Periods.day(since))
            .bind("limit", limit)
            .map((row, _) -> denied(row))
            .list());
  }

  /** When that address was first seen, denied or not, within the time counts are kept. */
  public Optional<Instant> firstSeen(String accountId, IpAddress address) {
    return store.read(handle ->
        handle
            .createQuery(
                "SELECT MIN(first_at) FROM activity_day WHERE account_id = :account"
                    + " AND address = :address")
            .bind("account", accountId)
            .bind("address", address.toString())
            .mapTo(Long.class)
            .findOne()
            .map(Instant::ofEpochMilli));
  }

  /**
   * What entries let in, day by day; an entry that let nobody in is missing.
   *
   * @param entryIds at most 500
   * @param days how many, 1 to 400, the last being that of {@code now}
   */
  public Map<String, EntryUse> entries(
      String accountId, Collection<String> entryIds, int days, Instant now) {
    require(entryIds, days);
    if (entryIds.isEmpty()) {
      return Map.of();
    }
    long first = Periods.day(now.minus(Duration.ofDays(days - 1L)));
    Map<String, EntryUses> uses = new HashMap<>();
    store.read(handle ->
        handle
            .createQuery(
                "SELECT entry_id, period, credential_id, calls FROM activity_entry"
                    + " WHERE account_id = :account AND entry_id IN (<entries>)"
                    + " AND period >= :first")
            .bind("account", accountId)
            .bindList("entries", List.copyOf(entryIds))
            .bind("first", first)
            .map((row, _) -> {
              int day = (int) Duration.ofMillis(row.getLong("period") - first).toDays();
              uses.computeIfAbsent(row.getString("entry_id"), _ -> new EntryUses(days))
                  .add(day, row.getString("credential_id"), row.getLong("calls"));
              return day;
            })
            .list());
    Map<String, EntryUse> result = new HashMap<>();
    uses.forEach((entry, use) -> result.put(entry, use.finished()));
    return result;
  }

  /** When each entry and each credential last let a call in, by their ids. */
  public Map<String, Instant> lastUses(String accountId) {
    Map<String, Instant> result = new HashMap<>();
    store.read(handle ->
        handle
            .createQuery(
                "SELECT subject_id, last_at FROM activity_last_use WHERE account_id = :account")
            .bind("account", accountId)
            .map((row, _) -> result.put(row.getString("subject_id"), time(row, "last_at")))
            .list());
    return result;
  }

  /**
   * When each of these entries last let a call in, by their ids.
   *
   * @param entryIds at most 500
   */
  public Map<String, Instant> lastUses(String accountId, Collection<String> entryIds) {
    require(entryIds, 1);
    Map<String, Instant> result = new HashMap<>();
    if (!entryIds.isEmpty()) {
      store.read(handle ->
          handle
              .createQuery(
                  "SELECT subject_id, last_at FROM activity_last_use WHERE account_id = :account"
                      + " AND subject_id IN (<entries>)")
              .bind("account", accountId)
              .bindList("entries", List.copyOf(entryIds))
              .map((row, _) -> result.put(row.getString("subject_id"), time(row, "last_at")))
              .list());
    }
    return result;
  }

  private static void require(Collection<String> entryIds, int days) {
    if (entryIds.size() > MOST_ENTRIES || days < 1 || days > 400) {
      throw new IllegalArgumentException(entryIds.size() + " entries over " + days + " days");
    }
  }

  private static void require(int limit) {
    if (limit < 1 || limit > MOST_ROWS) {
      throw new IllegalArgumentException("1 to " + MOST_ROWS + " rows: " + limit);
    }
  }

  private static DeniedCaller denied(ResultSet row) throws SQLException {
    return new DeniedCaller(
        Network.of(row.getString("address")),
        row.getString("channel"),
        row.getString("credential_id"),
        row.getString("entry_id"),
        row.getString("reason"),
        row.getBoolean("let_in"),
        row.getLong("calls"),
        time(row, "first_at"),
        time(row, "last_at"));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }
}
