package dev.sallyport.activity;

import dev.sallyport.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;

/**
 * Takes counts away that are older than they are kept: of one account and one day at a time, so
 * that no writer waits long, however much has become old at once.
 */
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
      tidy(account, now, stop);
    }
  }

  private void tidy(String account, Instant now, CountDownLatch stop) {
    long before = Periods.day(now.minus(keep));
    OptionalLong oldest = oldest(account, before);
    if (oldest.isEmpty()) {
      return;
    }
    while (oldest.isPresent() && stop.getCount() > 0) {
      delete(account, Periods.day(oldest.getAsLong()));
      oldest = oldest(account, before);
    }
    long lastUse = now.minus(LAST_USE_KEPT).toEpochMilli();
    store.write(handle ->
        handle.execute(
            "DELETE FROM activity_last_use WHERE account_id = ? AND last_at < ?",
            account,
            lastUse));
  }

  private OptionalLong oldest(String account, long before) {
    return store
        .read(handle ->
            handle
                .createQuery(
                    "SELECT period FROM activity_total WHERE account_id = :account"
                        + " AND period < :before ORDER BY period LIMIT 1")
                .bind("account", account)
                .bind("before", before)
                .mapTo(Long.class)
                .findOne())
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  /** All that is not younger than one day: of the day itself, where nothing older was left. */
  private void delete(String account, long day) {
    long end = day + Duration.ofDays(1).toMillis();
    // By the last of these the next day is found, so it goes last.
    for (String table :
        List.of(
            "activity_hour",
            "activity_day",
            "activity_entry",
            "activity_credential",
            "activity_total")) {
      store.write(handle ->
          handle.execute(
              "DELETE FROM " + table + " WHERE account_id = ? AND period < ?", account, end));
    }
  }
}
