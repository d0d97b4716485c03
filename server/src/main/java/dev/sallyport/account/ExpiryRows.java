package dev.sallyport.account;

import dev.sallyport.allowlist.Network;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Which entries expired on a list, as rows written beforehand: an expiry writes nothing itself. */
final class ExpiryRows {
  private ExpiryRows() {}

  /** Follows a change of a list. What has expired by then stays told. */
  static void follow(
      Handle handle, ListRef ref, List<Placed> removed, List<Placed> added, Instant at) {
    delete(handle, ref, pending(removed, at));
    insert(handle, ref, pending(added, at));
  }

  private static List<Entry> pending(List<Placed> placed, Instant at) {
    return placed.stream()
        .map(Placed::entry)
        .filter(entry -> entry.expiresAt() != null && entry.expiresAt().isAfter(at))
        .toList();
  }

  private static void delete(Handle handle, ListRef ref, List<Entry> entries) {
    PreparedBatch batch =
        handle.prepareBatch(
            "DELETE FROM allowlist_expiry WHERE account_id = :account"
                + " AND credential_id = :credential AND expires_at = :expires"
                + " AND entry_id = :entry");
    for (Entry entry : entries) {
      key(batch, ref, entry).add();
    }
    batch.execute();
  }

  private static void insert(Handle handle, ListRef ref, List<Entry> entries) {
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO allowlist_expiry (account_id, credential_id, expires_at, entry_id,"
                + " network, name) VALUES (:account, :credential, :expires, :entry, :network,"
                + " :name)");
    for (Entry entry : entries) {
      key(batch, ref, entry)
          .bind("network", entry.network().toString())
          .bind("name", entry.name())
          .add();
    }
    batch.execute();
  }

  private static PreparedBatch key(PreparedBatch batch, ListRef ref, Entry entry) {
    return batch
        .bind("account", ref.accountId())
        .bind("credential", ref.credentialId())
        .bind("expires", Times.millis(entry.expiresAt()))
        .bind("entry", entry.id());
  }

  /** Entries that expired after one moment and not after another, the latest first. */
  static List<Expired> between(Handle handle, ListRef ref, Instant after, Instant upTo, int limit) {
    return handle
        .createQuery(
            "SELECT * FROM allowlist_expiry WHERE account_id = :account"
                + " AND credential_id = :credential AND expires_at > :after"
                + " AND expires_at <= :upTo ORDER BY expires_at DESC, entry_id DESC LIMIT :limit")
        .bind("account", ref.accountId())
        .bind("credential", ref.credentialId())
        .bind("after", after.toEpochMilli())
        .bind("upTo", upTo.toEpochMilli())
        .bind("limit", limit)
        .map((row, context) ->
            new Expired(
                row.getString("entry_id"),
                Network.of(row.getString("network")),
                row.getString("name"),
                Times.required(row, "expires_at")))
        .list();
  }
}
