package dev.sallyport.activity;

import dev.sallyport.allowlist.Network;
import java.util.Comparator;

/**
 * What calls have in common that are counted together.
 *
 * @param period the hour, or the day, as {@link Periods} names it
 */
record Key(
    String accountId,
    long period,
    String channel,
    Network address,
    String credentialId,
    String entryId,
    String reason,
    boolean letIn) {
  /** The order rows are written in, the same on every node, so that no two wait for each other. */
  static final Comparator<Key> ORDER =
      Comparator.comparing(Key::accountId)
          .thenComparingLong(Key::period)
          .thenComparing(Key::channel)
          .thenComparing(Key::address)
          .thenComparing(Key::credentialId)
          .thenComparing(Key::entryId)
          .thenComparing(Key::reason)
          .thenComparing(Key::letIn);

  /** The same, counted by the day. */
  Key byDay() {
    return new Key(
        accountId, Periods.day(period), channel, address, credentialId, entryId, reason, letIn);
  }
}
