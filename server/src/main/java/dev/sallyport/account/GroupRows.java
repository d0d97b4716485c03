package dev.sallyport.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Groups as rows; what a group's entries say of it is read from them. */
final class GroupRows {
  private static final String SELECT =
      "SELECT g.*, e.name, e.networks, e.paused FROM allowlist_group g JOIN (SELECT account_id,"
          + " credential_id, group_id, MIN(name) AS name, COUNT(*) AS networks,"
          + " MIN(CASE WHEN paused THEN 1 ELSE 0 END) AS paused FROM allowlist_entry"
          + " WHERE group_id IS NOT NULL %s GROUP BY account_id, credential_id, group_id) e"
          + " ON e.account_id = g.account_id AND e.credential_id = g.credential_id"
          + " AND e.group_id = g.group_id";

  private static final String OF_LIST = "AND account_id = :account AND credential_id = :credential";

  private GroupRows() {}

  /** Those of a list, the oldest first. */
  static List<Group> of(Handle handle, ListRef ref) {
    return handle
        .createQuery(SELECT.formatted(OF_LIST) + " ORDER BY g.created_at, g.group_id")
        .bind("account", ref.accountId())
        .bind("credential", ref.credentialId())
        .map((row, _) -> group(row))
        .list();
  }

  /** Those whose file is to be looked at by then, the longest due first. */
  static List<Group> due(Handle handle, Instant now, int limit) {
    return handle
        .createQuery(
            SELECT.formatted("")
                + " WHERE g.daily AND g.url IS NOT NULL AND g.next_at <= :now"
                + " ORDER BY g.next_at, g.group_id LIMIT :limit")
        .bind("now", now.toEpochMilli())
        .bind("limit", limit)
        .map((row, _) -> group(row))
        .list();
  }

  /** Takes it for so long, unless another has: then nothing is done. */
  static boolean claim(Handle handle, Group group, Instant until) {
    return handle.execute(
            "UPDATE allowlist_group SET next_at = ? WHERE account_id = ? AND credential_id = ?"
                + " AND group_id = ? AND next_at = ?",
            until.toEpochMilli(),
            group.ref().accountId(),
            group.ref().credentialId(),
            group.id(),
            Times.millis(group.checks().nextAt()))
        == 1;
  }

  /** Writes what a revision, or a look that found nothing new, made of a group. */
  static void save(Handle handle, ListRef ref, GroupPut put, Instant now, boolean changed) {
    GroupSource source = put.source();
    handle
        .createUpdate(
            "INSERT INTO allowlist_group (account_id, credential_id, group_id, url, file_name,"
                + " format, filter, family, daily, elsewhere, created_at, fetched_at, changed_at,"
                + " etag, failures, next_at) VALUES (:account, :credential, :id, :url, :file,"
                + " :format, :filter, :family, :daily, :elsewhere, :now, :now, :now, :etag, 0,"
                + " :next) ON CONFLICT (account_id, credential_id, group_id) DO UPDATE SET url ="
                + " excluded.url, file_name = excluded.file_name, format = excluded.format, filter"
                + " = excluded.filter, family = excluded.family, elsewhere = excluded.elsewhere,"
                + " fetched_at = excluded.fetched_at, changed_at = CASE WHEN :changed THEN"
                + " excluded.changed_at ELSE allowlist_group.changed_at END, etag = excluded.etag,"
                + " failures = 0, error = NULL, error_since = NULL, waiting = NULL, next_at ="
                + " excluded.next_at")
        .bind("account", ref.accountId())
        .bind("credential", ref.credentialId())
        .bind("id", put.id())
        .bind("url", source.url())
        .bind("file", source.fileName())
        .bind("format", source.format())
        .bind("filter", source.filter())
        .bind("family", source.family().word())
        .bind("daily", source.url() != null)
        .bind("elsewhere", put.elsewhere())
        .bind("now", now.toEpochMilli())
        .bind("etag", put.etag())
        .bind("next", source.url() == null ? null : now.plus(Groups.EVERY).toEpochMilli())
        .bind("changed", changed)
        .execute();
  }

  /** A group whose networks were put back or written otherwise no longer follows by itself. */
  static void changedByHand(
      Handle handle, Allowlist after, List<Placed> removed, List<Placed> added) {
    Set<String> touched =
        Stream.concat(removed.stream(), added.stream())
            .map(placed -> placed.entry().groupId())
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    for (String id : touched) {
      handle.execute(
          "UPDATE allowlist_group SET daily = FALSE, etag = NULL, waiting = ? WHERE account_id = ?"
              + " AND credential_id = ? AND group_id = ?",
          "Revision %d set its networks otherwise, so it no longer follows the file by itself."
              .formatted(after.revision()),
          after.ref().accountId(),
          after.ref().credentialId(),
          id);
    }
  }

  static boolean setDaily(Handle handle, Group group, boolean daily, @Nullable Instant next) {
    return handle.execute(
            "UPDATE allowlist_group SET daily = ?, next_at = ? WHERE account_id = ?"
                + " AND credential_id = ? AND group_id = ?",
            daily,
            Times.millis(next),
            group.ref().accountId(),
            group.ref().credentialId(),
            group.id())
        == 1;
  }

  /** Writes how a look at the file went that changed nothing. */
  static void checked(Handle handle, Group group, Group.Checks checks) {
    handle
        .createUpdate(
            "UPDATE allowlist_group SET fetched_at = :fetched, etag = :etag, failures = :failures,"
                + " error = :error, error_since = :since, waiting = :waiting, next_at = :next"
                + " WHERE account_id = :account AND credential_id = :credential AND group_id = :id")
        .bind("account", group.ref().accountId())
        .bind("credential", group.ref().credentialId())
        .bind("id", group.id())
        .bind("fetched", checks.fetchedAt().toEpochMilli())
        .bind("etag", checks.etag())
        .bind("failures", checks.failures())
        .bind("error", checks.error())
        .bind("since", Times.millis(checks.errorSince()))
        .bind("waiting", checks.waiting())
        .bind("next", Times.millis(checks.nextAt()))
        .execute();
  }

  private static Group group(ResultSet row) throws SQLException {
    return new Group(
        new ListRef(row.getString("account_id"), row.getString("credential_id")),
        row.getString("group_id"),
        row.getString("name"),
        row.getInt("paused") == 1,
        row.getInt("networks"),
        row.getInt("elsewhere"),
        new GroupSource(
            row.getString("url"),
            row.getString("file_name"),
            row.getString("format"),
            row.getString("filter"),
            Objects.requireNonNullElse(
                GroupSource.Family.of(row.getString("family")), GroupSource.Family.ANY)),
        row.getBoolean("daily"),
        Times.required(row, "created_at"),
        new Group.Checks(
            Times.required(row, "fetched_at"),
            Times.required(row, "changed_at"),
            row.getString("etag"),
            row.getInt("failures"),
            row.getString("error"),
            Times.optional(row, "error_since"),
            row.getString("waiting"),
            Times.optional(row, "next_at")));
  }
}
