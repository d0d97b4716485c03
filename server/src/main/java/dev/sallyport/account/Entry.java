package dev.sallyport.account;

import dev.sallyport.allowlist.Network;
import dev.sallyport.allowlist.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row of an allowlist.
 *
 * @param id 24 hexadecimal digits
 * @param paused as the member set it; whether it has expired is derived from the clock
 * @param groupId the {@link Group} it belongs to and is changed with; null for one that stands
 *     alone
 */
public record Entry(
    String id,
    Network network,
    String name,
    boolean paused,
    @Nullable Instant expiresAt,
    Instant createdAt,
    Instant updatedAt,
    @Nullable String groupId) {

  /** An entry that stands alone. */
  public Entry(
      String id,
      Network network,
      String name,
      boolean paused,
      @Nullable Instant expiresAt,
      Instant createdAt,
      Instant updatedAt) {
    this(id, network, name, paused, expiresAt, createdAt, updatedAt, null);
  }

  /** The same entry in that group, or alone where that is null. */
  Entry inGroup(@Nullable String group) {
    return Objects.equals(groupId, group)
        ? this
        : new Entry(id, network, name, paused, expiresAt, createdAt, updatedAt, group);
  }

  /** {@code active}, {@code paused} or {@code expired}. A paused entry that expires is expired. */
  public String status(Instant now) {
    if (expiresAt != null && !expiresAt.isAfter(now)) {
      return "expired";
    }
    return paused ? "paused" : "active";
  }

  /**
   * When it ends once it is renewed: the time is added to what is left of it, and counts from now
   * where nothing is. So a renewal never shortens.
   */
  public Instant endRenewedBy(Duration time, Instant now) {
    Instant end = expiresAt;
    return (end == null || end.isBefore(now) ? now : end).plus(time);
  }

  public Rule rule() {
    return new Rule(network, paused, expiresAt == null ? Rule.NEVER : expiresAt.toEpochMilli());
  }
}
