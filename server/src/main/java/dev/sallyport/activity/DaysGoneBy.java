package dev.sallyport.activity;

import dev.sallyport.activity.CallersOfLate.Known;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the callers of days gone by of accounts that have many, those asked about last. Some 250
 * bytes a caller.
 */
final class DaysGoneBy {
  /** Callers kept in all. */
  private static final int MOST = 300_000;

  /** Fewer are read anew each time, which takes a few milliseconds. */
  private static final int FEW = 1_000;

  private final Map<String, Kept> accounts = new LinkedHashMap<>(16, 0.75f, true);
  private int callers;

  private record Kept(long before, List<Known> callers) {}

  /**
   * The callers of the days before that one, in the same order each time.
   *
   * @param read reads them where they are not kept
   */
  List<Known> of(String accountId, long day, Supplier<List<Known>> read) {
    Kept kept = find(accountId);
    if (kept != null && kept.before() == day) {
      return kept.callers();
    }
    List<Known> found = List.copyOf(read.get());
    keep(accountId, new Kept(day, found));
    return found;
  }

  private synchronized @Nullable Kept find(String accountId) {
    return accounts.get(accountId);
  }

  private synchronized void keep(String accountId, Kept kept) {
    forget(accountId);
    if (kept.callers().size() < FEW || kept.callers().size() > MOST) {
      return;
    }
    while (callers + kept.callers().size() > MOST) {
      forget(accounts.keySet().iterator().next());
    }
    accounts.put(accountId, kept);
    callers += kept.callers().size();
  }

  private void forget(String accountId) {
    Kept gone = accounts.remove(accountId);
    if (gone != null) {
      callers -= gone.callers().size();
    }
  }
}
