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
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** What the activity page asks: how much there was, and who called. */
public final class Attempts {
  /** Counters looked at for one question, the newest: an account may have any number. */
  private static final int MOST_READ = 5_000;

  /** Those looked at where only the last callers are wanted. */
  private static final int MOST_FOR_LATEST = 500;

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
    return read(accountId, span, outcome, MOST_READ, Activity.MOST_ROWS);
  }

  /**
   * The first of {@link #callers}, without looking at what there is besides.
   *
   * @param limit 1 to {@value Activity#MOST_ROWS}
   */
  public List<Callers.Caller> latest(String accountId, Span span, Outcome outcome, int limit) {
    return read(accountId, span, outcome, MOST_FOR_LATEST, limit).callers();
  }

  /** In one statement, so that the counters are looked up once for all that is asked of them. */
  private Callers read(String accountId, Span span, Outcome outcome, int most, int limit) {
    String statement =
        "WITH newest AS MATERIALIZED (SELECT * FROM %s WHERE account_id = :account"
                .formatted(span.table())
            + " AND period >= :from AND period < :to AND "
            + outcome.condition()
            + (span.address() == null ? "" : " AND address = :address")
            + " ORDER BY period DESC LIMIT :most),"
            + " asked AS MATERIALIZED"
            + " (SELECT * FROM newest WHERE account_id = :account%s),".formatted(span.condition())
            + " callers AS (SELECT address, channel, credential_id, entry_id, reason, let_in,"
            + " SUM(calls) AS calls, MIN(first_at) AS first_at, MAX(last_at) AS last_at FROM asked"
            + " GROUP BY address, channel, credential_id, entry_id, reason, let_in"
            + " ORDER BY last_at DESC, address, channel, credential_id, entry_id, reason, let_in"
            + " LIMIT :limit),"
            + " looked AS (SELECT (SELECT COUNT(DISTINCT address) FROM asked) AS addresses,"
            + " (SELECT CASE WHEN COUNT(*) = :most THEN MIN(period) END FROM newest) AS since)"
            + " SELECT * FROM looked LEFT JOIN callers ON TRUE"
            + " ORDER BY last_at DESC, address, channel, credential_id, entry_id, reason, let_in";
    List<Looked> rows =
        store.read(handle ->
            bound(handle.createQuery(statement), accountId, span)
                .bind("most", most)
                .bind("limit", limit)
                .map((row, _) -> looked(row))
                .list());
    List<Callers.Caller> callers =
        rows.stream().<Callers.Caller>mapMulti(Looked::ifCaller).toList();
    return new Callers(callers, rows.getFirst().addresses(), rows.getFirst().since());
  }

  /** A caller, or none, with what is said of all of them. */
  private record Looked(Callers.@Nullable Caller caller, long addresses, @Nullable Instant since) {
    void ifCaller(Consumer<Callers.Caller> taker) {
      if (caller != null) {
        taker.accept(caller);
      }
    }
  }

  private static Looked looked(ResultSet row) throws SQLException {
    long since = row.getLong("since");
    Instant lookedBackTo = row.wasNull() ? null : Instant.ofEpochMilli(since);
    return new Looked(
        row.getString("address") == null ? null : caller(row),
        row.getLong("addresses"),
        lookedBackTo);
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
