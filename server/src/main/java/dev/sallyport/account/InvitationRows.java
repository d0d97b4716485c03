package dev.sallyport.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Invitations as rows, found by the hash of their secret. */
final class InvitationRows {
  private InvitationRows() {}

  /** Adds one, in the place of an older one to the same email. */
  static void put(Handle handle, Invitation invitation, String secretHash) {
    handle.execute(
        "DELETE FROM invitation WHERE account_id = ? AND expires_at <= ?",
        invitation.accountId(),
        invitation.createdAt().toEpochMilli());
    handle.execute(
        "INSERT INTO invitation (account_id, invitation_id, email, role, secret_hash, invited_by,"
            + " created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (account_id, email) DO UPDATE SET"
            + " invitation_id = excluded.invitation_id, role = excluded.role,"
            + " secret_hash = excluded.secret_hash, invited_by = excluded.invited_by,"
            + " created_at = excluded.created_at, expires_at = excluded.expires_at",
        invitation.accountId(),
        invitation.id(),
        invitation.email(),
        invitation.role().name(),
        secretHash,
        invitation.invitedBy(),
        invitation.createdAt().toEpochMilli(),
        invitation.expiresAt().toEpochMilli());
  }

  /** Those still open, by email. */
  static List<Invitation> open(Handle handle, String accountId, long now) {
    return handle
        .createQuery(
            "SELECT * FROM invitation WHERE account_id = :account AND expires_at > :now"
                + " ORDER BY email")
        .bind("account", accountId)
        .bind("now", now)
        .map((row, context) -> read(row))
        .list();
  }

  static Optional<Invitation> bySecret(Handle handle, String secretHash, long now) {
    return handle
        .createQuery(
            "SELECT invitation.* FROM invitation JOIN account"
                + " ON account.account_id = invitation.account_id"
                + " WHERE invitation.secret_hash = :hash AND invitation.expires_at > :now"
                + " AND account.deleted_at IS NULL")
        .bind("hash", secretHash)
        .bind("now", now)
        .map((row, context) -> read(row))
        .findOne();
  }

  static void delete(Handle handle, Invitation invitation) {
    handle.execute(
        "DELETE FROM invitation WHERE account_id = ? AND invitation_id = ?",
        invitation.accountId(),
        invitation.id());
  }

  private static Invitation read(ResultSet row) throws SQLException {
    return new Invitation(
        row.getString("account_id"),
        row.getString("invitation_id"),
        row.getString("email"),
        Role.valueOf(row.getString("role")),
        row.getString("invited_by"),
        Times.required(row, "created_at"),
        Times.required(row, "expires_at"));
  }
}
