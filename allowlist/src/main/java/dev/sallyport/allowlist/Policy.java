package dev.sallyport.allowlist;

import java.util.List;

/** What a list means: everything is allowed, or only what its active entries cover. Immutable. */
public sealed interface Policy {

  /** The policy of a list; unrestricted exactly when the list is empty (PRODUCT rule 1). */
  static Policy of(List<Rule> rules) {
    return rules.isEmpty() ? new Unrestricted() : new Restricted(rules);
  }

  /**
   * Holds an address against the list.
   *
   * @param nowMillis the time the verdict is for, in milliseconds since the epoch
   */
  Verdict decide(IpAddress client, long nowMillis);

  /** An empty list. */
  final class Unrestricted implements Policy {
    private static final Verdict VERDICT = new Verdict.Unrestricted();

    @Override
    public Verdict decide(IpAddress client, long nowMillis) {
      return VERDICT;
    }
  }

  /** A list with at least one entry, active or not. */
  final class Restricted implements Policy {
    private final List<Rule> rules;

    Restricted(List<Rule> rules) {
      this.rules = List.copyOf(rules);
    }

    @Override
    public Verdict decide(IpAddress client, long nowMillis) {
      int active = -1;
      int inactive = -1;
      for (int i = 0; i < rules.size(); i++) {
        Rule rule = rules.get(i);
        if (!rule.network().contains(client)) {
          continue;
        }
        if (rule.paused() || rule.expiresAt() <= nowMillis) {
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
      return rules.get(inactive).expiresAt() <= nowMillis
          ? new Verdict.Expired(inactive)
          : new Verdict.Paused(inactive);
    }

    private int longer(int found, int candidate) {
      return found < 0
              || rules.get(candidate).network().prefixLength()
                  > rules.get(found).network().prefixLength()
          ? candidate
          : found;
    }
  }
}
