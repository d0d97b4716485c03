package dev.sallyport.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The members and their places in accounts, as rows. */
final class MemberRows {
  private MemberRows() {}

  /** A member with the hash of the password. */
  record WithPassword(Member member, String passwordHash) {}

  static boolean none(Handle handle) {
    return handle
        .createQuery("SELECT member_id FROM member LIMIT 1")
        .mapTo(String.class)
        .findOne()
        .isEmpty();
  }

  static void insert(Handle handle, Member member, String passwordHash) {
    handle.execute(
        "INSERT INTO member (member_id, email, password_hash, created_at) VALUES (?, ?, ?, ?)",
        member.id(),
        member.email(),
        passwordHash,
        member.createdAt().toEpochMilli());
  }

  static void setPassword(Handle handle, String memberId, String passwordHash) {
    handle.execute(
        "UPDATE member SET password_hash = ? WHERE member_id = ?", passwordHash, memberId);
  }

  static Optional<WithPassword> byEmail(Handle handle, String email) {
    return handle
        .createQuery("SELECT * FROM member WHERE email = :email")
        .bind("email", Texts.key(email))
        .map((row, context) -> new WithPassword(read(row), row.getString("password_hash")))
        .findOne();
  }

  static Optional<Member> byId(Handle handle, String id) {
    return handle
        .createQuery("SELECT * FROM member WHERE member_id = :id")
        .bind("id", Texts.key(id))
        .map((row, context) -> read(row))
        .findOne();
  }

  static List<Members.MemberRow> ofAccount(Handle handle, String accountId) {
    return handle
        .createQuery(
            "SELECT member.*, membership.role FROM membership"
                + " JOIN member ON member.member_id = membership.member_id"
                + " WHERE membership.account_id = :account ORDER BY member.email")
        .bind("account", accountId)
        .map(
            (row, context) -> new Members.MemberRow(read(row), Role.valueOf(row.getString("role"))))
        .list();
  }

  static List<Membership> places(Handle handle, String memberId) {
    return handle
        .createQuery(
            "SELECT account.account_id, account.name, membership.role FROM membership"
                + " JOIN account ON account.account_id = membership.account_id"
                + " WHERE membership.member_id = :member AND account.deleted_at IS NULL"
                + " ORDER BY account.name")
        .bind("member", memberId)
        .map((row, context) ->
            new Membership(row.getString(1), row.getString(2), Role.valueOf(row.getString(3))))
        .list();
  }

  static boolean hasPlace(Handle handle, String memberId, String accountId) {
    return places(handle, memberId).stream().anyMatch(place -> place.accountId().equals(accountId));
  }

  static void addPlace(Handle handle, String accountId, Member member, Role role, long at) {
    handle.execute(
        "INSERT INTO membership (account_id, member_id, role, created_at) VALUES (?, ?, ?, ?)",
        accountId,
        member.id(),
        role.name(),
        at);
  }

  static void setRole(Handle handle, String accountId, String memberId, Role role) {
    handle.execute(
        "UPDATE membership SET role = ? WHERE account_id = ? AND member_id = ?",
        role.name(),
        accountId,
        memberId);
  }

  static void removePlace(Handle handle, String accountId, String memberId) {
    handle.execute(
        "DELETE FROM membership WHERE account_id = ? AND member_id = ?", accountId, memberId);
  }

  private static Member read(ResultSet row) throws SQLException {
    return new Member(
        row.getString("member_id"), row.getString("email"), Times.required(row, "created_at"));
  }
}
