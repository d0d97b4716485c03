package dev.sallyport.account;

import dev.sallyport.allowlist.IpAddress;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What holds a change back.
 *
 * @param actor who makes it
 * @param acknowledged codes of warnings that were read and accepted
 * @param acknowledgeAll {@code --yes}
 * @param ifRevision the revision the change was made against, if the caller said so
 * @param ownAddress the address of the very caller, for {@code denies_caller}; null where that
 *     warning does not apply
 * @param confirmWithin after what time the change goes back by itself unless it is confirmed; 1
 *     minute to 24 hours, null for never
 */
public record Guard(
    Actor actor,
    Set<String> acknowledged,
    boolean acknowledgeAll,
    OptionalLong ifRevision,
    @Nullable IpAddress ownAddress,
    @Nullable Duration confirmWithin) {
  public Guard {
    acknowledged = Set.copyOf(acknowledged);
  }

  /** A guard of a change that stands once it is made. */
  public Guard(
      Actor actor,
      Set<String> acknowledged,
      boolean acknowledgeAll,
      OptionalLong ifRevision,
      @Nullable IpAddress ownAddress) {
    this(actor, acknowledged, acknowledgeAll, ifRevision, ownAddress, null);
  }

  /** Whether the warning with that code was read and accepted. */
  boolean isAcknowledged(String code) {
    return acknowledgeAll || acknowledged.contains(code);
  }
}
