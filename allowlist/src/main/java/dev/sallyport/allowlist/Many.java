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
  private final Table inactive;
  private final long @Nullable [] expiries;
  private final long firstExpiry;
  private final Verdict[] listed;
  private final Verdict[] paused;
  private final Verdict[] expired;

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
    inactive = new Table(off, count, /* nested= */ false);
    listed = Numbered.LISTED.first(count);
    paused = Numbered.PAUSED.first(off.isEmpty() ? 0 : count);
    expired = Numbered.EXPIRED.first(expiries == null ? 0 : count);
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
    return reason(inactive.find(client), nowMillis);
  }

  /**
   * Why an address is denied that no active entry covers: by the longest of the others, which has
   * either expired or is paused, for else it would be active.
   */
  private Verdict reason(int entry, long nowMillis) {
    if (entry == Table.NONE) {
      return Verdict.NotListed.VERDICT;
    }
    return expiries != null && Rule.isPast(expiries[entry], nowMillis)
        ? expired[entry]
        : paused[entry];
  }
}
