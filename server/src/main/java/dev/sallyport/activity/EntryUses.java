package dev.sallyport.activity;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** An {@link EntryUse} that is being added up. */
final class EntryUses {
  private final long[] byDay;
  private final Map<String, Long> byCredential = new HashMap<>();

  EntryUses(int days) {
    this.byDay = new long[days];
  }

  /** A day after the last belongs to a clock that is ahead of ours; it counts as the last. */
  void add(int day, String credentialId, long calls) {
    byDay[Math.min(day, byDay.length - 1)] += calls;
    byCredential.merge(credentialId, calls, Long::sum);
  }

  EntryUse finished() {
    return new EntryUse(Arrays.stream(byDay).boxed().toList(), byCredential);
  }
}
