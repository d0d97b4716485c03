package dev.sallyport.activity;

import dev.sallyport.allowlist.IpAddress;

/**
 * A decided call.
 *
 * @param channel {@code api} or {@code smtp}
 * @param client the client address it was decided by
 * @param entryId the entry that matched, or the inactive one that would have; empty for none
 * @param reason a word of INTERFACE's {@code /check}, or {@code account_paused} or {@code
 *     list_unknown}
 * @param letIn whether the call went on: a list in monitor mode lets in what it denies
 */
public record Call(
    String accountId,
    String credentialId,
    String channel,
    IpAddress client,
    String entryId,
    String reason,
    boolean letIn) {

  /** Whether with that reason a list allows; every other one is a denial. */
  public static boolean allows(String reason) {
    return reason.equals("listed") || reason.equals("unrestricted");
  }
}
