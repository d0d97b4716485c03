package dev.sallyport.account;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** An entry that expires soon, with the list it is on. */
public record ExpiringEntry(ListRef ref, Entry entry) {

  /**
   * Entries of an account's lists that expire within a time, but paused ones, the next first.
   *
   * @param after exclusive
   * @param upTo inclusive
   * @param limit how many at most
   */
  public static List<ExpiringEntry> within(
      Handle handle, String accountId, Instant after, Instant upTo, int limit) {
    return ListRows.expiring(handle, accountId, after, upTo, limit);
  }
}
