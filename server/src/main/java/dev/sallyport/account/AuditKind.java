package dev.sallyport.account;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the audit log can be narrowed to. Each line is of exactly one kind. */
public enum AuditKind {
  /** Who signed in, who almost did, and whose sessions were ended. */
  SIGN_INS("sign-ins"),
  MEMBERS("members"),
  CREDENTIALS("credentials"),
  /** The account itself, and whatever is none of the others. */
  ACCOUNT("account");

  private static final String SIGN_IN_WORDS =
      List.of(
              AuditAction.MEMBER_SIGN_IN,
              AuditAction.MEMBER_SIGN_IN_FAILED,
              AuditAction.MEMBER_SECOND_FACTOR_FAILED,
              AuditAction.MEMBER_RECOVERY_CODE,
              AuditAction.MEMBER_SESSIONS_END)
          .stream()
          .map(action -> "'" + action.word() + "'")
          .collect(Collectors.joining(", ", "action IN (", ")"));

  private static final String OF_MEMBERS = "(action LIKE 'member.%' OR action LIKE 'invitation.%')";

  private static final String OF_CREDENTIALS =
      "(action LIKE 'token.%' OR action LIKE 'smtp-user.%')";

  private final String word;

  AuditKind(String word) {
    this.word = word;
  }

  /** As it is written in a query or an option. */
  public String word() {
    return word;
  }

  public static Optional<AuditKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }

  /** A condition in SQL; nothing of it comes from outside. */
  String condition() {
    return switch (this) {
      case SIGN_INS -> SIGN_IN_WORDS;
      case MEMBERS -> OF_MEMBERS + " AND NOT " + SIGN_IN_WORDS;
      case CREDENTIALS -> OF_CREDENTIALS;
      case ACCOUNT -> "NOT " + OF_MEMBERS + " AND NOT " + OF_CREDENTIALS;
    };
  }
}
