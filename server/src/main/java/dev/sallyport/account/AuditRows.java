package dev.sallyport.account;

import dev.sallyport.allowlist.IpAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Who did what to accounts, credentials and members, as rows. */
final class AuditRows {
  /** A year, and the time to ask about it afterwards. */
  private static final Duration KEPT = Duration.ofDays(400);

  private AuditRows() {}

  /** What was done, and to what. */
  record Deed(AuditAction action, String subjectId, String subjectName) {
    /** Names the subject with the role it is about. */
    static Deed withRole(AuditAction action, String subjectId, String email, Role role) {
      return new Deed(action, subjectId, email + " as " + role.word());
    }
  }

  static void add(Handle handle, String accountId, Instant at, Actor actor, Deed deed) {
    handle
        .createUpdate(
            "INSERT INTO audit (account_id, audit_id, made_at, actor_kind, actor_id, actor_name,"
                + " actor_address, action, subject_id, subject_name) VALUES (:account, :id, :at,"
                + " :actorKind, :actorId, :actorName, :actorAddress, :action, :subject, :name)")
        .bind("account", accountId)
        .bind("id", Secrets.newId())
        .bind("at", at.toEpochMilli())
        .bind("actorKind", actor.kind().name())
        .bind("actorId", actor.id())
        .bind("actorName", actor.name())
        .bind("actorAddress", text(actor.address()))
        .bind("action", deed.action().word())
        .bind("subject", deed.subjectId())
        .bind("name", deed.subjectName())
        .execute();
    handle.execute(
        "DELETE FROM audit WHERE account_id = ? AND made_at < ?",
        accountId,
        at.minus(KEPT).toEpochMilli());
  }

  /** Writes down, in each account a member has a place in, what concerns the member as a whole. */
  static void addEverywhere(
      Handle handle, Instant at, Actor actor, AuditAction action, Member member) {
    for (Membership place : MemberRows.places(handle, member.id())) {
      add(handle, place.accountId(), at, actor, new Deed(action, member.id(), member.email()));
    }
  }

  /**
   * As {@link #addEverywhere}, for what may happen often: it is counted on the line that there is
   * since some time, or begins one.
   */
  static void countEverywhere(
      Handle handle,
      Instant at,
      Instant since,
      Actor actor,
      AuditAction action,
      Member member,
      int times) {
    for (Membership place : MemberRows.places(handle, member.id())) {
      if (count(handle, place.accountId(), since, action, member, times) == 0) {
        add(handle, place.accountId(), at, actor, new Deed(action, member.id(), member.email()));
        count(handle, place.accountId(), since, action, member, times - 1);
      }
    }
  }

  private static int count(
      Handle handle, String accountId, Instant since, AuditAction action, Member member, int more) {
    return handle.execute(
        "UPDATE audit SET times = times + ? WHERE account_id = ? AND made_at >= ? AND action = ?"
            + " AND subject_id = ?",
        more,
        accountId,
        since.toEpochMilli(),
        action.word(),
        member.id());
  }

  /** Lines, the newest first; none where the line to read on from is not there (any more). */
  static List<AuditEntry> read(Handle handle, String accountId, AuditQuery query, int limit) {
    String before =
        "(made_at, audit_id) < ((SELECT made_at FROM audit WHERE account_id = :account"
            + " AND audit_id = :before), :before)";
    AuditKind kind = query.kind();
    Instant from = query.from();
    Instant to = query.to();
    String sql =
        "SELECT * FROM audit WHERE account_id = :account AND made_at >= :from AND made_at < :to"
            + (kind == null ? "" : " AND " + kind.condition())
            + (query.before() == null ? "" : " AND " + before)
            + " ORDER BY made_at DESC, audit_id DESC LIMIT :limit";
    Query rows =
        handle
            .createQuery(sql)
            .bind("account", accountId)
            .bind("from", from == null ? Long.MIN_VALUE : from.toEpochMilli())
            .bind("to", to == null ? Long.MAX_VALUE : to.toEpochMilli())
            .bind("limit", limit);
    if (query.before() != null) {
      rows.bind("before", query.before());
    }
    return rows.map((row, context) -> entry(row)).list();
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getString("audit_id"),
        Times.required(row, "made_at"),
        actor(row),
        row.getString("action"),
        row.getString("subject_id"),
        row.getString("subject_name"),
        row.getInt("times"));
  }

  /** Who it was, from the four columns that the history has too. */
  static Actor actor(ResultSet row) throws SQLException {
    String address = row.getString("actor_address");
    return new Actor(
        Actor.Kind.valueOf(row.getString("actor_kind")),
        row.getString("actor_id"),
        row.getString("actor_name"),
        address == null ? null : IpAddress.of(address));
  }

  static @Nullable String text(@Nullable IpAddress address) {
    return address == null ? null : address.toString();
  }
}
