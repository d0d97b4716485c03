package dev.sallyport.api;

import dev.sallyport.admission.Decision;
import dev.sallyport.admission.Decision.ListVerdict;
import org.jspecify.annotations.Nullable;

/** The words for each reason to turn a call away. */
final class Denials {
  /** Seconds after which a list that can't be read is worth another try. */
  private static final int LIST_RETRY_SECONDS = 10;

  private Denials() {}

  /** One answer for all that can be wrong with a credential. */
  static Answer unauthenticated() {
    return Answer.message(401, "Unauthenticated.").with("WWW-Authenticate", "Bearer");
  }

  static Answer listUnknown() {
    return Answer.tryAgain(
        503,
        LIST_RETRY_SECONDS,
        "The IP allowlist can't be read at the moment, so the call was not let in."
            + " Try again in a moment.");
  }

  static Answer missingScope(String word) {
    return Answer.message(
        403, "This token does not have the scope " + word + ", which this call needs. #MS40301");
  }

  /** The answer to a decision; null where the call may go on. */
  static @Nullable Answer of(Decision decision) {
    return switch (decision) {
      case Decision.Admitted _ -> null;
      case Decision.CredentialGone _ -> unauthenticated();
      case Decision.AccountPaused _ -> Answer.message(403, "This account is paused.");
      case Decision.NotListed(var verdict) -> notAllowlisted(verdict, "account");
      case Decision.NotOnCredentialList(var verdict) -> notAllowlisted(verdict, "credential");
      case Decision.ListUnknown _ -> listUnknown();
    };
  }

  /** The answer to a denial that monitor mode would have let through. */
  static Answer notAllowlisted(ListVerdict verdict) {
    return notAllowlisted(
        verdict,
        verdict.reason() == Decision.Reason.CREDENTIAL_NOT_LISTED ? "credential" : "account");
  }

  private static Answer notAllowlisted(ListVerdict verdict, String whose) {
    String address = verdict.client().toString();
    return Answer.json(
        403,
        Json.object()
            .put(
                "message",
                "Your IP address is not allowlisted. "
                    + address
                    + " is not on this "
                    + whose
                    + "'s IP allowlist. #MS40305")
            .put("ip", address));
  }

  /** The value of {@code X-Allowlist-Verdict}; null where no list was asked. */
  static @Nullable String verdictHeader(Decision decision) {
    return switch (decision) {
      case Decision.Admitted(var verdict, boolean monitored) ->
          monitored ? denied(verdict) + "; mode=monitor" : allowed(verdict);
      case Decision.NotListed(var verdict) -> denied(verdict);
      case Decision.NotOnCredentialList(var verdict) -> denied(verdict);
      case Decision.CredentialGone _, Decision.AccountPaused _, Decision.ListUnknown _ -> null;
    };
  }

  private static String allowed(ListVerdict verdict) {
    return verdict.entryId() == null
        ? "allowed; reason=" + verdict.reason().word()
        : "allowed; entry=" + verdict.entryId();
  }

  private static String denied(ListVerdict verdict) {
    return "denied; reason=" + verdict.reason().word();
  }
}
