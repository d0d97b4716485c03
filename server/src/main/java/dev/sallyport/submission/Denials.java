package dev.sallyport.submission;

import dev.sallyport.admission.Decision;
import dev.sallyport.admission.Decision.ListVerdict;
import dev.sallyport.admission.Decision.Reason;
import dev.sallyport.smtp.Reply;

/** What a denied caller is told (PRODUCT, the table of that name). */
final class Denials {
  static final Reply UNKNOWN_AT_AUTH =
      Reply.of(454, "4.7.0 The IP allowlist is not known right now; try again later");
  private static final Reply UNKNOWN_AT_MAIL =
      Reply.of(451, "4.7.1 The IP allowlist is not known right now; try again later");

  private Denials() {}

  static Reply atAuth(Decision decision) {
    return switch (decision) {
      case Decision.CredentialGone gone -> Texts.BAD_CREDENTIALS;
      case Decision.ListUnknown unknown -> UNKNOWN_AT_AUTH;
      default -> Reply.of(535, "5.7.1 " + text(decision));
    };
  }

  /** At MAIL, and once more at the end of the message. */
  static Reply atMail(Decision decision) {
    return switch (decision) {
      case Decision.CredentialGone gone -> Texts.AUTH_REQUIRED;
      case Decision.ListUnknown unknown -> UNKNOWN_AT_MAIL;
      default -> Reply.of(550, "5.7.1 " + text(decision));
    };
  }

  /** What monitor mode adds to a yes. */
  static String monitored(Decision.Admitted admitted) {
    ListVerdict verdict = admitted.verdict();
    String denial =
        verdict.reason() == Reason.CREDENTIAL_NOT_LISTED
            ? notOnCredentialList(verdict)
            : notListed(verdict);
    return denial + "; let through by monitor mode";
  }

  static Reply foreignDomain(String address) {
    return Reply.of(550, "5.7.1 " + address + " is not in this account's sender domains");
  }

  private static String text(Decision decision) {
    return switch (decision) {
      case Decision.AccountPaused paused -> "This account is paused.";
      case Decision.NotListed(ListVerdict verdict) -> notListed(verdict);
      case Decision.NotOnCredentialList(ListVerdict verdict) -> notOnCredentialList(verdict);
      case Decision.Admitted admitted -> throw notADenial(decision);
      case Decision.CredentialGone gone -> throw notADenial(decision);
      case Decision.ListUnknown unknown -> throw notADenial(decision);
    };
  }

  private static String notListed(ListVerdict verdict) {
    return verdict.client() + " is not on this account's IP allowlist";
  }

  private static String notOnCredentialList(ListVerdict verdict) {
    return verdict.client() + " is not on this credential's IP allowlist";
  }

  private static IllegalArgumentException notADenial(Decision decision) {
    return new IllegalArgumentException("worded elsewhere: " + decision);
  }
}
