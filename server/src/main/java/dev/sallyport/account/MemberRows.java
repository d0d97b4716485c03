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

  /** Sets the password; what was begun with the old one, or to replace it, is void. */
  static void setPassword(Handle handle, String memberId, String passwordHash) {
    handle.execute("DELETE FROM password_link WHERE member_id = ?", memberId);
    handle.execute("DELETE FROM sign_in_step WHERE member_id = ?", memberId);
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

  /**
   * The member of that email.
   *
   * @throws InvalidFieldException where there is none
   */
  static Member requireByEmail(Handle handle, String email) {
    return byEmail(handle, Emails.folded(email))
        .map(WithPassword::member)
        .orElseThrow(() ->
            new InvalidFieldException(
                "email", "No member has the email " + Texts.shown(email) + "."));
  }

  static Optional<String> passwordHash(Handle handle, String memberId) {
    return handle
        .createQuery("SELECT password_hash FROM member WHERE member_id = :id")
        .bind("id", memberId)
        .mapTo(String.class)
        .findOne();
  }

  static Optional<Member> byId(Handle handle, String id) {
    return handle
        .createQuery("SELECT * FROM member WHERE member_id = :id")
        .bind("id", Texts.key(id))
        .map((row, context) -> read(row))
        .findOne();
  }

  private static final String ROWS =
      "SELECT member.*, membership.role, membership.seen_at, second_factor.confirmed_at"
          + " FROM membership JOIN member ON member.member_id = membership.member_id"
          + " LEFT JOIN second_factor ON second_factor.member_id = member.member_id"
          + " WHERE membership.account_id = :account";

  static List<Members.MemberRow> ofAccount(Handle handle, String accountId) {
    return ofAccount(handle, accountId, 0, Integer.MAX_VALUE);
  }

  /** Some of them, by email. */
  static List<Members.MemberRow> ofAccount(Handle handle, String accountId, int offset, int limit) {
    return handle
        .createQuery(ROWS + " ORDER BY member.email LIMIT :limit OFFSET :offset")
        .bind("account", accountId)
        .bind("limit", limit)
        .bind("offset", offset)
        .map((row, _) -> row(row))
        .list();
  }

  static Optional<Members.MemberRow> find(Handle handle, String accountId, String memberId) {
    return handle
        .createQuery(ROWS + " AND member.member_id = :member")
        .bind("account", accountId)
        .bind("member", Texts.key(memberId))
        .map((row, _) -> row(row))
        .findOne();
  }

  static int count(Handle handle, String accountId) {
    return handle
        .createQuery("SELECT COUNT(*) FROM membership WHERE account_id = :account")
        .bind("account", accountId)
        .mapTo(Integer.class)
        .one();
  }

  private static Members.MemberRow row(ResultSet row) throws SQLException {
    return new Members.MemberRow(
        read(row),
        Role.valueOf(row.getString("role")),
        Times.optional(row, "confirmed_at") != null,
        Times.optional(row, "seen_at"));
  }

  /**
   * A member's row in an account.
   *
   * @throws NoSuchAccountException where the member has no place in it
   */
  static Members.MemberRow require(Handle handle, String accountId, String memberId) {
    return find(handle, accountId, memberId)
        .orElseThrow(() -> new NoSuchAccountException("There is no such member (any more)."));
  }

  static Optional<Role> role(Handle handle, String accountId, String memberId) {
    return handle
        .createQuery(
            "SELECT role FROM membership WHERE account_id = :account AND member_id = :member")
        .bind("account", accountId)
        .bind("member", memberId)
        .mapTo(String.class)
        .findOne()
        .map(Role::valueOf);
  }

  /** Notes that a member looked at an account. */
  static void seen(Handle handle, String accountId, String memberId, long at) {
    handle.execute(
        "UPDATE membership SET seen_at = ? WHERE account_id = ? AND member_id = ?",
        at,
        accountId,
        memberId);
  }

  /**
   * Asks that nobody of that email has a place in the account.
   *
   * @throws InvalidFieldException where somebody has
   */
  static void requireNoPlace(Handle handle, Account account, String email) {
    boolean there =
        byEmail(handle, email)
            .filter(known -> hasPlace(handle, known.member().id(), account.id()))
            .isPresent();
    if (there) {
      throw new InvalidFieldException(
          "email", "%s is a member of %s already.".formatted(email, account.name()));
    }
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

  /** Adds a place; a link for a new password, made by those who knew of fewer, is void. */
  static void addPlace(Handle handle, String accountId, Member member, Role role, long at) {
    handle.execute("DELETE FROM password_link WHERE member_id = ?", member.id());
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

  /** Takes a place away, with the sessions that look at it. */
  static void removePlace(Handle handle, String accountId, String memberId) {
    handle.execute("DELETE FROM password_link WHERE member_id = ?", memberId);
    SessionRows.deleteOfPlace(handle, accountId, memberId);
    handle.execute(
        "DELETE FROM membership WHERE account_id = ? AND member_id = ?", accountId, memberId);
  }

  private static Member read(ResultSet row) throws SQLException {
    return new Member(
        row.getString("member_id"), row.getString("email"), Times.required(row, "created_at"));
  }
}
