package dev.sallyport.activity;

import dev.sallyport.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Takes counts away that are older than they are kept; account by account, so none waits long. */
final class Retention {
  private static final Duration PAUSE = Duration.ofHours(6);

  /** Long after an entry was last used, one still wants to know when that was. */
  private static final Duration LAST_USE_KEPT = Duration.ofDays(800);

  private final Store store;
  private final Duration keep;
  private final InstantSource clock;
  private Instant next = Instant.MIN;

  Retention(Store store, Duration keep, InstantSource clock) {
    this.store = store;
    this.keep = keep;
    this.clock = clock;
  }

  /** Tidies up where it is time to; stops early once the latch is down. */
  void tidy(CountDownLatch stop) {
    Instant now = clock.instant();
    if (now.isBefore(next)) {
      return;
    }
    next = now.plus(PAUSE);
    // Accounts that were deleted stay as rows, so theirs is tidied too.
    List<String> accounts =
        store.read(handle ->
            handle.createQuery("SELECT account_id FROM account").mapTo(String.class).list());
    for (String account : accounts) {
      if (stop.getCount() == 0) {
        return;
      }
      tidy(account, now);
    }
  }

  private void tidy(String account, Instant now) {
    long before = Periods.day(now.minus(keep));
    boolean old =
        store.read(handle ->
            handle
                .createQuery(
                    "SELECT 1 FROM activity_total WHERE account_id = :account AND period < :before"
                        + " LIMIT 1")
                .bind("account", account)
                .bind("before", before)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
    if (!old) {
      return;
    }
    for (String table :
        List.of(
            "activity_hour",
            "activity_day",
            "activity_entry",
            "activity_credential",
            "activity_total")) {
      store.write(handle ->
          handle.execute(
              "DELETE FROM " + table + " WHERE account_id = ? AND period < ?", account, before));
    }
    long lastUse = now.minus(LAST_USE_KEPT).toEpochMilli();
    store.write(handle ->
        handle.execute(
            "DELETE FROM activity_last_use WHERE account_id = ? AND last_at < ?",
            account,
            lastUse));
  }
}
