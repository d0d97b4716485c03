package dev.sallyport.account;

import java.util.List;

/** Who called of late; a change of a list is held against it before it is made. */
@FunctionalInterface
public interface RecentCallers {
  /** How far back "of late" goes. */
  int DAYS = 30;

  /**
   * Everyone the account let in within the last {@value #DAYS} days, those with the most calls
   * first. Called outside of any transaction.
   */
  List<RecentCaller> of(String accountId);

  /** For a store in which nothing is counted. */
  static RecentCallers none() {
    return _ -> List.of();
  }
}
