package dev.sallyport.account;

import java.util.Arrays;
import java.util.Optional;

/**
 * Everything that is written down about accounts, credentials and members: the words in the table
 * {@code audit}, with what their subject is. Changes of a list are in its history.
 */
public enum AuditAction {
  /** The subject's name is the plan's, here and in the next. */
  ACCOUNT_CREATE("account.create"),
  ACCOUNT_PLAN("account.plan"),
  /** The subject's name is the account's, here and in the next two. */
  ACCOUNT_PAUSE("account.pause"),
  ACCOUNT_RESUME("account.resume"),
  ACCOUNT_DELETE("account.delete"),
  /** The subject's name is the domain, here and below. */
  ACCOUNT_DOMAIN_ADD("account.domain.add"),
  ACCOUNT_DOMAIN_REMOVE("account.domain.remove"),

  /** The subject is named by the webhook's host or the mail address, here and in the next five. */
  ALERT_CREATE("alert.create"),
  ALERT_EDIT("alert.edit"),
  ALERT_DELETE("alert.delete"),
  /** A webhook got a new key. */
  ALERT_ROTATE("alert.rotate"),
  /** Whoever reads that mail confirmed that alerts may come there. */
  ALERT_CONFIRM("alert.confirm"),
  ALERT_TEST("alert.test"),

  /** The subject is named by the group's name, here and in the next three. */
  GROUP_RENAME("group.rename"),
  /** A group got another file, filter or family of networks. */
  GROUP_SOURCE("group.source"),
  /** A group follows its file by itself from then on. */
  GROUP_FOLLOW("group.follow"),
  GROUP_UNFOLLOW("group.unfollow"),

  /** The subject is named {@code NAME (ADDRESS must be allowed)}, here and in the next. */
  ASSERTION_CREATE("assertion.create"),
  ASSERTION_DELETE("assertion.delete"),

  /** The credential's name is the subject's, here and below. */
  TOKEN_CREATE("token.create"),
  TOKEN_RENAME("token.rename"),
  TOKEN_SCOPES("token.scopes"),
  TOKEN_PAUSE("token.pause"),
  TOKEN_RESUME("token.resume"),
  TOKEN_DELETE("token.delete"),
  SMTP_USER_CREATE("smtp-user.create"),
  SMTP_USER_RENAME("smtp-user.rename"),
  SMTP_USER_PAUSE("smtp-user.pause"),
  SMTP_USER_RESUME("smtp-user.resume"),
  SMTP_USER_DELETE("smtp-user.delete"),

  /** An invitation was made; the subject is named {@code EMAIL as ROLE}. */
  INVITATION_CREATE("invitation.create"),
  /** An open invitation was taken back; the subject is named by its email. */
  INVITATION_REVOKE("invitation.revoke"),

  /** A member was made by the operator or the set-up link; named by the email, as all below. */
  MEMBER_CREATE("member.create"),
  /** An invitation was accepted; the subject is named {@code EMAIL as ROLE}. */
  MEMBER_JOIN("member.join"),
  /** The subject is named {@code EMAIL as ROLE}, with the role it has from then on. */
  MEMBER_ROLE("member.role"),
  MEMBER_REMOVE("member.remove"),
  MEMBER_SIGN_IN("member.sign-in"),
  /** Wrong passwords for the subject within an hour: how many is the line's number of times. */
  MEMBER_SIGN_IN_FAILED("member.sign-in-failed"),
  /** The right password, and then a wrong code. */
  MEMBER_SECOND_FACTOR_FAILED("member.second-factor-failed"),
  /** A recovery code took the place of the app's. */
  MEMBER_RECOVERY_CODE("member.recovery-code"),
  /** The member gave a new password, knowing the old one. */
  MEMBER_PASSWORD("member.password"),
  /** Someone made a link by which the subject can set a new password. */
  MEMBER_PASSWORD_LINK("member.password-link"),
  /** The password was set by such a link, or by the operator. */
  MEMBER_RESET_PASSWORD("member.reset-password"),
  MEMBER_TWO_FACTOR_ON("member.two-factor-on"),
  MEMBER_TWO_FACTOR_OFF("member.two-factor-off"),
  /** The operator took a lost second factor off. */
  MEMBER_TWO_FACTOR_RESET("member.two-factor-reset"),
  /** New recovery codes were made, and the old ones are void. */
  MEMBER_RECOVERY_CODES("member.recovery-codes"),
  /** Sessions were ended by their member from another session. */
  MEMBER_SESSIONS_END("member.sessions-end");

  private final String word;

  AuditAction(String word) {
    this.word = word;
  }

  /** As it is stored and exported: at most 32 characters. */
  public String word() {
    return word;
  }

  /** The action of that word; empty for one of a newer program. */
  public static Optional<AuditAction> of(String word) {
    return Arrays.stream(values()).filter(action -> action.word.equals(word)).findFirst();
  }
}
