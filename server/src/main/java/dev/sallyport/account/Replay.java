package dev.sallyport.account;

import dev.sallyport.account.Effect.Fate;
import dev.sallyport.allowlist.Network;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds the callers of late against a list as it is and as it might be. A call passes the account's
 * list and the credential's own (PRODUCT 11), so the lists that stay as they are count too.
 */
final class Replay {
  private final Instant now;
  private final boolean account;
  private final Map<String, AllowedRanges.Walk> others = new HashMap<>();

  /**
   * @param subject the list that might change
   * @param others the lists that stay: of the account's credentials, or the account's own
   */
  Replay(ListRef subject, List<Allowlist> others, Instant now) {
    this.account = subject.isAccountList();
    this.now = now;
    for (Allowlist list : others) {
      this.others.put(list.ref().credentialId(), AllowedRanges.enforced(list, now).walk());
    }
  }

  /**
   * What becomes of the callers.
   *
   * @param callers those that the list concerns
   */
  Effect of(Allowlist before, Allowlist after, CallerTable callers) {
    AllowedRanges.Walk old = AllowedRanges.enforced(before, now).walk();
    AllowedRanges.Walk proposed = AllowedRanges.enforced(after, now).walk();
    Fate[] fates = new Fate[callers.size()];
    for (int row = 0; row < fates.length; row++) {
      Network address = callers.address(row);
      AllowedRanges.@Nullable Walk other =
          others.get(account ? callers.who(row).credentialId() : "");
      boolean then = proposed.lets(address) && (other == null || other.lets(address));
      // Of callers that were counted as one range, some may be let in today: where a part of it
      // would not be any more, it may be theirs.
      boolean lost =
          !then && old.letsMore(proposed, address) && (other == null || other.letsSome(address));
      fates[row] = then ? Fate.ALLOWED : lost ? Fate.CUT_OFF : Fate.DENIED;
    }
    return new Effect(callers, fates);
  }
}
