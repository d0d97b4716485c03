package dev.sallyport.allowlist;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules of the list written down as plainly as they can be: the oracle of the engine's tests.
 */
final class Scan {
  private final List<Rule> rules;
  private final boolean[] repeated;

  Scan(List<Rule> rules) {
    this.rules = rules;
    Set<Network> seen = new HashSet<>();
    repeated = new boolean[rules.size()];
    for (int i = 0; i < repeated.length; i++) {
      repeated[i] = !seen.add(rules.get(i).network());
    }
  }

  Verdict decide(IpAddress client, long now) {
    if (rules.isEmpty()) {
      return new Verdict.Unrestricted();
    }
    int active = -1;
    int inactive = -1;
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      if (repeated[i] || !covers(rule.network(), client)) {
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
    if (network.base().isV4() != client.isV4()) {
      return false;
    }
    byte[] base = network.base().toBytes();
    byte[] bytes = client.toBytes();
    for (int bit = 0; bit < network.prefixLength(); bit++) {
      int mask = 0x80 >> bit % 8;
      if ((base[bit / 8] & mask) != (bytes[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
