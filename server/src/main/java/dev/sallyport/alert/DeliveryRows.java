package dev.sallyport.alert;

import dev.sallyport.account.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The deliveries as rows: the queue and its log in one. */
final class DeliveryRows {
  private DeliveryRows() {}

  /** One that is tried now. */
  record Due(
      String accountId,
      String id,
      String targetId,
      AlertTarget.Kind kind,
      String event,
      String subject,
      String body,
      int attempts,
      long nextAt) {}

  static int waiting(Handle handle, String accountId) {
    return handle
        .createQuery(
            "SELECT COUNT(*) FROM alert_delivery WHERE account_id = :account"
                + " AND next_at IS NOT NULL")
        .bind("account", accountId)
        .mapTo(Integer.class)
        .one();
  }

  static int tests(Handle handle, String accountId, Instant since) {
    return handle
        .createQuery(
            "SELECT COUNT(*) FROM alert_delivery WHERE account_id = :account AND event = 'test'"
                + " AND made_at > :since")
        .bind("account", accountId)
        .bind("since", since.toEpochMilli())
        .mapTo(Integer.class)
        .one();
  }

  static void insert(
      Handle handle, String id, AlertTarget target, Notice notice, String body, Instant now) {
    handle
        .createUpdate(
            "INSERT INTO alert_delivery (account_id, delivery_id, target_id, kind, event, subject,"
                + " body, made_at, state, attempts, next_at) VALUES (:account, :id, :target, :kind,"
                + " :event, :subject, :body, :at, 'waiting', 0, :at)")
        .bind("account", target.accountId())
        .bind("id", id)
        .bind("target", target.id())
        .bind("kind", target.kind().word())
        .bind("event", notice.event().word())
        .bind("subject", notice.subject())
        .bind("body", body)
        .bind("at", now.toEpochMilli())
        .execute();
  }

  /** What is due, the longest due first, no more than a few of an account. */
  static List<Due> due(
      Handle handle, AlertTarget.Kind kind, Instant now, int perAccount, int limit) {
    return handle
        .createQuery(
            "SELECT * FROM (SELECT d.*, ROW_NUMBER() OVER (PARTITION BY account_id"
                + " ORDER BY next_at, delivery_id) AS turn FROM alert_delivery d"
                + " WHERE next_at <= :now AND kind = :kind) q"
                + " WHERE turn <= :each ORDER BY next_at, delivery_id LIMIT :limit")
        .bind("now", now.toEpochMilli())
        .bind("kind", kind.word())
        .bind("each", perAccount)
        .bind("limit", limit)
        .map((row, _) ->
            new Due(
                row.getString("account_id"),
                row.getString("delivery_id"),
                row.getString("target_id"),
                kind,
                row.getString("event"),
                row.getString("subject"),
                row.getString("body"),
                row.getInt("attempts"),
                row.getLong("next_at")))
        .list();
  }

  /** Whether it is ours to try: of several nodes one gets it, until the lease is over. */
  static boolean claim(Handle handle, Due due, Instant now, Duration lease) {
    return handle.execute(
            "UPDATE alert_delivery SET attempts = attempts + 1, next_at = ?"
                + " WHERE account_id = ? AND delivery_id = ? AND attempts = ? AND next_at = ?",
            now.plus(lease).toEpochMilli(),
            due.accountId(),
            due.id(),
            due.attempts(),
            due.nextAt())
        == 1;
  }

  /** Writes down what came of an attempt, unless somebody tried again since. */
  static void finish(
      Handle handle,
      Due due,
      int attempt,
      Delivery.State state,
      @Nullable Instant nextAt,
      Instant triedAt,
      Duration took,
      Attempt attempted) {
    handle
        .createUpdate(
            "UPDATE alert_delivery SET state = :state, next_at = :next, tried_at = :tried,"
                + " took = :took, status = :status, answer = :answer WHERE account_id = :account"
                + " AND delivery_id = :id AND attempts = :attempt")
        .bind("state", state.word())
        .bind("next", nextAt == null ? null : Long.valueOf(nextAt.toEpochMilli()))
        .bind("tried", triedAt.toEpochMilli())
        .bind("took", took.toMillis())
        .bind("status", attempted.status())
        .bind("answer", attempted.answer())
        .bind("account", due.accountId())
        .bind("id", due.id())
        .bind("attempt", attempt)
        .execute();
  }

  /** Whether there was such a one that nobody tries now; it is due at once. */
  static boolean again(Handle handle, String accountId, String targetId, String id, Instant now) {
    return handle.execute(
            "UPDATE alert_delivery SET state = 'waiting', next_at = ?"
                + " WHERE account_id = ? AND target_id = ? AND delivery_id = ?"
                + " AND next_at IS NULL"
                // A confirmation is asked for anew, within its bounds.
                + " AND event <> 'confirmation'",
            now.toEpochMilli(),
            accountId,
            targetId,
            id)
        == 1;
  }

  static List<Delivery> of(Handle handle, String accountId, String targetId, int limit) {
    return handle
        .createQuery(
            "SELECT * FROM alert_delivery WHERE account_id = :account AND target_id = :target"
                + " ORDER BY made_at DESC, delivery_id DESC LIMIT :limit")
        .bind("account", accountId)
        .bind("target", targetId)
        .bind("limit", limit)
        .map((row, _) -> delivery(row))
        .list();
  }

  static Optional<Delivery> find(Handle handle, String accountId, String id) {
    return handle
        .createQuery(
            "SELECT * FROM alert_delivery WHERE account_id = :account AND delivery_id = :id")
        .bind("account", accountId)
        .bind("id", id)
        .map((row, _) -> delivery(row))
        .findOne();
  }

  static void tidy(Handle handle, Instant before) {
    handle.execute(
        "DELETE FROM alert_delivery WHERE made_at < ? AND next_at IS NULL", before.toEpochMilli());
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    Instant next = Times.optional(row, "next_at");
    Instant tried = Times.optional(row, "tried_at");
    long took = row.getLong("took");
    int status = row.getInt("status");
    Integer known = row.wasNull() ? null : Integer.valueOf(status);
    String answer = row.getString("answer");
    return new Delivery(
        row.getString("delivery_id"),
        row.getString("event"),
        row.getString("subject"),
        Times.required(row, "made_at"),
        Delivery.State.of(row.getString("state")),
        row.getInt("attempts"),
        next,
        tried,
        tried == null ? null : Duration.ofMillis(took),
        known,
        answer == null ? "" : answer);
  }
}
