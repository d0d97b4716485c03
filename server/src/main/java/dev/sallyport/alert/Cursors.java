package dev.sallyport.alert;

import dev.sallyport.account.Group;
import dev.sallyport.account.Groups;
import dev.sallyport.account.ListRef;
import dev.sallyport.account.ListSteps;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** How far was told. Of several nodes that move one on from the same place, one succeeds. */
final class Cursors {
  /** The time up to which denied newcomers were looked for. */
  static final String DENIED = "denied";

  /** When denied newcomers were last told of. */
  static final String DENIED_TOLD = "denied-told";

  /** When groups that wait were last told of. */
  static final String WAITING_TOLD = "waiting-told";

  private static final String GROUP = "group:";

  private Cursors() {}

  static String of(ListRef list) {
    return "list:" + list.credentialId();
  }

  /** Of a group stands here what of it was told: {@link #mark}. */
  static String of(Group group) {
    return GROUP + group.id();
  }

  /** Stands for why a group waits; never 0. */
  static long mark(Group group) {
    return 1 + Integer.toUnsignedLong(String.valueOf(group.checks().waiting()).hashCode());
  }

  /** What was told of groups, by {@link #of(Group)}. */
  static Map<String, Long> groups(Handle handle, String accountId) {
    return handle
        .createQuery(
            "SELECT subject, position FROM alert_cursor WHERE account_id = :account"
                + " AND subject LIKE 'group:%'")
        .bind("account", accountId)
        .map((row, _) -> Map.entry(row.getString("subject"), row.getLong("position")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  static void forget(Handle handle, String accountId, String subject) {
    handle.execute(
        "DELETE FROM alert_cursor WHERE account_id = ? AND subject = ?", accountId, subject);
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
      Groups.waiting(handle, accountId)
          .forEach(group -> set(handle, accountId, of(group), mark(group)));
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
