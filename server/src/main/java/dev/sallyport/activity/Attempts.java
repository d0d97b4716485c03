package dev.sallyport.activity;

import dev.sallyport.account.Times;
import dev.sallyport.allowlist.Network;
import dev.sallyport.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** What the activity page asks: how much there was, and who called. */
public final class Attempts {
  /** Counters looked at for one question, the newest: an account may have any number. */
  private static final int MOST_READ = 10_000;

  private final Store store;

  public Attempts(Store store) {
    this.store = store;
  }

  /** The calls of each period and channel in which there were any, the oldest first. */
  public List<CallSum> sums(String accountId, Span span) {
    String begin = span.byHour() ? "period" : "period - period % " + Duration.ofDays(1).toMillis();
    return store.read(handle -> {
      Query query =
          handle.createQuery(
              "SELECT %s AS begins, channel, SUM(%s) AS allowed, SUM(%s) AS denied,"
                      .formatted(begin, calls(Outcome.ALLOWED), calls(Outcome.NOT_ALLOWED))
                  + " SUM(%s) AS monitored FROM %s WHERE account_id = :account"
                      .formatted(calls(Outcome.MONITORED), span.sums())
                  + " AND period >= :from AND period < :to"
                  + span.condition()
                  + " GROUP BY begins, channel ORDER BY begins, channel");
      return bound(query, accountId, span).map((row, _) -> sum(row)).list();
    });
  }

  private static String calls(Outcome outcome) {
    return "CASE WHEN " + outcome.condition() + " THEN calls ELSE 0 END";
  }

  private static CallSum sum(ResultSet row) throws SQLException {
    return new CallSum(
        Times.required(row, "begins"),
        row.getString("channel"),
        row.getLong("allowed"),
        row.getLong("denied"),
        row.getLong("monitored"));
  }

  /** Who called, of the newest {@value #MOST_READ} counters of the span. */
  public Callers callers(String accountId, Span span, Outcome outcome) {
    String newest = newest(span, outcome);
    return store.read(handle -> {
      Looked looked = looked(handle, accountId, span, outcome, newest);
      List<Callers.Caller> callers = callers(handle, accountId, span, newest, Activity.MOST_ROWS);
      return new Callers(callers, looked.addresses(), looked.since().orElse(null));
    });
  }

  /**
   * The first of {@link #callers}, without counting what there is besides.
   *
   * @param limit 1 to {@value Activity#MOST_ROWS}
   */
  public List<Callers.Caller> latest(String accountId, Span span, Outcome outcome, int limit) {
    return store.read(handle -> callers(handle, accountId, span, newest(span, outcome), limit));
  }

  private static String newest(Span span, Outcome outcome) {
    return " FROM (SELECT * FROM %s WHERE account_id = :account AND period >= :from"
            .formatted(span.table())
        + " AND period < :to AND "
        + outcome.condition()
        + (span.address() == null ? "" : " AND address = :address")
        + " ORDER BY period DESC LIMIT :most) newest WHERE account_id = :account"
        + span.condition();
  }

  private static List<Callers.Caller> callers(
      Handle handle, String accountId, Span span, String newest, int limit) {
    return bound(
            handle.createQuery(
                "SELECT address, channel, credential_id, entry_id, reason, let_in,"
                    + " SUM(calls) AS calls, MIN(first_at) AS first_at, MAX(last_at) AS last_at"
                    + newest
                    + " GROUP BY address, channel, credential_id, entry_id, reason, let_in"
                    + " ORDER BY last_at DESC, address, channel, credential_id, entry_id,"
                    + " reason, let_in LIMIT :limit"),
            accountId,
            span)
        .bind("most", MOST_READ)
        .bind("limit", limit)
        .map((row, _) -> caller(row))
        .list();
  }

  /**
   * The one address that every call of the last 30 days came from, denied ones too; empty where
   * there were several, or none.
   */
  public Optional<OneAddress> oneAddress(String accountId, Instant now) {
    long since = Periods.day(now.minus(Duration.ofDays(OneAddress.DAYS)));
    return store.read(handle ->
        anAddress(handle, accountId, since, "")
            .filter(address -> anAddress(handle, accountId, since, address).isEmpty())
            .map(address -> oneAddress(handle, accountId, since, address)));
  }

  /** Any address but that one; looks no further than it has to. */
  private static Optional<String> anAddress(
      Handle handle, String accountId, long since, String but) {
    return handle
        .createQuery(
            "SELECT address FROM activity_day WHERE account_id = :account AND period >= :since"
                + " AND address <> :but LIMIT 1")
        .bind("account", accountId)
        .bind("since", since)
        .bind("but", but)
        .mapTo(String.class)
        .findOne();
  }

  private static OneAddress oneAddress(
      Handle handle, String accountId, long since, String address) {
    return handle
        .createQuery(
            "SELECT COUNT(DISTINCT credential_id) AS credentials, SUM(calls) AS calls"
                + " FROM activity_day WHERE account_id = :account AND period >= :since")
        .bind("account", accountId)
        .bind("since", since)
        .map((row, _) ->
            new OneAddress(Network.of(address), row.getInt("credentials"), row.getLong("calls")))
        .one();
  }

  private record Looked(long addresses, Optional<Instant> since) {}

  private static Looked looked(
      Handle handle, String accountId, Span span, Outcome outcome, String newest) {
    long addresses =
        bound(handle.createQuery("SELECT COUNT(DISTINCT address)" + newest), accountId, span)
            .bind("most", MOST_READ)
            .mapTo(Long.class)
            .one();
    Query past =
        handle
            .createQuery(
                "SELECT period FROM %s WHERE account_id = :account AND period >= :from"
                        .formatted(span.table())
                    + " AND period < :to AND "
                    + outcome.condition()
                    + (span.address() == null ? "" : " AND address = :address")
                    + " ORDER BY period DESC LIMIT 1 OFFSET "
                    + MOST_READ)
            .bind("account", accountId)
            .bind("from", span.from().toEpochMilli())
            .bind("to", span.to().toEpochMilli());
    if (span.address() != null) {
      past.bind("address", span.address());
    }
    Optional<Instant> since = past.mapTo(Long.class).findOne().map(Instant::ofEpochMilli);
    return new Looked(addresses, since);
  }

  private static Query bound(Query query, String accountId, Span span) {
    query
        .bind("account", accountId)
        .bind("from", span.from().toEpochMilli())
        .bind("to", span.to().toEpochMilli());
    if (span.channel() != null) {
      query.bind("channel", span.channel());
    }
    if (span.credentialId() != null) {
      query.bind("credential", span.credentialId());
    }
    if (span.address() != null) {
      query.bind("address", span.address());
    }
    return query;
  }

  private static Callers.Caller caller(ResultSet row) throws SQLException {
    return new Callers.Caller(
        Network.of(row.getString("address")),
        row.getString("channel"),
        row.getString("credential_id"),
        row.getString("entry_id"),
        row.getString("reason"),
        row.getBoolean("let_in"),
        row.getLong("calls"),
        Times.required(row, "first_at"),
        Times.required(row, "last_at"));
  }
}
