package dev.sallyport.dashboard;

import dev.sallyport.activity.Callers.Caller;
import dev.sallyport.allowlist.Network;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one of callers that would read the same. What the account's list says of an address is told
 * as it is now, whichever of its entries denied it then.
 */
final class SameAttempts {
  private SameAttempts() {}

  private record Same(
      Network address, String channel, String credentialId, String reason, boolean letIn) {
    static Same of(Caller caller) {
      String reason =
          switch (caller.reason()) {
            case "not_listed", "paused", "expired" -> "not_listed";
            case "listed" -> "listed by " + caller.entryId();
            default -> caller.reason();
          };
      return new Same(
          caller.address(), caller.channel(), caller.credentialId(), reason, caller.letIn());
    }
  }

  /** In the order they came. */
  static List<Caller> joined(List<Caller> callers) {
    Map<Same, Caller> joined = new LinkedHashMap<>();
    callers.forEach(caller -> joined.merge(Same.of(caller), caller, SameAttempts::join));
    return List.copyOf(joined.values());
  }

  private static Caller join(Caller one, Caller other) {
    return new Caller(
        one.address(),
        one.channel(),
        one.credentialId(),
        one.entryId(),
        one.reason(),
        one.letIn(),
        one.calls() + other.calls(),
        earlier(one.firstSeenAt(), other.firstSeenAt()),
        later(one.lastSeenAt(), other.lastSeenAt()));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
