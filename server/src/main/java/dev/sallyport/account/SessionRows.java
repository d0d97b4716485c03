package dev.sallyport.account;

import dev.sallyport.allowlist.IpAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The sessions as rows, found by the hash of their secret. */
final class SessionRows {
  static final Duration IDLE = Duration.ofHours(12);
  static final Duration LONGEST = Duration.ofDays(7);
  static final int MOST = 50;

  private SessionRows() {}

  /** A session as it is stored. */
  record Stored(
      String id,
      String memberId,
      String accountId,
      Instant createdAt,
      Instant seenAt,
      SessionOrigin from) {
    boolean live(Instant now) {
      return expiresAt().isAfter(now);
    }

    OpenSession shown() {
      return new OpenSession(id, from, createdAt, seenAt);
    }

    Instant expiresAt() {
      Instant idle = seenAt.plus(IDLE);
      Instant longest = createdAt.plus(LONGEST);
      return idle.isBefore(longest) ? idle : longest;
    }

    Session withToken(String csrfToken) {
      return new Session(id, memberId, accountId, csrfToken, expiresAt());
    }
  }

  /** Adds a session and drops the member's that are dead, and the oldest past 50. */
  static void insert(Handle handle, Stored session, String secretHash) {
    handle.execute(
        "INSERT INTO member_session (session_id, member_id, account_id, secret_hash, created_at,"
            + " seen_at, address, agent) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        session.id(),
        session.memberId(),
        session.accountId(),
        secretHash,
        session.createdAt().toEpochMilli(),
        session.seenAt().toEpochMilli(),
        AuditRows.text(session.from().address()),
        session.from().agent());
    handle.execute(
        "DELETE FROM member_session WHERE member_id = ? AND (created_at < ? OR seen_at < ?)",
        session.memberId(),
        session.createdAt().minus(LONGEST).toEpochMilli(),
        session.createdAt().minus(IDLE).toEpochMilli());
    handle.execute(
        "DELETE FROM member_session WHERE member_id = ? AND session_id NOT IN (SELECT session_id"
            + " FROM member_session WHERE member_id = ? ORDER BY created_at DESC, session_id DESC"
            + " LIMIT ?) AND session_id <> ?",
        session.memberId(),
        session.memberId(),
        MOST,
        session.id());
  }

  /** The session of that secret, while its member has a place in the account looked at. */
  static Optional<Stored> bySecret(Handle handle, String secretHash) {
    return handle
        .createQuery(
            "SELECT member_session.* FROM member_session JOIN membership"
                + " ON membership.account_id = member_session.account_id"
                + " AND membership.member_id = member_session.member_id"
                + " WHERE member_session.secret_hash = :hash")
        .bind("hash", secretHash)
        .map((row, context) -> read(row))
        .findOne();
  }

  /** Dead ones too, those seen last first. */
  static List<Stored> ofMember(Handle handle, String memberId) {
    return handle
        .createQuery(
            "SELECT * FROM member_session WHERE member_id = :member"
                + " ORDER BY seen_at DESC, session_id")
        .bind("member", memberId)
        .map((row, context) -> read(row))
        .list();
  }

  static Optional<String> memberOf(Handle handle, String sessionId) {
    return handle
        .createQuery("SELECT member_id FROM member_session WHERE session_id = :id")
        .bind("id", sessionId)
        .mapTo(String.class)
        .findOne();
  }

  static int seen(Handle handle, String id, Instant at) {
    return handle.execute(
        "UPDATE member_session SET seen_at = ? WHERE session_id = ?", at.toEpochMilli(), id);
  }

  static void setAccount(Handle handle, String id, String accountId) {
    handle.execute("UPDATE member_session SET account_id = ? WHERE session_id = ?", accountId, id);
  }

  static int delete(Handle handle, String id) {
    return handle.execute("DELETE FROM member_session WHERE session_id = ?", id);
  }

  static int deleteOne(Handle handle, String memberId, String id) {
    return handle.execute(
        "DELETE FROM member_session WHERE member_id = ? AND session_id = ?", memberId, id);
  }

  static int deleteOthers(Handle handle, String memberId, String keptId) {
    return handle.execute(
        "DELETE FROM member_session WHERE member_id = ? AND session_id <> ?", memberId, keptId);
  }

  static void deleteOfPlace(Handle handle, String accountId, String memberId) {
    handle.execute(
        "DELETE FROM member_session WHERE account_id = ? AND member_id = ?", accountId, memberId);
  }

  static void deleteOfMember(Handle handle, String memberId) {
    handle.execute("DELETE FROM member_session WHERE member_id = ?", memberId);
  }

  private static Stored read(ResultSet row) throws SQLException {
    return new Stored(
        row.getString("session_id"),
        row.getString("member_id"),
        row.getString("account_id"),
        Times.required(row, "created_at"),
        Times.required(row, "seen_at"),
        origin(row));
  }

  private static SessionOrigin origin(ResultSet row) throws SQLException {
    String address = row.getString("address");
    String agent = row.getString("agent");
    return new SessionOrigin(
        address == null ? null : IpAddress.of(address), agent == null ? "" : agent);
  }
}
