package dev.sallyport.activity;

import dev.sallyport.allowlist.Network;
import dev.sallyport.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each entry is for: which addresses came in by it, and how often. */
public final class EntryCallers {
  /** Rows of counts looked at for one question at most: the newest. */
  private static final int MOST_READ = 20_000;

  private static final long DAY = Duration.ofDays(1).toMillis();

  /** Over how many days an entry's calls are added up, today's among them. */
  public static final int DAYS = 30;

  /** Sums kept in all, of all accounts; some 100 bytes each. */
  private static final int MOST_KEPT = 300_000;

  private final Store store;
  private final DaysGoneBy<Map<String, Long>> daysGoneBy = new DaysGoneBy<>(MOST_KEPT, Map::size);

  public EntryCallers(Store store) {
    this.store = store;
  }

  /**
   * An address that came in by an entry.
   *
   * @param address a single address, or a network whose addresses were counted together
   */
  public record CallerOfEntry(
      Network address, long calls, Instant firstSeenAt, Instant lastSeenAt) {}

  /**
   * The addresses that came in by an entry, those with the most calls first.
   *
   * @param all how many addresses there were
   * @param whole whether every count of that time was looked at; else the newest were
   */
  public record Callers(List<CallerOfEntry> some, int all, boolean whole) {
    public Callers {
      some = List.copyOf(some);
    }
  }

  /**
   * Who came in by an entry.
   *
   * @param since calls of days that were over before that count for nothing
   * @param limit addresses given at most, 1 to {@value Activity#MOST_ROWS}
   */
  public Callers of(String accountId, String entryId, Instant since, int limit) {
    if (limit < 1 || limit > Activity.MOST_ROWS) {
      throw new IllegalArgumentException("1 to " + Activity.MOST_ROWS + " rows: " + limit);
    }
    Map<String, Count> counts = new HashMap<>();
    int read =
        store.read(handle ->
            handle
                .createQuery(
                    "SELECT address, calls, first_at, last_at FROM activity_day"
                        + " WHERE account_id = :account AND entry_id = :entry"
                        + " AND period >= :day AND reason = 'listed'"
                        + " ORDER BY period DESC LIMIT :most")
                .bind("account", accountId)
                .bind("entry", entryId)
                .bind("day", Periods.day(since))
                .bind("most", MOST_READ)
                .map((row, _) -> counts.merge(row.getString("address"), count(row), Count::plus))
                .list()
                .size());
    List<CallerOfEntry> callers =
        counts.entrySet().stream()
            .map(each -> caller(each.getKey(), each.getValue()))
            .sorted(
                Comparator.comparingLong(CallerOfEntry::calls)
                    .reversed()
                    .thenComparing(CallerOfEntry::address))
            .limit(limit)
            .toList();
    return new Callers(callers, counts.size(), read < MOST_READ);
  }

  /** The calls that each entry let in within {@value #DAYS} days, by their ids. */
  public Map<String, Long> calls(String accountId, Instant now) {
    long first = Periods.day(now.minus(Duration.ofDays(DAYS - 1L)));
    DaysGoneBy.Kept<Map<String, Long>> kept =
        daysGoneBy.of(accountId, Periods.day(now) - DAY, day -> sums(accountId, first, day));
    Map<String, Long> calls = sums(accountId, kept.before(), Long.MAX_VALUE);
    kept.sums().forEach((entry, before) -> calls.merge(entry, before, Long::sum));
    return calls;
  }

  private Map<String, Long> sums(String accountId, long from, long to) {
    Map<String, Long> sums = new HashMap<>();
    store.read(handle ->
        handle
            .createQuery(
                "SELECT STRING_AGG(CONCAT_WS(' ', entry_id, calls), '\n') AS entries"
                    + " FROM activity_entry WHERE account_id = :account AND period >= :from"
                    + " AND period < :to GROUP BY period")
            .bind("account", accountId)
            .bind("from", from)
            .bind("to", to)
            .map((row, _) -> {
              JoinedRows entries = new JoinedRows(row.getString("entries"));
              while (entries.next()) {
                sums.merge(entries.text(), entries.number(), Long::sum);
              }
              return true;
            })
            .list());
    return sums;
  }

  private static Count count(ResultSet row) throws SQLException {
    return new Count(row.getLong("calls"), row.getLong("first_at"), row.getLong("last_at"));
  }

  private static CallerOfEntry caller(String address, Count count) {
    return new CallerOfEntry(
        Network.of(address),
        count.calls(),
        Instant.ofEpochMilli(count.firstAt()),
        Instant.ofEpochMilli(count.lastAt()));
  }
}
