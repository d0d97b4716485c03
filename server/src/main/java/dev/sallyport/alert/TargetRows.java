package dev.sallyport.alert;

import dev.sallyport.account.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The targets as rows. */
final class TargetRows {
  private TargetRows() {}

  static List<AlertTarget> of(Handle handle, String accountId) {
    return handle
        .createQuery(
            "SELECT * FROM alert_target WHERE account_id = :account ORDER BY created_at, target_id")
        .bind("account", accountId)
        .map((row, _) -> target(row))
        .list();
  }

  static Optional<AlertTarget> find(Handle handle, String accountId, String id) {
    return handle
        .createQuery(
            "SELECT * FROM alert_target WHERE account_id = :account AND target_id = :target")
        .bind("account", accountId)
        .bind("target", id)
        .map((row, _) -> target(row))
        .findOne();
  }

  /** The accounts in which anybody is told of anything, but those that are gone. */
  static List<String> accounts(Handle handle) {
    return handle
        .createQuery(
            "SELECT DISTINCT t.account_id FROM alert_target t JOIN account a"
                + " ON a.account_id = t.account_id WHERE a.deleted_at IS NULL")
        .mapTo(String.class)
        .list();
  }

  /**
   * A webhook's keys as they are sealed, the present one first, then the former one while it signs
   * too; none for mail, or where there is no such target.
   */
  static List<String> sealedKeys(Handle handle, String accountId, String id, Instant now) {
    return handle
        .createQuery(
            "SELECT sealed_key, CASE WHEN old_key_until > :now THEN old_key END FROM alert_target"
                + " WHERE account_id = :account AND target_id = :target")
        .bind("account", accountId)
        .bind("target", id)
        .bind("now", now.toEpochMilli())
        .map((row, _) ->
            Stream.concat(Stream.ofNullable(row.getString(1)), Stream.ofNullable(row.getString(2)))
                .toList())
        .findOne()
        .orElse(List.of());
  }

  static void insert(Handle handle, AlertTarget target, @Nullable String sealedKey) {
    handle
        .createUpdate(
            "INSERT INTO alert_target (account_id, target_id, kind, address, events, sealed_key,"
                + " created_by, created_at, confirmed_at) VALUES (:account, :target, :kind, :address,"
                + " :events, :key, :by, :at, :confirmed)")
        .bind("account", target.accountId())
        .bind("target", target.id())
        .bind("kind", target.kind().word())
        .bind("address", target.address())
        .bind("events", AlertEvent.words(target.events()))
        .bind("key", sealedKey)
        .bind("by", target.createdBy())
        .bind("at", target.createdAt().toEpochMilli())
        .bind("confirmed", Times.millis(target.confirmedAt()))
        .execute();
  }

  static void update(Handle handle, AlertTarget target) {
    handle
        .createUpdate(
            "UPDATE alert_target SET address = :address, events = :events,"
                + " confirmed_at = :confirmed"
                + " WHERE account_id = :account AND target_id = :target")
        .bind("address", target.address())
        .bind("events", AlertEvent.words(target.events()))
        .bind("confirmed", Times.millis(target.confirmedAt()))
        .bind("account", target.accountId())
        .bind("target", target.id())
        .execute();
  }

  static void confirm(Handle handle, AlertTarget target, Instant at) {
    handle.execute(
        "UPDATE alert_target SET confirmed_at = ? WHERE account_id = ? AND target_id = ?",
        at.toEpochMilli(),
        target.accountId(),
        target.id());
  }

  /** Puts a new key in the place of the present one, which signs too until then; null for never. */
  static void rotate(
      Handle handle, AlertTarget target, String sealedKey, @Nullable Instant oldUntil) {
    handle.execute(
        "UPDATE alert_target SET old_key = CASE WHEN ? THEN sealed_key END, old_key_until = ?,"
            + " sealed_key = ? WHERE account_id = ? AND target_id = ?",
        oldUntil != null,
        Times.millis(oldUntil),
        sealedKey,
        target.accountId(),
        target.id());
  }

  /** Takes former keys away that sign no more. */
  static void tidy(Handle handle, Instant now) {
    handle.execute(
        "UPDATE alert_target SET old_key = NULL, old_key_until = NULL WHERE old_key_until <= ?",
        now.toEpochMilli());
  }

  /** With the log of what was told. */
  static void delete(Handle handle, AlertTarget target) {
    for (String table : List.of("alert_delivery", "alert_target")) {
      handle.execute(
          "DELETE FROM " + table + " WHERE account_id = ? AND target_id = ?",
          target.accountId(),
          target.id());
    }
  }

  private static AlertTarget target(ResultSet row) throws SQLException {
    return new AlertTarget(
        row.getString("account_id"),
        row.getString("target_id"),
        AlertTarget.Kind.of(row.getString("kind")),
        row.getString("address"),
        AlertEvent.read(row.getString("events")),
        row.getString("created_by"),
        Times.required(row, "created_at"),
        Times.optional(row, "confirmed_at"),
        Times.optional(row, "old_key_until"));
  }
}
