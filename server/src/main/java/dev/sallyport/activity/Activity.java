package dev.sallyport.activity;

import dev.sallyport.account.Times;
import dev.sallyport.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be asked of the counts. They are as new as the last second's writing. */
public final class Activity {
  /** How many rows one question answers at most. */
  public static final int MOST_ROWS = 1_000;

  private static final int MOST_ENTRIES = 500;

  private final Store store;

  public Activity(Store store) {
    this.store = store;
  }

  /**
   * What entries let in, day by day; an entry that let nobody in is missing.
   *
   * @param entryIds at most 500
   * @param days how many, 1 to 400, the last being that of {@code now}
   */
  public Map<String, EntryUse> entries(
      String accountId, Collection<String> entryIds, int days, Instant now) {
    require(entryIds, days);
    if (entryIds.isEmpty()) {
      return Map.of();
    }
    long first = Periods.day(now.minus(Duration.ofDays(days - 1L)));
    Map<String, EntryUses> uses = new HashMap<>();
    store.read(handle ->
        handle
            .createQuery(
                "SELECT entry_id, period, credential_id, calls FROM activity_entry"
                    + " WHERE account_id = :account AND entry_id IN (<entries>)"
                    + " AND period >= :first")
            .bind("account", accountId)
            .bindList("entries", List.copyOf(entryIds))
            .bind("first", first)
            .map((row, _) -> {
              int day = (int) Duration.ofMillis(row.getLong("period") - first).toDays();
              uses.computeIfAbsent(row.getString("entry_id"), _ -> new EntryUses(days))
                  .add(day, row.getString("credential_id"), row.getLong("calls"));
              return day;
            })
            .list());
    Map<String, EntryUse> result = new HashMap<>();
    uses.forEach((entry, use) -> result.put(entry, use.finished()));
    return result;
  }

  /**
   * How many calls entries let in, all of them together.
   *
   * @param entryIds at most 500
   * @param days how many, 1 to 400, the last being that of {@code now}
   */
  public long calls(String accountId, Collection<String> entryIds, int days, Instant now) {
    require(entryIds, days);
    if (entryIds.isEmpty()) {
      return 0;
    }
    return store.read(handle ->
        handle
            .createQuery(
                "SELECT COALESCE(SUM(calls), 0) FROM activity_entry WHERE account_id = :account"
                    + " AND entry_id IN (<entries>) AND period >= :first")
            .bind("account", accountId)
            .bindList("entries", List.copyOf(entryIds))
            .bind("first", Periods.day(now.minus(Duration.ofDays(days - 1L))))
            .mapTo(Long.class)
            .one());
  }

  /** When each entry and each credential last let a call in, by their ids. */
  public Map<String, Instant> lastUses(String accountId) {
    Map<String, Instant> result = new HashMap<>();
    store.read(handle ->
        handle
            .createQuery(
                "SELECT subject_id, last_at FROM activity_last_use WHERE account_id = :account")
            .bind("account", accountId)
            .map(
                (row, _) -> result.put(row.getString("subject_id"), Times.required(row, "last_at")))
            .list());
    return result;
  }

  /**
   * When each of these entries or credentials last let a call in, by their ids.
   *
   * @param entryIds at most 500
   */
  public Map<String, Instant> lastUses(String accountId, Collection<String> entryIds) {
    require(entryIds, 1);
    Map<String, Instant> result = new HashMap<>();
    if (!entryIds.isEmpty()) {
      store.read(handle ->
          handle
              .createQuery(
                  "SELECT subject_id, last_at FROM activity_last_use WHERE account_id = :account"
                      + " AND subject_id IN (<entries>)")
              .bind("account", accountId)
              .bindList("entries", List.copyOf(entryIds))
              .map((row, _) ->
                  result.put(row.getString("subject_id"), Times.required(row, "last_at")))
              .list());
    }
    return result;
  }

  /** When that entry or credential last let a call in. */
  public Optional<Instant> lastUse(String accountId, String subjectId) {
    return Optional.ofNullable(lastUses(accountId, List.of(subjectId)).get(subjectId));
  }

  private static void require(Collection<String> entryIds, int days) {
    if (entryIds.size() > MOST_ENTRIES || days < 1 || days > 400) {
      throw new IllegalArgumentException(entryIds.size() + " entries over " + days + " days");
    }
  }
}
