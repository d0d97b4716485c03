package dev.sallyport.activity;

import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Adds counts to the rows they belong to, in the same order on every node. */
final class CountRows {
  private static final String TOTALS =
      "INSERT INTO activity_total (account_id, period, channel, reason, let_in, calls)"
          + " VALUES (:account, :period, :channel, :reason, :letIn, :calls)"
          + " ON CONFLICT (account_id, period, channel, reason, let_in)"
          + " DO UPDATE SET calls = activity_total.calls + excluded.calls";

  private static final String CREDENTIALS =
      "INSERT INTO activity_credential (account_id, credential_id, period, channel, reason, let_in,"
          + " calls) VALUES (:account, :credential, :period, :channel, :reason, :letIn, :calls)"
          + " ON CONFLICT (account_id, credential_id, period, channel, reason, let_in)"
          + " DO UPDATE SET calls = activity_credential.calls + excluded.calls";

  private static final String ENTRIES =
      "INSERT INTO activity_entry (account_id, entry_id, period, credential_id, calls)"
          + " VALUES (:account, :entry, :period, :credential, :calls)"
          + " ON CONFLICT (account_id, entry_id, period, credential_id)"
          + " DO UPDATE SET calls = activity_entry.calls + excluded.calls";

  private static final String LAST_USES =
      "INSERT INTO activity_last_use (account_id, subject_id, last_at)"
          + " VALUES (:account, :subject, :last) ON CONFLICT (account_id, subject_id)"
          + " DO UPDATE SET last_at = CASE WHEN excluded.last_at > activity_last_use.last_at"
          + " THEN excluded.last_at ELSE activity_last_use.last_at END";

  private CountRows() {}

  static void add(Handle handle, Map<Key, Count> counts) {
    SortedMap<Key, Count> days = sums(counts, Key::byDay, Key.ORDER);
    calls(handle, "activity_hour", sums(counts, Function.identity(), Key.ORDER));
    calls(handle, "activity_day", days);
    totals(handle, counts);
    credentials(handle, counts);
    entries(handle, days);
    lastUses(handle, counts);
  }

  private static void calls(Handle handle, String table, Map<Key, Count> counts) {
    PreparedBatch batch =
        handle.prepareBatch(
            ("INSERT INTO %1$s (account_id, period, channel, address, credential_id, entry_id,"
                    + " reason, let_in, calls, first_at, last_at) VALUES (:account, :period,"
                    + " :channel, :address, :credential, :entry, :reason, :letIn, :calls, :first,"
                    + " :last) ON CONFLICT (account_id, period, channel, address, credential_id,"
                    + " entry_id, reason, let_in) DO UPDATE SET"
                    + " calls = %1$s.calls + excluded.calls,"
                    + " first_at = CASE WHEN excluded.first_at < %1$s.first_at"
                    + " THEN excluded.first_at ELSE %1$s.first_at END,"
                    + " last_at = CASE WHEN excluded.last_at > %1$s.last_at"
                    + " THEN excluded.last_at ELSE %1$s.last_at END")
                .formatted(table));
    counts.forEach((key, count) ->
        batch
            .bind("account", key.accountId())
            .bind("period", key.period())
            .bind("channel", key.channel())
            .bind("address", key.address().toString())
            .bind("credential", key.credentialId())
            .bind("entry", key.entryId())
            .bind("reason", key.reason())
            .bind("letIn", key.letIn())
            .bind("calls", count.calls())
            .bind("first", count.firstAt())
            .bind("last", count.lastAt())
            .add());
    batch.execute();
  }

  private static void totals(Handle handle, Map<Key, Count> counts) {
    PreparedBatch batch = handle.prepareBatch(TOTALS);
    sums(counts, Total::of, Total.ORDER)
        .forEach((total, count) ->
            batch
                .bind("account", total.accountId())
                .bind("period", total.hour())
                .bind("channel", total.channel())
                .bind("reason", total.reason())
                .bind("letIn", total.letIn())
                .bind("calls", count.calls())
                .add());
    batch.execute();
  }

