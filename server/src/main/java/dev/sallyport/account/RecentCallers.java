package dev.sallyport.account;

import dev.sallyport.allowlist.IpAddress;

/** Who called of late; a change of a list is held against it before it is made. */
@FunctionalInterface
public interface RecentCallers {
  /** How far back "of late" goes. */
  int DAYS = 30;

  /**
   * Everyone the account let in within the last {@value #DAYS} days. Called outside of any
   * transaction.
   */
  CallerTable of(String accountId);

  /** Says that this is likely to be asked soon; returns at once. */
  default void expect(String accountId) {}

  /** Whether a call from that address, or from a network it is counted in, was let in of late. */
  default boolean sent(String accountId, IpAddress address) {
    return of(accountId).holds(address);
  }

  /** For a store in which nothing is counted. */
  static RecentCallers none() {
    return _ -> CallerTable.EMPTY;
  }
}
