package dev.sallyport.dashboard;

import dev.sallyport.account.AllowedRanges;
import dev.sallyport.account.CallerTable;
import dev.sallyport.account.CallerTable.FromAddress;
import dev.sallyport.allowlist.Network;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that sent and that no entry covers.
 *
 * @param shown what is ticked, and of what the search finds those with the most calls; those with
 *     the most first
 * @param addresses how many there are
 * @param fit how many of them the search finds
 */
record Uncovered(List<FromAddress> shown, int addresses, int fit) {
  private static final Comparator<FromAddress> FEWEST_CALLS_FIRST =
      Comparator.comparingLong(FromAddress::calls)
          .thenComparing(FromAddress::address, Comparator.reverseOrder());

  /** Of each kind the ones with the most calls, the one with the fewest of them at the head. */
  private static final class Most {
    private final int limit;
    private final PriorityQueue<FromAddress> kept = new PriorityQueue<>(FEWEST_CALLS_FIRST);

    Most(int limit) {
      this.limit = limit;
    }

    /** Returns the one that there is no room for; null for none. */
    @Nullable FromAddress add(FromAddress one) {
      if (kept.size() == limit && FEWEST_CALLS_FIRST.compare(one, kept.element()) < 0) {
        return one;
      }
      kept.add(one);
      return kept.size() > limit ? kept.remove() : null;
    }
  }

  /**
   * Finds them.
   *
   * @param covered what the list lets in; null for a list that is empty
   * @param search what is looked for
   * @param ticked of these the ones with the most calls are shown, whatever is looked for
   * @param mostTicked how many at most; the others count as not ticked
   * @param limit how many that are not ticked are shown at most
   */
  static Uncovered of(
      CallerTable callers,
      @Nullable AllowedRanges covered,
      Predicate<FromAddress> search,
      Set<Network> ticked,
      int mostTicked,
      int limit) {
    AllowedRanges.@Nullable Walk walk = covered == null ? null : covered.walk();
    Most chosen = new Most(mostTicked);
    Most others = new Most(limit);
    int addresses = 0;
    int fit = 0;
    for (FromAddress one : callers.byAddress()) {
      if (walk != null && walk.lets(one.address())) {
        continue;
      }
      addresses++;
      boolean fits = search.test(one);
      fit += fits ? 1 : 0;
      FromAddress other = ticked.contains(one.address()) ? chosen.add(one) : one;
      if (other != null && (other == one ? fits : search.test(other))) {
        others.add(other);
      }
    }
    List<FromAddress> shown =
        Stream.concat(chosen.kept.stream(), others.kept.stream())
            .sorted(FEWEST_CALLS_FIRST.reversed())
            .toList();
    return new Uncovered(shown, addresses, fit);
  }
}
