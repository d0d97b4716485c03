package dev.sallyport.account;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a list as it might be makes of the callers of late, those with the most calls first.
 *
 * @param cutOff callers that are let in today and would be denied
 * @param stillDenied callers that were let in of late, are denied today already and would stay so
 * @param allowed callers that would be let in
 */
public record Effect(
    List<RecentCaller> cutOff, List<RecentCaller> stillDenied, List<RecentCaller> allowed) {
  public Effect {
    cutOff = List.copyOf(cutOff);
    stillDenied = List.copyOf(stillDenied);
    allowed = List.copyOf(allowed);
  }

  /** How many callers there were. */
  public int callers() {
    return cutOff.size() + stillDenied.size() + allowed.size();
  }

  /** How many different addresses there were. */
  public long addresses() {
    return Stream.of(cutOff, stillDenied, allowed)
        .flatMap(List::stream)
        .map(RecentCaller::address)
        .distinct()
        .count();
  }

  /** How many different addresses would be cut off, for one credential at least. */
  public long cutOffAddresses() {
    return cutOff.stream().map(RecentCaller::address).distinct().count();
  }

  /** How many calls there were. */
  public long calls() {
    return calls(cutOff) + calls(stillDenied) + calls(allowed);
  }

  /** How many calls these callers made. */
  public static long calls(List<RecentCaller> callers) {
    return callers.stream().mapToLong(RecentCaller::calls).sum();
  }
}
