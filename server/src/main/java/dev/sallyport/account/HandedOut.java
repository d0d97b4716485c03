package dev.sallyport.account;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Links that a member made for others, and so may hold. */
final class HandedOut {
  private HandedOut() {}

  /**
   * Voids those that the member could not make any more: invitations, and links for a new password,
   * of which is not known who made them, of all in the account.
   *
   * @param left the role that is left; a viewer's for none
   */
  static void voided(
      Handle handle,
      String accountId,
      Members.MemberRow member,
      Role left,
      Actor actor,
      Instant now) {
    if (left.compareTo(member.role()) <= 0) {
      return;
    }
    // Also those of its members that were made in another account, for a link opens all of theirs.
    handle.execute(
        "DELETE FROM password_link WHERE account_id = ? OR member_id IN"
            + " (SELECT member_id FROM membership WHERE account_id = ?)",
        accountId,
        accountId);
    for (Invitation open : InvitationRows.open(handle, accountId, now.toEpochMilli())) {
      boolean theirs = open.invitedBy().equals(member.member().email());
      if (theirs && (left == Role.VIEWER || open.role() == Role.OWNER)) {
        InvitationRows.delete(handle, open);
        AuditRows.add(
            handle,
            accountId,
            now,
            actor,
            new AuditRows.Deed(AuditAction.INVITATION_REVOKE, open.id(), open.email()));
      }
    }
  }
}
