package dev.sallyport.account;

import dev.sallyport.allowlist.IpAddress;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
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

  static @Nullable String text(@Nullable IpAddress address) {
    return address == null ? null : address.toString();
  }
}
