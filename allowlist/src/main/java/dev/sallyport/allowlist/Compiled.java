package dev.sallyport.allowlist;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a list as the two tables that a decision asks: those that can be active, then, for
 * the reason of a denial, those that can be inactive. An entry that expires is in both, and its
 * expiry is held against the clock at each decision; where the longest has run out, the wider ones
 * around it are asked in turn. A paused entry is never laid flat with active ones, where it would
 * hide a wider one.
 */
final class Compiled {
  private static final Verdict NOT_LISTED = new Verdict.NotListed();

  private final Table active;
  private final @Nullable Inactive inactive;
  private final long @Nullable [] expiries;
  private final long firstExpiry;
  private final Verdict[] listed;

  Compiled(List<Rule> rules) {
    int count = rules.size();
    long firstExpiry = Rule.NEVER;
    for (Rule rule : rules) {
      firstExpiry = Math.min(firstExpiry, rule.expiresAt());
    }
    this.firstExpiry = firstExpiry;
    expiries =
        firstExpiry == Rule.NEVER ? null : rules.stream().mapToLong(Rule::expiresAt).toArray();

    List<Placed> networks = sorted(rules);
    active = new Table(select(networks, rules, true), count, expiries != null);
    List<Placed> off = select(networks, rules, false);
    inactive = off.isEmpty() ? null : new Inactive(off, rules, expiries);
    listed = Numbered.LISTED.first(count);
  }

  /** Each network once, by the first entry for it. */
  private static List<Placed> sorted(List<Rule> rules) {
    List<Placed> networks = new ArrayList<>(rules.size());
    for (int i = 0; i < rules.size(); i++) {
      networks.add(Placed.of(rules.get(i).network(), i));
    }
    networks.sort(Placed.ORDER);
    int kept = 0;
    for (Placed network : networks) {
      if (kept == 0 || !networks.get(kept - 1).sameNetwork(network)) {
        networks.set(kept++, network);
      }
    }
    return networks.subList(0, kept);
  }

  /** Those that are active at some time, or those that are inactive at some time. */
  private static List<Placed> select(List<Placed> networks, List<Rule> rules, boolean active) {
    List<Placed> selected = new ArrayList<>(active ? networks.size() : 0);
    for (Placed network : networks) {
      Rule rule = rules.get(network.entry());
      if (active ? !rule.paused() : rule.paused() || rule.expiresAt() != Rule.NEVER) {
        selected.add(network);
      }
    }
    return selected;
  }

  Verdict decide(IpAddress client, long nowMillis) {
    int entry = active.find(client);
    if (expiries != null && nowMillis >= firstExpiry) {
      while (entry != Boundaries.NONE && isPast(expiries[entry], nowMillis)) {
        entry = active.parent(entry);
      }
    }
    if (entry != Boundaries.NONE) {
      return listed[entry];
    }
    return inactive == null ? NOT_LISTED : inactive.reason(client, nowMillis);
  }

  private static boolean isPast(long expiry, long nowMillis) {
    return expiry <= nowMillis && expiry != Rule.NEVER;
  }

  /** Of the entries that are paused or expire, the longest that does not match gives the reason. */
  private static final class Inactive {
    private final Table table;
    private final boolean[] paused;
    private final long @Nullable [] expiries;
    private final Verdict[] pausedVerdicts;
    private final Verdict[] expiredVerdicts;

    Inactive(List<Placed> networks, List<Rule> rules, long @Nullable [] expiries) {
      int count = rules.size();
      this.table = new Table(networks, count, expiries != null);
      this.expiries = expiries;
      paused = new boolean[count];
      for (int i = 0; i < count; i++) {
        paused[i] = rules.get(i).paused();
      }
      pausedVerdicts = Numbered.PAUSED.first(count);
      expiredVerdicts = Numbered.EXPIRED.first(expiries == null ? 0 : count);
    }

    Verdict reason(IpAddress client, long nowMillis) {
      int entry = table.find(client);
      while (entry != Boundaries.NONE) {
        if (expiries != null && isPast(expiries[entry], nowMillis)) {
          return expiredVerdicts[entry];
        }
        if (paused[entry]) {
          return pausedVerdicts[entry];
        }
        entry = table.parent(entry);
      }
      return NOT_LISTED;
    }
  }
}
