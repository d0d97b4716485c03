package dev.sallyport.alert;

import dev.sallyport.account.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  /** A webhook's key as it is sealed; empty for mail, or where there is no such target. */
  static Optional<String> sealedKey(Handle handle, String accountId, String id) {
    return handle
        .createQuery(
            "SELECT sealed_key FROM alert_target WHERE account_id = :account"
                + " AND target_id = :target AND sealed_key IS NOT NULL")
        .bind("account", accountId)
        .bind("target", id)
        .mapTo(String.class)
        .findOne();
  }

  static void insert(Handle handle, AlertTarget target, @Nullable String sealedKey) {
    handle
        .createUpdate(
            "INSERT INTO alert_target (account_id, target_id, kind, address, events, sealed_key,"
                + " created_by, created_at) VALUES (:account, :target, :kind, :address, :events,"
                + " :key, :by, :at)")
        .bind("account", target.accountId())
        .bind("target", target.id())
        .bind("kind", target.kind().word())
        .bind("address", target.address())
        .bind("events", AlertEvent.words(target.events()))
        .bind("key", sealedKey)
        .bind("by", target.createdBy())
        .bind("at", target.createdAt().toEpochMilli())
        .execute();
  }

  static void update(Handle handle, AlertTarget target, String address, Set<AlertEvent> events) {
    handle
        .createUpdate(
            "UPDATE alert_target SET address = :address, events = :events"
                + " WHERE account_id = :account AND target_id = :target")
        .bind("address", address)
        .bind("events", AlertEvent.words(events))
        .bind("account", target.accountId())
        .bind("target", target.id())
        .execute();
  }

  static void setKey(Handle handle, AlertTarget target, String sealedKey) {
    handle.execute(
        "UPDATE alert_target SET sealed_key = ? WHERE account_id = ? AND target_id = ?",
        sealedKey,
        target.accountId(),
        target.id());
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
        Times.required(row, "created_at"));
  }
}
