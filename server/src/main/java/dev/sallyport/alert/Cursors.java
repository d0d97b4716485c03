package dev.sallyport.alert;

import dev.sallyport.account.ListRef;
import dev.sallyport.account.ListSteps;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** How far was told. Of several nodes that move one on from the same place, one succeeds. */
final class Cursors {
  /** The time up to which denied newcomers were looked for. */
  static final String DENIED = "denied";

  /** When denied newcomers were last told of. */
  static final String DENIED_TOLD = "denied-told";

  private Cursors() {}

  static String of(ListRef list) {
    return "list:" + list.credentialId();
  }

  static OptionalLong position(Handle handle, String accountId, String subject) {
    return handle
        .createQuery(
            "SELECT position FROM alert_cursor WHERE account_id = :account AND subject = :subject")
        .bind("account", accountId)
        .bind("subject", subject)
        .mapTo(Long.class)
        .findOne()
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  /** Whether it was there, or nowhere for 0, and is moved. */
  static boolean move(Handle handle, String accountId, String subject, long from, long to) {
    int moved =
        handle.execute(
            "UPDATE alert_cursor SET position = ? WHERE account_id = ? AND subject = ?"
                + " AND position = ?",
            to,
            accountId,
            subject,
            from);
    if (moved == 0 && from == 0) {
      moved =
          handle.execute(
              "INSERT INTO alert_cursor (account_id, subject, position) VALUES (?, ?, ?)"
                  + " ON CONFLICT (account_id, subject) DO NOTHING",
              accountId,
              subject,
              to);
    }
    return moved == 1;
  }

  /** What was before the first who wants to hear of such an event is not told. */
  static void begin(Handle handle, String accountId, Set<AlertEvent> events, Instant now) {
    if (events.contains(AlertEvent.LIST_CHANGED)) {
      for (Map.Entry<ListRef, Long> list : ListSteps.revisions(handle, accountId).entrySet()) {
        set(handle, accountId, of(list.getKey()), list.getValue());
      }
    }
    if (events.contains(AlertEvent.NEWCOMER_DENIED)) {
      set(handle, accountId, DENIED, now.toEpochMilli());
    }
  }

  static void set(Handle handle, String accountId, String subject, long position) {
    handle.execute(
        "INSERT INTO alert_cursor (account_id, subject, position) VALUES (?, ?, ?)"
            + " ON CONFLICT (account_id, subject) DO UPDATE SET position = excluded.position",
        accountId,
        subject,
        position);
  }
}
