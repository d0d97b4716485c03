package dev.sallyport.activity;

import dev.sallyport.store.Store;
import java.time.InstantSource;

/** All that can be asked of what an account's entries are for. */
public record EntryInsight(
    Activity activity, EntryCallers callers, Advisor advisor, Dismissals dismissals) {

  public static EntryInsight of(Store store, InstantSource clock) {
    Activity activity = new Activity(store);
    Dismissals dismissals = new Dismissals(store, clock);
    return new EntryInsight(
        activity, new EntryCallers(store), new Advisor(store, activity, dismissals), dismissals);
  }
}
