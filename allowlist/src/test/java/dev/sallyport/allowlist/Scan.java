package dev.sallyport.allowlist;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules of the list written down as plainly as they can be: the oracle of the engine's tests.
 */
final class Scan {
  private final List<Rule> rules;

  Scan(List<Rule> rules) {
    this.rules = rules;
  }

  Verdict decide(IpAddress client, long now) {
    if (rules.isEmpty()) {
      return new Verdict.Unrestricted();
    }
    Set<Network> seen = new HashSet<>();
    int active = -1;
    int inactive = -1;
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      if (!seen.add(rule.network()) || !covers(rule.network(), client)) {
        continue;
      }
      if (rule.paused() || isExpired(rule, now)) {
        inactive = longer(inactive, i);
      } else {
        active = longer(active, i);
      }
    }
    if (active >= 0) {
      return new Verdict.Listed(active);
    }
    if (inactive < 0) {
      return new Verdict.NotListed();
    }
    return isExpired(rules.get(inactive), now)
        ? new Verdict.Expired(inactive)
        : new Verdict.Paused(inactive);
  }

  private static boolean isExpired(Rule rule, long now) {
    return rule.expiresAt() != Rule.NEVER && rule.expiresAt() <= now;
  }

  private int longer(int found, int candidate) {
    return found < 0 || length(candidate) > length(found) ? candidate : found;
  }

  private int length(int rule) {
    return rules.get(rule).network().prefixLength();
  }

  /** Bit by bit, with nothing of what the engine uses. */
  private static boolean covers(Network network, IpAddress client) {
    byte[] base = network.base().toBytes();
    byte[] bytes = client.toBytes();
    if (base.length != bytes.length) {
      return false;
    }
    for (int bit = 0; bit < network.prefixLength(); bit++) {
      int mask = 0x80 >> bit % 8;
      if ((base[bit / 8] & mask) != (bytes[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
