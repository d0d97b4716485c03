package dev.sallyport.account;

import dev.sallyport.allowlist.IpAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * The revisions as rows. A row holds what its revision took away and put in; the list as it stood
 * is found by undoing revisions from the newest down.
 */
final class HistoryRows {
  private HistoryRows() {}

  /** A revision as it is stored. */
  record Step(
      long revision,
      Instant at,
      Actor actor,
      String kind,
      Mode modeAfter,
      List<Placed> removed,
      List<Placed> added) {}

  static void insert(Handle handle, ListRef ref, Step step) {
    Actor actor = step.actor();
    handle
        .createUpdate(
            "INSERT INTO allowlist_history (account_id, credential_id, revision, made_at,"
                + " actor_kind, actor_id, actor_name, actor_address, kind, mode_after, removed,"
                + " added) VALUES (:account, :credential, :revision, :at, :actorKind, :actorId,"
                + " :actorName, :actorAddress, :kind, :mode, :removed, :added)")
        .bind("account", ref.accountId())
        .bind("credential", ref.credentialId())
        .bind("revision", step.revision())
        .bind("at", step.at().toEpochMilli())
        .bind("actorKind", actor.kind().name())
        .bind("actorId", actor.id())
        .bind("actorName", actor.name())
        .bind("actorAddress", AuditRows.text(actor.address()))
        .bind("kind", step.kind())
        .bind("mode", step.modeAfter().name())
        .bind("removed", EntryJson.write(step.removed()))
        .bind("added", EntryJson.write(step.added()))
        .execute();
  }

  /** Revisions below that one, newest first, each with the list before and after it. */
  static List<HistoryRow> below(Handle handle, ListRows.Stored now, long before, int limit) {
    List<HistoryRow> rows = new ArrayList<>();
    long newest = now.list().revision();
    long from = Math.min(before, newest + 1);
    Map<String, Placed> state = new HashMap<>();
    now.placed().forEach(placed -> state.put(placed.entry().id(), placed));
    try (Stream<Step> steps = steps(handle, now.list().ref(), Math.max(0, from - limit))) {
      List<Entry> after = List.of();
      boolean first = true;
      for (Iterator<Step> each = steps.iterator(); each.hasNext(); ) {
        Step step = each.next();
        boolean wanted = step.revision() < from;
        if (wanted && first) {
          after = sorted(state);
          first = false;
        }
        step.added().forEach(placed -> state.remove(placed.entry().id()));
        step.removed().forEach(placed -> state.put(placed.entry().id(), placed));
        if (wanted) {
          List<Entry> earlier = sorted(state);
          rows.add(
              new HistoryRow(
                  step.revision(),
                  step.at(),
                  step.actor(),
                  step.kind(),
                  step.modeAfter(),
                  earlier,
                  after));
          after = earlier;
        }
      }
    }
    return rows;
  }

  /** Revisions from that one up, newest first. */
  private static Stream<Step> steps(Handle handle, ListRef ref, long from) {
    return handle
        .createQuery(
            "SELECT * FROM allowlist_history WHERE account_id = :account"
                + " AND credential_id = :credential AND revision >= :from"
                + " ORDER BY revision DESC")
        .bind("account", ref.accountId())
        .bind("credential", ref.credentialId())
        .bind("from", from)
        .map((row, context) -> step(row))
        .stream();
  }

  private static List<Entry> sorted(Map<String, Placed> state) {
    return state.values().stream()
        .sorted(Comparator.comparingLong(Placed::place))
        .map(Placed::entry)
        .toList();
  }

  static Step step(ResultSet row) throws SQLException {
    String address = row.getString("actor_address");
    return new Step(
        row.getLong("revision"),
        Times.required(row, "made_at"),
        new Actor(
            Actor.Kind.valueOf(row.getString("actor_kind")),
            row.getString("actor_id"),
            row.getString("actor_name"),
            address == null ? null : IpAddress.of(address)),
        row.getString("kind"),
        Mode.valueOf(row.getString("mode_after")),
        EntryJson.read(row.getString("removed")),
        EntryJson.read(row.getString("added")));
  }
}
