package dev.sallyport.allowlist;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list made ready to be asked: entry by entry where it has few, by a search where many. */
sealed interface Compiled permits Few, Many {
  Verdict NOT_LISTED = new Verdict.NotListed();

  static Compiled of(List<Rule> rules) {
    List<Placed> networks = Placed.sorted(rules.size(), i -> rules.get(i).network());
    @Nullable Few few = Few.of(rules, networks);
    return few != null ? few : new Many(rules, networks);
  }

  Verdict decide(IpAddress client, long nowMillis);

  static boolean isPast(long expiry, long nowMillis) {
    return expiry <= nowMillis && expiry != Rule.NEVER;
  }
}
