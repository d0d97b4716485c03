package dev.sallyport.allowlist;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a list means: everything is allowed, or only what its active entries cover. Immutable. */
public sealed interface Policy {

  /**
   * The policy of a list; unrestricted exactly when the list is empty.
   *
   * @param rules the list in its order, which is how verdicts name entries; of two for one network
   *     the first counts
   * @return the policy, which keeps nothing of the list itself
   */
  static Policy of(List<Rule> rules) {
    if (rules.isEmpty()) {
      return Unrestricted.POLICY;
    }
    List<Placed> networks = Placed.sorted(rules.size(), i -> rules.get(i).network());
    @Nullable Few few = Few.of(rules, networks);
    return few != null ? few : new Many(rules, networks);
  }

  /**
   * Holds an address against the list.
   *
   * @param client the address
   * @param nowMillis the time the verdict is for, in milliseconds since the epoch
   * @return the verdict, which is not made anew each time
   */
  Verdict decide(IpAddress client, long nowMillis);

  /** An empty list. */
  final class Unrestricted implements Policy {
    private static final Policy POLICY = new Unrestricted();
    private static final Verdict VERDICT = new Verdict.Unrestricted();

    private Unrestricted() {}

    @Override
    public Verdict decide(IpAddress client, long nowMillis) {
      return VERDICT;
    }
  }

  /** A list with at least one entry, active or not: asked one by one if few, searched if many. */
  sealed interface Restricted extends Policy permits Few, Many {}
}
