package dev.sallyport.account;

import dev.sallyport.allowlist.Network;
import dev.sallyport.allowlist.Rule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of an allowlist.
 *
 * @param id 24 hexadecimal digits
 * @param paused as the member set it; whether it has expired is derived from the clock
 */
public record Entry(
    String id,
    Network network,
    String name,
    boolean paused,
    @Nullable Instant expiresAt,
    Instant createdAt,
    Instant updatedAt) {

  /** {@code active}, {@code paused} or {@code expired}. A paused entry that expires is expired. */
  public String status(Instant now) {
    if (expiresAt != null && !expiresAt.isAfter(now)) {
      return "expired";
    }
    return paused ? "paused" : "active";
  }

  public Rule rule() {
    return new Rule(network, paused, expiresAt == null ? Rule.NEVER : expiresAt.toEpochMilli());
  }
}
