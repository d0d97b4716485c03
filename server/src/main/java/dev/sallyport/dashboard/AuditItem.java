package dev.sallyport.dashboard;

import dev.sallyport.account.AuditAction;
import dev.sallyport.account.AuditEntry;
import java.time.Instant;

/**
 * One line of the audit log.
 *
 * @param subject what it is about, set off; may be empty
 * @param text what happened to it
 * @param by who did it
 * @param address where from; may be empty
 */
record AuditItem(
    String day,
    String time,
    When at,
    Icon icon,
    String subject,
    String text,
    String by,
    String address) {

  static AuditItem of(AuditEntry entry, Instant now) {
    return new AuditItem(
        When.day(entry.at(), now),
        When.time(entry.at()),
        When.past(entry.at(), now),
        entry.known().map(AuditItem::icon).orElse(Icon.INFO),
        entry.known().map(AuditItem::ofThePlan).orElse(false) ? "" : entry.subjectName(),
        entry
            .known()
            .map(action -> text(action, entry.subjectName()) + times(entry.times()))
            .orElseGet(() -> spelled(entry.action())),
        HistoryItem.by(entry.actor()),
        HistoryItem.address(entry.actor()));
  }

  /** Whether the subject's name is a plan's, and so no one's that something happened to. */
  private static boolean ofThePlan(AuditAction action) {
    return action == AuditAction.ACCOUNT_CREATE || action == AuditAction.ACCOUNT_PLAN;
  }

  private static String times(int times) {
    return times == 1 ? "" : ", " + Words.number(times) + " times within the hour";
  }

  private static String text(AuditAction action, String name) {
    return switch (action) {
      case ACCOUNT_CREATE -> "Account made on the " + Words.capital(name) + " plan";
      case ACCOUNT_PLAN -> "Account moved to the " + Words.capital(name) + " plan";
      case ACCOUNT_PAUSE -> "paused: nothing can send";
      case ACCOUNT_RESUME -> "resumed";
      case ACCOUNT_DELETE -> "deleted";
      case ACCOUNT_DOMAIN_ADD -> "added to the sender domains";
      case ACCOUNT_DOMAIN_REMOVE -> "taken off the sender domains";
      case ALERT_CREATE -> "added to the alerts";
      case ALERT_EDIT -> "changed in the alerts";
      case ALERT_DELETE -> "deleted from the alerts";
      case ALERT_ROTATE -> "got a new key";
      case ALERT_CONFIRM -> "confirmed for alerts";
      case ALERT_TEST -> "was sent a test";
      case GROUP_RENAME -> "group renamed";
      case GROUP_SOURCE -> "group given another file or filter";
      case GROUP_FOLLOW -> "group follows its file daily from then on";
      case GROUP_UNFOLLOW -> "group no longer follows its file by itself";
      case ASSERTION_CREATE -> "asserted of the IP allowlist";
      case ASSERTION_DELETE -> "no longer asserted of the IP allowlist";
      case TOKEN_CREATE -> "API token made";
      case TOKEN_RENAME -> "API token renamed";
      case TOKEN_SCOPES -> "API token given other scopes";
      case TOKEN_PAUSE -> "API token paused";
      case TOKEN_RESUME -> "API token resumed";
      case TOKEN_DELETE -> "API token deleted";
      case SMTP_USER_CREATE -> "SMTP user made";
      case SMTP_USER_RENAME -> "SMTP user renamed";
      case SMTP_USER_PAUSE -> "SMTP user paused";
      case SMTP_USER_RESUME -> "SMTP user resumed";
      case SMTP_USER_DELETE -> "SMTP user deleted";
      case INVITATION_CREATE -> "invited";
      case INVITATION_REVOKE -> "no longer invited";
      case MEMBER_CREATE -> "made a member";
      case MEMBER_JOIN -> "joined";
      case MEMBER_ROLE -> "from now on";
      case MEMBER_REMOVE -> "removed from the members";
      case MEMBER_SIGN_IN -> "signed in";
      case MEMBER_SIGN_IN_FAILED -> "was not signed in: wrong password";
      case MEMBER_SECOND_FACTOR_FAILED -> "gave the right password, then a wrong code";
      case MEMBER_RECOVERY_CODE -> "used a recovery code";
      case MEMBER_PASSWORD -> "changed the password";
      case MEMBER_PASSWORD_LINK -> "can set a new password by a link";
      case MEMBER_RESET_PASSWORD -> "has a new password";
      case MEMBER_TWO_FACTOR_ON -> "turned the second factor on";
      case MEMBER_TWO_FACTOR_OFF -> "turned the second factor off";
      case MEMBER_TWO_FACTOR_RESET -> "lost the second factor: it was taken off";
      case MEMBER_RECOVERY_CODES -> "made new recovery codes";
      case MEMBER_SESSIONS_END -> "ended other sessions";
    };
  }

  private static Icon icon(AuditAction action) {
    return switch (action) {
      case TOKEN_CREATE,
          SMTP_USER_CREATE,
          INVITATION_CREATE,
          MEMBER_CREATE,
          ACCOUNT_CREATE,
          ALERT_CREATE,
          ASSERTION_CREATE,
          ACCOUNT_DOMAIN_ADD ->
          Icon.PLUS;
      case TOKEN_DELETE,
          SMTP_USER_DELETE,
          INVITATION_REVOKE,
          MEMBER_REMOVE,
          ACCOUNT_DELETE,
          ALERT_DELETE,
          ASSERTION_DELETE,
          ACCOUNT_DOMAIN_REMOVE ->
          Icon.TRASH;
      case TOKEN_PAUSE, SMTP_USER_PAUSE, ACCOUNT_PAUSE, GROUP_UNFOLLOW -> Icon.PAUSE;
      case TOKEN_RESUME, SMTP_USER_RESUME, ACCOUNT_RESUME, GROUP_FOLLOW -> Icon.PLAY;
      case MEMBER_SIGN_IN_FAILED,
          MEMBER_SECOND_FACTOR_FAILED,
          MEMBER_TWO_FACTOR_OFF,
          MEMBER_TWO_FACTOR_RESET ->
          Icon.WARN;
      case MEMBER_SIGN_IN, MEMBER_JOIN, MEMBER_SESSIONS_END -> Icon.DOOR;
      case ALERT_CONFIRM -> Icon.CHECK;
      case ALERT_TEST -> Icon.PLAY;
      case ALERT_ROTATE -> Icon.KEY;
      case MEMBER_PASSWORD,
          MEMBER_PASSWORD_LINK,
          MEMBER_RESET_PASSWORD,
          MEMBER_RECOVERY_CODE,
          MEMBER_RECOVERY_CODES,
          MEMBER_TWO_FACTOR_ON ->
          Icon.LOCK;
      case TOKEN_RENAME,
          TOKEN_SCOPES,
          SMTP_USER_RENAME,
          MEMBER_ROLE,
          ACCOUNT_PLAN,
          ALERT_EDIT,
          GROUP_RENAME,
          GROUP_SOURCE ->
          Icon.PENCIL;
    };
  }

  /** {@code webhook create} for {@code webhook.create}: an action of a newer program. */
  private static String spelled(String action) {
    return action.replace('.', ' ').replace('-', ' ');
  }
}
