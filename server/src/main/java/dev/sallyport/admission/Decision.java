package dev.sallyport.admission;

import dev.sallyport.allowlist.IpAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether a call may go on, and if not why; in the order of PRODUCT rule 6. */
public sealed interface Decision {

  /**
   * The call may go on.
   *
   * @param verdict what the lists say
   * @param monitored whether the verdict is a denial that a list in monitor mode lets through
   */
  record Admitted(ListVerdict verdict, boolean monitored) implements Decision {}

  /** The credential was deleted or paused since it was shown. */
  record CredentialGone() implements Decision {}

  record AccountPaused() implements Decision {}

  /** The account's list does not let the address in. */
  record NotListed(ListVerdict verdict) implements Decision {}

  /** The account's list does, the credential's own does not. */
  record NotOnCredentialList(ListVerdict verdict) implements Decision {}

  /** The list is not known, or too old to be gone by. */
  record ListUnknown() implements Decision {}

  /**
   * What a list said.
   *
   * @param reason a word of INTERFACE's {@code /check}
   * @param entryId the entry that matched, or the inactive one that would have
   */
  record ListVerdict(IpAddress client, Reason reason, @Nullable String entryId, long revision) {}

  /** Why a list said so. */
  enum Reason {
    UNRESTRICTED,
    LISTED,
    NOT_LISTED,
    PAUSED,
    EXPIRED,
    CREDENTIAL_NOT_LISTED;

    public boolean allows() {
      return this == UNRESTRICTED || this == LISTED;
    }

    /** The word of INTERFACE's {@code /check}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
