package dev.sallyport.activity;

import dev.sallyport.allowlist.Network;
import java.time.Instant;

/**
 * The calls of one hour that have all of this in common; a row of {@code GET /v1/activity}.
 *
 * @param address a single address, or a network whose addresses were counted together
 * @param entryId the entry that matched, or the inactive one that would have; empty for none
 * @param reason see {@link Call}
 * @param letIn whether they went on
 */
public record Counter(
    Instant hour,
    String channel,
    Network address,
    String credentialId,
    String entryId,
    String reason,
    boolean letIn,
    long calls,
    Instant firstSeenAt,
    Instant lastSeenAt) {

  /** Whether the list allowed them. */
  public boolean allowed() {
    return Call.allows(reason);
  }
}
