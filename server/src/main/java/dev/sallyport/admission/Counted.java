package dev.sallyport.admission;

import dev.sallyport.admission.Decision.ListVerdict;
import org.jspecify.annotations.Nullable;

/** What of a decision is counted. */
record Counted(String reason, String entryId) {

  /** Null for a credential that is gone: nobody's call. */
  static @Nullable Counted of(Decision decision) {
    return switch (decision) {
      case Decision.Admitted(ListVerdict verdict, boolean _) -> of(verdict);
      case Decision.NotListed(ListVerdict verdict) -> of(verdict);
      case Decision.NotOnCredentialList(ListVerdict verdict) -> of(verdict);
      case Decision.AccountPaused _ -> new Counted("account_paused", "");
      case Decision.ListUnknown _ -> new Counted("list_unknown", "");
      case Decision.CredentialGone _ -> null;
    };
  }

  private static Counted of(ListVerdict verdict) {
    String entryId = verdict.entryId();
    return new Counted(verdict.reason().word(), entryId == null ? "" : entryId);
  }
}
