package dev.sallyport.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The deadlines of changes as rows. */
final class DeadlineRows {
  private DeadlineRows() {}

  static void insert(Handle handle, Deadline deadline) {
    handle.execute(
        "INSERT INTO allowlist_deadline (account_id, credential_id, revision, mode_before, due_at)"
            + " VALUES (?, ?, ?, ?, ?)",
        deadline.ref().accountId(),
        deadline.ref().credentialId(),
        deadline.revision(),
        deadline.modeBefore().name(),
        deadline.at().toEpochMilli());
  }

  /** The deadline that waits, of those of a list. */
  static Optional<Deadline> waiting(Handle handle, ListRef ref) {
    return handle
        .createQuery(
            "SELECT * FROM allowlist_deadline WHERE account_id = :account"
                + " AND credential_id = :credential AND outcome IS NULL")
        .bind("account", ref.accountId())
        .bind("credential", ref.credentialId())
        .map((row, context) -> deadline(row))
        .findOne();
  }

  /** The deadlines of those revisions, both ends among them. */
  static List<Deadline> between(Handle handle, ListRef ref, long first, long last) {
    return handle
        .createQuery(
            "SELECT * FROM allowlist_deadline WHERE account_id = :account"
                + " AND credential_id = :credential AND revision BETWEEN :first AND :last")
        .bind("account", ref.accountId())
        .bind("credential", ref.credentialId())
        .bind("first", first)
        .bind("last", last)
        .map((row, context) -> deadline(row))
        .list();
  }

  /** The lists whose deadline has come, the longest due first. */
  static List<ListRef> due(Handle handle, Instant now, int most) {
    return handle
        .createQuery(
            "SELECT account_id, credential_id FROM allowlist_deadline"
                + " WHERE outcome IS NULL AND due_at <= :now ORDER BY due_at LIMIT :most")
        .bind("now", now.toEpochMilli())
        .bind("most", most)
        .map((row, context) ->
            new ListRef(row.getString("account_id"), row.getString("credential_id")))
        .list();
  }

  /** Settles the deadline that waits, if one does. */
  static void settle(Changing changing, ListRef ref, Deadline.Settled settled) {
    changing
        .handle()
        .execute(
            "UPDATE allowlist_deadline SET outcome = ?, settled_at = ?, settled_by = ?"
                + " WHERE account_id = ? AND credential_id = ? AND outcome IS NULL",
            settled.outcome().name(),
            settled.at().toEpochMilli(),
            settled.by(),
            ref.accountId(),
            ref.credentialId());
    changing.touch(ref.accountId());
  }

  private static Deadline deadline(ResultSet row) throws SQLException {
    String outcome = row.getString("outcome");
    return new Deadline(
        new ListRef(row.getString("account_id"), row.getString("credential_id")),
        row.getLong("revision"),
        Mode.valueOf(row.getString("mode_before")),
        Times.required(row, "due_at"),
        outcome == null
            ? null
            : new Deadline.Settled(
                Deadline.Outcome.valueOf(outcome),
                Times.required(row, "settled_at"),
                row.getString("settled_by")));
  }
}
