package dev.sallyport.allowlist;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A long list, as the two tables that a decision asks: the entries that can be active, then, for
 * the reason of a denial, those that can be inactive. An entry that expires is in both, and its
 * expiry is held against the clock at each decision; where the longest has run out, the wider ones
 * around it are asked in turn. A paused entry is never laid flat with active ones, where it would
 * hide a wider one.
 */
final class Many implements Policy.Restricted {
  private final Table active;
  private final @Nullable Inactive inactive;
  private final long @Nullable [] expiries;
  private final long firstExpiry;
  private final Verdict[] listed;

  Many(List<Rule> rules, List<Placed> networks) {
    int count = rules.size();
    long firstExpiry = Rule.NEVER;
    for (Rule rule : rules) {
      firstExpiry = Math.min(firstExpiry, rule.expiresAt());
    }
    this.firstExpiry = firstExpiry;
    expiries =
        firstExpiry == Rule.NEVER ? null : rules.stream().mapToLong(Rule::expiresAt).toArray();

    active = new Table(select(networks, rules, true), count, expiries != null);
    List<Placed> off = select(networks, rules, false);
    inactive = off.isEmpty() ? null : new Inactive(off, rules, expiries);
    listed = Numbered.LISTED.first(count);
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

  @Override
  public Verdict decide(IpAddress client, long nowMillis) {
    int entry = active.find(client);
    if (expiries != null && nowMillis >= firstExpiry) {
      while (entry != Table.NONE && Rule.isPast(expiries[entry], nowMillis)) {
        entry = active.parent(entry);
      }
    }
    if (entry != Table.NONE) {
      return listed[entry];
    }
    return inactive == null ? Verdict.NotListed.VERDICT : inactive.reason(client, nowMillis);
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
      while (entry != Table.NONE) {
        if (expiries != null && Rule.isPast(expiries[entry], nowMillis)) {
          return expiredVerdicts[entry];
        }
        if (paused[entry]) {
          return pausedVerdicts[entry];
        }
        entry = table.parent(entry);
      }
      return Verdict.NotListed.VERDICT;
    }
  }
}
