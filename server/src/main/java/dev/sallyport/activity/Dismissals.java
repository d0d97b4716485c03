package dev.sallyport.activity;

import dev.sallyport.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;

/** Which advice members do not want to read again for {@value Advisor#DAYS} days. */
public final class Dismissals {
  private static final Duration LASTS = Duration.ofDays(Advisor.DAYS);

  private final Store store;
  private final InstantSource clock;

  public Dismissals(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Puts advice away, of that kind and on that entry.
   *
   * @param kind see {@link Advice#kind}
   * @param entryId an entry of the account's list
   */
  public void dismiss(String accountId, String entryId, String kind) {
    Instant now = clock.instant();
    store.write(handle -> {
      handle.execute(
          "DELETE FROM advice_dismissed WHERE account_id = ? AND dismissed_at <= ?",
          accountId,
          now.minus(LASTS).toEpochMilli());
      return handle
          .createUpdate(
              "INSERT INTO advice_dismissed (account_id, entry_id, kind, dismissed_at)"
                  + " VALUES (:account, :entry, :kind, :at)"
                  + " ON CONFLICT (account_id, entry_id, kind)"
                  + " DO UPDATE SET dismissed_at = excluded.dismissed_at")
          .bind("account", accountId)
          .bind("entry", entryId)
          .bind("kind", kind)
          .bind("at", now.toEpochMilli())
          .execute();
    });
  }

  Set<String> keys(String accountId, Instant now) {
    return new HashSet<>(
        store.read(handle ->
            handle
                .createQuery(
                    "SELECT entry_id, kind FROM advice_dismissed WHERE account_id = :account"
                        + " AND dismissed_at > :since")
                .bind("account", accountId)
                .bind("since", now.minus(LASTS).toEpochMilli())
                .map((row, _) -> key(row.getString("entry_id"), row.getString("kind")))
                .list()));
  }

  static String key(String entryId, String kind) {
    return entryId + " " + kind;
  }
}
