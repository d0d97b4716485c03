package dev.sallyport.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/**
 * The revisions as rows. A row holds what its revision took away and put in; the list as it stood
 * is found by undoing revisions from the newest down.
 */
final class HistoryRows {
  private static final int AT_A_TIME = 4;

  private HistoryRows() {}

  /** A revision as it is stored. */
  record Step(
      long revision,
      Instant at,
      Actor actor,
      String kind,
      Mode modeAfter,
      long entriesAfter,
      List<Placed> removed,
      List<Placed> added) {
    /** The same without places. */
    ListStep of(ListRef ref, Mode modeBefore) {
      return new ListStep(
          ref,
          revision,
          at,
          actor,
          kind,
          modeBefore,
          modeAfter,
          removed.stream().map(Placed::entry).toList(),
          added.stream().map(Placed::entry).toList());
    }
  }

  static void insert(Handle handle, ListRef ref, Step step) {
    Actor actor = step.actor();
    handle
        .createUpdate(
            "INSERT INTO allowlist_history (account_id, credential_id, revision, made_at,"
                + " actor_kind, actor_id, actor_name, actor_address, kind, mode_after,"
                + " entries_after, removed, added) VALUES (:account, :credential, :revision, :at, :actorKind, :actorId,"
                + " :actorName, :actorAddress, :kind, :mode, :after, :removed, :added)")
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
        .bind("after", step.entriesAfter())
        .bind("removed", EntryJson.write(step.removed()))
        .bind("added", EntryJson.write(step.added()))
        .execute();
  }

  /**
   * Revisions below that one, newest first, each as a difference.
   *
   * @param most how many entries of each kind a difference names
   */
  static List<HistoryRow> below(Handle handle, ListRef ref, long before, int limit, int most) {
    List<HistoryRow> rows = new ArrayList<>();
    walk(
        handle,
        ref,
        before,
        step -> {
          rows.add(row(step, most));
          return rows.size() < limit;
        });
    return rows;
  }

  /** The newest revisions made at that time or later, newest first. */
  static List<HistoryRow> since(Handle handle, ListRef ref, Instant since, int limit, int most) {
    List<HistoryRow> rows = new ArrayList<>();
    walk(
        handle,
        ref,
        Long.MAX_VALUE,
        step -> {
          boolean late = !step.at().isBefore(since);
          if (late) {
            rows.add(row(step, most));
          }
          return late && rows.size() < limit;
        });
    return rows;
  }

  private static HistoryRow row(Step step, int most) {
    return new HistoryRow(
        step.revision(),
        step.at(),
        step.actor(),
        step.kind(),
        step.modeAfter(),
        step.entriesAfter() - step.added().size() + step.removed().size(),
        step.entriesAfter(),
        Difference.of(step.removed(), step.added(), most));
  }

  /** The entries as that revision left them; empty where there is no such revision. */
  static Optional<List<Entry>> at(Handle handle, ListRows.Stored now, long revision) {
    if (revision < 1 || revision > now.list().revision()) {
      return Optional.empty();
    }
    Map<String, Placed> state = new HashMap<>();
    now.placed().forEach(placed -> state.put(placed.entry().id(), placed));
    walk(
        handle,
        now.list().ref(),
        Long.MAX_VALUE,
        step -> {
          if (step.revision() <= revision) {
            return false;
          }
          step.added().forEach(placed -> state.remove(placed.entry().id()));
          step.removed().forEach(placed -> state.put(placed.entry().id(), placed));
          return true;
        });
    return Optional.of(sorted(state));
  }

  /**
   * Goes through the revisions below that one, newest first, until it is told to stop. A few are
   * read at a time, for each may hold a whole list twice.
   */
  private static void walk(Handle handle, ListRef ref, long before, Predicate<Step> next) {
    long below = before;
    while (true) {
      List<Step> steps = steps(handle, ref, below, AT_A_TIME);
      for (Step step : steps) {
        if (!next.test(step)) {
          return;
        }
      }
      if (steps.size() < AT_A_TIME) {
        return;
      }
      below = steps.getLast().revision();
    }
  }

  /** The newest revisions as differences, up to the first that is longer than that. */
  static List<ListStep> newest(Handle handle, ListRef ref, int limit, int maxCharacters) {
    // One more tells the mode that the last of them found.
    List<Size> sizes =
        handle
            .createQuery(
                "SELECT LENGTH(removed) + LENGTH(added) AS characters, mode_after"
                    + " FROM allowlist_history WHERE account_id = :account"
                    + " AND credential_id = :credential ORDER BY revision DESC LIMIT :limit")
            .bind("account", ref.accountId())
            .bind("credential", ref.credentialId())
            .bind("limit", limit + 1)
            .map((row, _) ->
                new Size(row.getLong("characters"), Mode.valueOf(row.getString("mode_after"))))
            .list();
    long characters = 0;
    int few = 0;
    while (few < Math.min(sizes.size(), limit)
        && characters + sizes.get(few).characters() <= maxCharacters) {
      characters += sizes.get(few).characters();
      few++;
    }
    List<ListStep> steps = new ArrayList<>();
    for (Step step : steps(handle, ref, Long.MAX_VALUE, few)) {
      int older = steps.size() + 1;
      steps.add(step.of(ref, older < sizes.size() ? sizes.get(older).modeAfter() : Mode.ENFORCE));
    }
    return steps;
  }

  private record Size(long characters, Mode modeAfter) {}

  private static List<Step> steps(Handle handle, ListRef ref, long below, int limit) {
    return handle
        .createQuery(
            "SELECT * FROM allowlist_history WHERE account_id = :account"
                + " AND credential_id = :credential AND revision < :below"
                + " ORDER BY revision DESC LIMIT :limit")
        .bind("account", ref.accountId())
        .bind("credential", ref.credentialId())
        .bind("below", below)
        .bind("limit", limit)
        .map((row, context) -> step(row))
        .list();
  }

  /** Revisions from that one up, oldest first. */
  static List<Step> upward(Handle handle, ListRef ref, long from, int limit) {
    return handle
        .createQuery(
            "SELECT * FROM allowlist_history WHERE account_id = :account"
                + " AND credential_id = :credential AND revision >= :from"
                + " ORDER BY revision LIMIT :limit")
        .bind("account", ref.accountId())
        .bind("credential", ref.credentialId())
        .bind("from", from)
        .bind("limit", limit)
        .map((row, context) -> step(row))
        .list();
  }

  private static List<Entry> sorted(Map<String, Placed> state) {
    return state.values().stream()
        .sorted(Comparator.comparingLong(Placed::place))
        .map(Placed::entry)
        .toList();
  }

  static Step step(ResultSet row) throws SQLException {
    return new Step(
        row.getLong("revision"),
        Times.required(row, "made_at"),
        AuditRows.actor(row),
        row.getString("kind"),
        Mode.valueOf(row.getString("mode_after")),
        row.getLong("entries_after"),
        EntryJson.read(row.getString("removed")),
        EntryJson.read(row.getString("added")));
  }
}