  private static void credentials(Handle handle, Map<Key, Count> counts) {
    PreparedBatch batch = handle.prepareBatch(CREDENTIALS);
    sums(counts, OfCredential::of, OfCredential.ORDER)
        .forEach((sum, count) ->
            batch
                .bind("account", sum.total().accountId())
                .bind("credential", sum.credentialId())
                .bind("period", sum.total().hour())
                .bind("channel", sum.total().channel())
                .bind("reason", sum.total().reason())
                .bind("letIn", sum.total().letIn())
                .bind("calls", count.calls())
                .add());
    batch.execute();
  }

  /** An entry that was matched and let nobody in, for it is paused or expired, has no use. */
  private static void entries(Handle handle, Map<Key, Count> days) {
    PreparedBatch batch = handle.prepareBatch(ENTRIES);
    sums(listed(days), Use::of, Use.ORDER)
        .forEach((use, count) ->
            batch
                .bind("account", use.accountId())
                .bind("entry", use.entryId())
                .bind("period", use.day())
                .bind("credential", use.credentialId())
                .bind("calls", count.calls())
                .add());
    execute(batch);
  }

  private static void lastUses(Handle handle, Map<Key, Count> counts) {
    SortedMap<Subject, Count> last =
        sums(listed(counts), key -> new Subject(key.accountId(), key.entryId()), Subject.ORDER);
    counts.forEach((key, count) -> {
      if (key.letIn()) {
        last.merge(new Subject(key.accountId(), key.credentialId()), count, Count::plus);
      }
    });
    PreparedBatch batch = handle.prepareBatch(LAST_USES);
    last.forEach((subject, count) ->
        batch
            .bind("account", subject.accountId())
            .bind("subject", subject.id())
            .bind("last", count.lastAt())
            .add());
    execute(batch);
  }

  private static Map<Key, Count> listed(Map<Key, Count> counts) {
    Map<Key, Count> listed = new TreeMap<>(Key.ORDER);
    counts.forEach((key, count) -> {
      if (key.reason().equals("listed")) {
        listed.put(key, count);
      }
    });
    return listed;
  }

  private static <K> SortedMap<K, Count> sums(
      Map<Key, Count> counts, Function<Key, K> of, Comparator<K> order) {
    SortedMap<K, Count> sums = new TreeMap<>(order);
    counts.forEach((key, count) -> sums.merge(of.apply(key), count, Count::plus));
    return sums;
  }

  private static void execute(PreparedBatch batch) {
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  private record Total(String accountId, long hour, String channel, String reason, boolean letIn) {
    static final Comparator<Total> ORDER =
        Comparator.comparing(Total::accountId)
            .thenComparingLong(Total::hour)
            .thenComparing(Total::channel)
            .thenComparing(Total::reason)
            .thenComparing(Total::letIn);

    static Total of(Key key) {
      return new Total(key.accountId(), key.period(), key.channel(), key.reason(), key.letIn());
    }
  }

  private record OfCredential(Total total, String credentialId) {
    static final Comparator<OfCredential> ORDER =
        Comparator.comparing(OfCredential::total, Total.ORDER)
            .thenComparing(OfCredential::credentialId);

    static OfCredential of(Key key) {
      return new OfCredential(Total.of(key), key.credentialId());
    }
  }

  private record Use(String accountId, String entryId, long day, String credentialId) {
    static final Comparator<Use> ORDER =
        Comparator.comparing(Use::accountId)
            .thenComparing(Use::entryId)
            .thenComparingLong(Use::day)
            .thenComparing(Use::credentialId);

    static Use of(Key day) {
      return new Use(day.accountId(), day.entryId(), day.period(), day.credentialId());
    }
  }

  private record Subject(String accountId, String id) {
    static final Comparator<Subject> ORDER =
        Comparator.comparing(Subject::accountId).thenComparing(Subject::id);
  }
}
