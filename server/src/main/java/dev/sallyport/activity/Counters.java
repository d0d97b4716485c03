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
   * @param next where the page ends and the next begins; null at the end
   */
  public record Page(List<Counter> counters, @Nullable CounterPlace next) {
    public Page {
      counters = List.copyOf(counters);
    }
  }

  /**
   * A page.
   *
   * @param after the {@code next} of the page before; null for the first
   * @param limit 1 to {@value Activity#MOST_ROWS}
   */
  public Page page(
      String accountId, CounterFilter filter, @Nullable CounterPlace after, int limit) {
    if (limit < 1 || limit > Activity.MOST_ROWS) {
      throw new IllegalArgumentException("1 to " + Activity.MOST_ROWS + " rows: " + limit);
    }
    return store.read(handle -> read(handle, accountId, filter, after, limit));
  }

  private static Page read(
      Handle handle,
      String accountId,
      CounterFilter filter,
      @Nullable CounterPlace after,
      int limit) {
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
                    + (after == null ? "" : CounterPlace.BEHIND)
                    + CounterPlace.ORDER
                    + " LIMIT :most")
            .bind("account", accountId)
            .bind("from", Periods.hour(filter.from()))
            .bind("to", filter.to().toEpochMilli())
            .bind("most", MOST_READ)
            .setFetchSize(limit);
    if (filter.channel() != null) {
      query.bind("channel", filter.channel());
    }
    if (filter.credentialId() != null) {
      query.bind("credential", filter.credentialId());
    }
    if (after != null) {
      after.bind(query);
    }
    CounterPlace next =
        query.scanResultSet((rows, _) -> {
          try (ResultSet each = rows.get()) {
            return fill(found, each, filter.address(), limit);
          }
        });
    return new Page(found, next);
  }

  /** Returns where the page ends, null where it is the last. */
  private static @Nullable CounterPlace fill(
      List<Counter> found, ResultSet rows, @Nullable Network address, int limit)
      throws SQLException {
    CounterPlace last = null;
    int read = 0;
    while (rows.next()) {
      if (found.size() == limit) {
        return last;
      }
      read++;
      Network counted = Network.of(rows.getString("address"));
      if (address == null || address.contains(counted)) {
        found.add(counter(rows, counted));
      }
      if (found.size() == limit || read == MOST_READ) {
        last = place(rows);
      }
    }
    return read == MOST_READ ? last : null;
  }

  private static CounterPlace place(ResultSet row) throws SQLException {
    return new CounterPlace(
        row.getLong("period"),
        row.getString("channel"),
        row.getString("address"),
        row.getString("credential_id"),
        row.getString("entry_id"),
        row.getString("reason"),
        row.getBoolean("let_in"));
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
