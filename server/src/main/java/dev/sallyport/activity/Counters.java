package dev.sallyport.activity;

import dev.sallyport.account.Times;
import dev.sallyport.allowlist.Network;
import dev.sallyport.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The counters themselves, the newest hour first, a page at a time. */
public final class Counters {
  /** Rows looked at for one page at most, whatever the filter: then the page ends early. */
  private static final int MOST_READ = 50_000;

  private final Store store;

  public Counters(Store store) {
    this.store = store;
  }

  /**
   * Some counters.
   *
   * @param next where the next page begins; null at the end
   */
  public record Page(List<Counter> counters, @Nullable Long next) {
    public Page {
      counters = List.copyOf(counters);
    }
  }

  /**
   * A page.
   *
   * @param skip how many rows to pass over, the {@code next} of the page before; 0 for the first
   * @param limit 1 to {@value Activity#MOST_ROWS}
   */
  public Page page(String accountId, CounterFilter filter, long skip, int limit) {
    if (limit < 1 || limit > Activity.MOST_ROWS || skip < 0) {
      throw new IllegalArgumentException("skip " + skip + ", limit " + limit);
    }
    return store.read(handle -> read(handle, accountId, filter, skip, limit));
  }

  private static Page read(
      Handle handle, String accountId, CounterFilter filter, long skip, int limit) {
    List<Counter> found = new ArrayList<>();
    Query query =
        handle
            .createQuery(
                "SELECT * FROM activity_hour WHERE account_id = :account AND period >= :from"
                    + " AND period < :to"
                    + (filter.channel() == null ? "" : " AND channel = :channel")
                    + (filter.credentialId() == null ? "" : " AND credential_id = :credential")
                    + (filter.allowed() == null
                        ? ""
                        : " AND "
                            + (filter.allowed() ? Outcome.ALLOWED : Outcome.NOT_ALLOWED)
                                .condition())
                    + " ORDER BY period DESC, channel, address, credential_id, entry_id, reason,"
                    + " let_in LIMIT :most OFFSET :skip")
            .bind("account", accountId)
            .bind("from", Periods.hour(filter.from()))
            .bind("to", filter.to().toEpochMilli())
            .bind("most", MOST_READ)
            .bind("skip", skip)
            .setFetchSize(limit);
    if (filter.channel() != null) {
      query.bind("channel", filter.channel());
    }
    if (filter.credentialId() != null) {
      query.bind("credential", filter.credentialId());
    }
    Long next =
        query.scanResultSet((rows, _) -> {
          try (ResultSet each = rows.get()) {
            return fill(found, each, filter.address(), skip, limit);
          }
        });
    return new Page(found, next);
  }

  /** Returns where the next page begins, null where this is the last. */
  private static @Nullable Long fill(
      List<Counter> found, ResultSet rows, @Nullable Network address, long skip, int limit)
      throws SQLException {
    long read = 0;
    while (rows.next()) {
      if (found.size() == limit) {
        return skip + read;
      }
      read++;
      Network counted = Network.of(rows.getString("address"));
      if (address == null || address.contains(counted)) {
        found.add(counter(rows, counted));
      }
    }
    return read == MOST_READ ? skip + read : null;
  }

  private static Counter counter(ResultSet row, Network address) throws SQLException {
    return new Counter(
        Times.required(row, "period"),
        row.getString("channel"),
        address,
        row.getString("credential_id"),
        row.getString("entry_id"),
        row.getString("reason"),
        row.getBoolean("let_in"),
        row.getLong("calls"),
        Times.required(row, "first_at"),
        Times.required(row, "last_at"));
  }
}
