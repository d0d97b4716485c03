package dev.sallyport.account;

import dev.sallyport.allowlist.Network;
import java.time.Instant;

/**
 * A caller that was let in within the last {@value RecentCallers#DAYS} days: an address with a
 * credential.
 *
 * @param address a single address; a /24 or /64 where a busy account's addresses were counted
 *     together, and {@code 0.0.0.0/0} or {@code ::/0} where even those were too many
 * @param channel {@code api} or {@code smtp}
 * @param calls how many were let in, 1 or more
 */
public record RecentCaller(
    Network address,
    String credentialId,
    String channel,
    long calls,
    Instant firstSeenAt,
    Instant lastSeenAt) {}
