package dev.sallyport.activity;

import dev.sallyport.allowlist.Network;
import java.time.Instant;

/**
 * Calls that a list denied: of one address by one credential on one channel for one reason.
 *
 * @param address a single address, or a network whose addresses were counted together
 * @param entryId the inactive entry that would have matched; empty for none
 * @param reason see {@link Call}
 * @param letIn whether a list in monitor mode let them in
 */
public record DeniedCaller(
    Network address,
    String channel,
    String credentialId,
    String entryId,
    String reason,
    boolean letIn,
    long calls,
    Instant firstSeenAt,
    Instant lastSeenAt) {}
