package dev.sallyport.activity;

import dev.sallyport.allowlist.Network;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who called, those last seen first.
 *
 * @param callers the first of them, at most {@value Activity#MOST_ROWS}
 * @param addresses how many addresses there were, each counted once
 * @param since the hour or day that was looked back to, where there was too much to look at all of
 *     it; null otherwise
 */
public record Callers(List<Caller> callers, long addresses, @Nullable Instant since) {
  public Callers {
    callers = List.copyOf(callers);
  }

  /**
   * Calls of one address by one credential on one channel for one reason.
   *
   * @param address a single address, or a network whose addresses were counted together
   * @param entryId the entry that matched, or the inactive one that would have; empty for none
   * @param reason see {@link Call}
   * @param letIn whether they went on
   */
  public record Caller(
      Network address,
      String channel,
      String credentialId,
      String entryId,
      String reason,
      boolean letIn,
      long calls,
      Instant firstSeenAt,
      Instant lastSeenAt) {}
}
