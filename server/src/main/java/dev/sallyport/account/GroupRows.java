package dev.sallyport.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

  static Optional<Group> find(Handle handle, ListRef ref, String id) {
    return of(handle, ref).stream().filter(group -> group.id().equals(id)).findFirst();
  }

  /** Those whose file is to be looked at by then, the longest due first. */
  static List<Group> due(Handle handle, Instant now, int limit) {
    // First which, by the index of times: what entries say is gathered of those few alone.
    List<Key> due =
        handle
            .createQuery(
                "SELECT g.account_id, g.credential_id, g.group_id FROM allowlist_group g"
                    + " WHERE g.daily AND g.url IS NOT NULL AND g.next_at <= :now AND EXISTS"
                    + " (SELECT 1 FROM allowlist_entry e WHERE e.account_id = g.account_id"
                    + " AND e.credential_id = g.credential_id AND e.group_id = g.group_id)"
                    + " ORDER BY g.next_at, g.group_id LIMIT :limit")
            .bind("now", now.toEpochMilli())
            .bind("limit", limit)
            .map((row, _) ->
                new Key(
                    new ListRef(row.getString("account_id"), row.getString("credential_id")),
                    row.getString("group_id")))
            .list();
    return due.stream().flatMap(key -> find(handle, key.ref(), key.id()).stream()).toList();
  }

  private record Key(ListRef ref, String id) {}

  /**
   * Those of an account that follow their file, and have a change of it that waits for somebody.
   */
  static List<Group> waiting(Handle handle, String accountId) {
    return handle
        .createQuery(
            SELECT.formatted("AND account_id = :account")
                + " WHERE g.daily AND g.waiting IS NOT NULL ORDER BY g.group_id")
        .bind("account", accountId)
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
                + " :next) ON CONFLICT (account_id, credential_id, group_id) DO UPDATE SET daily ="
                // What can't be followed is not, and what now can be is, as a new one would be.
                + " excluded.daily AND (allowlist_group.daily OR allowlist_group.url IS NULL), url ="
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
        // By its tag the file would be as it was, though an entry that had a network of it went.
        .bind("etag", put.elsewhere() == 0 ? put.etag() : null)
        .bind("next", source.url() == null ? null : now.plus(Groups.EVERY).toEpochMilli())
        .bind("changed", changed)
        .execute();
  }

  /**
   * Has a group follow no more whose networks were put back or written otherwise.
   *
   * @return whether it did
   */
  static boolean changedByHand(Handle handle, Allowlist after, String id) {
    return handle.execute(
            "UPDATE allowlist_group SET daily = FALSE, waiting = ? WHERE account_id = ?"
                + " AND credential_id = ? AND group_id = ? AND daily",
            "Revision %d set its networks otherwise, so it no longer follows the file by itself."
                .formatted(after.revision()),
            after.ref().accountId(),
            after.ref().credentialId(),
            id)
        == 1;
  }

  /** Whether it was the other way before. One that begins looks at the file whatever its tag. */
  static boolean setDaily(Handle handle, Group group, boolean daily, @Nullable Instant next) {
    return handle.execute(
            "UPDATE allowlist_group SET daily = ?, next_at = ?, etag = NULL, waiting = NULL"
                + " WHERE account_id = ? AND credential_id = ? AND group_id = ? AND daily <> ?",
            daily,
            Times.millis(next),
            group.ref().accountId(),
            group.ref().credentialId(),
            group.id(),
            daily)
        == 1;
  }

  /**
   * Writes how a look at the file went that changed nothing; not where somebody meanwhile had
   * another file, or had it follow no more.
   */
  static void checked(Handle handle, Group group, Group.Checks checks) {
    handle
        .createUpdate(
            "UPDATE allowlist_group SET fetched_at = :fetched, etag = :etag, failures = :failures,"
                + " error = :error, error_since = :since, waiting = :waiting, next_at = :next"
                + " WHERE account_id = :account AND credential_id = :credential AND group_id = :id"
                + " AND daily AND fetched_at = :was")
        .bind("was", group.checks().fetchedAt().toEpochMilli())
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
