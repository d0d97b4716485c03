package dev.sallyport.account;

import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Network;
import dev.sallyport.allowlist.Policy;
import java.time.Instant;
import java.util.ArrayList;
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
  private final ListRef subject;
  private final @Nullable Held account;
  private final Map<String, Held> ofCredentials = new HashMap<>();

  /**
   * @param subject the list that might change
   * @param others the account's other lists
   */
  Replay(ListRef subject, List<Allowlist> others, Instant now) {
    this.subject = subject;
    this.now = now;
    Held own = null;
    for (Allowlist list : others) {
      if (list.ref().isAccountList()) {
        own = new Held(list);
      } else {
        ofCredentials.put(list.ref().credentialId(), new Held(list));
      }
    }
    this.account = own;
  }

  Effect of(Allowlist before, Allowlist after, List<RecentCaller> callers) {
    Held old = new Held(before);
    Held proposed = new Held(after);
    List<RecentCaller> cutOff = new ArrayList<>();
    List<RecentCaller> stillDenied = new ArrayList<>();
    List<RecentCaller> allowed = new ArrayList<>();
    for (RecentCaller caller : callers) {
      if (!concerns(caller)) {
        continue;
      }
      if (letsIn(proposed, caller)) {
        allowed.add(caller);
      } else if (letsIn(old, caller)) {
        cutOff.add(caller);
      } else {
        stillDenied.add(caller);
      }
    }
    return new Effect(cutOff, stillDenied, allowed);
  }

  private boolean concerns(RecentCaller caller) {
    return subject.isAccountList() || subject.credentialId().equals(caller.credentialId());
  }

  private boolean letsIn(Held list, RecentCaller caller) {
    Held other = subject.isAccountList() ? ofCredentials.get(caller.credentialId()) : account;
    return list.letsIn(caller.address()) && (other == null || other.letsIn(caller.address()));
  }

  /** A list ready to be asked. */
  private final class Held {
    private final Policy policy;
    private final boolean monitored;

    Held(Allowlist list) {
      this.policy = list.policy();
      this.monitored = list.mode() == Mode.MONITOR;
    }

    /** Addresses counted together are let in where the first and the last of them are. */
    boolean letsIn(Network address) {
      return monitored
          || (allows(address.base()) && (address.isSingleAddress() || allows(address.last())));
    }

    private boolean allows(IpAddress address) {
      return policy.decide(address, now.toEpochMilli()).allowed();
    }
  }
}
