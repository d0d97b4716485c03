package dev.sallyport.account;

import dev.sallyport.allowlist.Network;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The lists and their entries as rows. */
final class ListRows {
  private ListRows() {}

  /** A list with the places of its entries. */
  record Stored(Allowlist list, List<Placed> placed) {}

  /** The list; empty where the account, or the credential in it, is not there. */
  static Optional<Stored> find(Handle handle, ListRef ref) {
    return isThere(handle, ref) ? Optional.of(load(handle, ref)) : Optional.empty();
  }

  /** The list, of an account and a credential that must be there. */
  static Stored require(Handle handle, ListRef ref) {
    return find(handle, ref).orElseThrow(ListRows::noSuchCredential);
  }

  static NoSuchAccountException noSuchCredential() {
    return new NoSuchAccountException("There is no such credential (any more).");
  }

  static boolean isThere(Handle handle, ListRef ref) {
    return ref.isAccountList()
        ? AccountRows.byId(handle, ref.accountId()).isPresent()
        : CredentialRows.find(handle, ref.accountId(), ref.credentialId()).isPresent();
  }

  /** The list's revision; 0 where it was never changed. */
  static long revision(Handle handle, ListRef ref) {
    return handle
        .createQuery(
            "SELECT revision FROM allowlist WHERE account_id = :account"
                + " AND credential_id = :credential")
        .bind("account", ref.accountId())
        .bind("credential", ref.credentialId())
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }

  static Stored load(Handle handle, ListRef ref) {
    List<Placed> placed =
        handle
            .createQuery(
                "SELECT * FROM allowlist_entry WHERE account_id = :account"
                    + " AND credential_id = :credential ORDER BY place")
            .bind("account", ref.accountId())
            .bind("credential", ref.credentialId())
            .map((row, context) -> entry(row))
            .list();
    List<Entry> entries = placed.stream().map(Placed::entry).toList();
    Allowlist list =
        handle
            .createQuery(
                "SELECT * FROM allowlist WHERE account_id = :account"
                    + " AND credential_id = :credential")
            .bind("account", ref.accountId())
            .bind("credential", ref.credentialId())
            .map((row, context) -> list(row, entries))
            .findOne()
            .orElseGet(() -> new Allowlist(ref, 0, Mode.ENFORCE, entries));
    return new Stored(list, placed);
  }

  /** The lists of an account's credentials, those that were ever changed. */
  static List<Allowlist> ofCredentials(Handle handle, String accountId) {
    return of(handle, Which.of(accountId), "AND credential_id <> ''");
  }

  /** The lists of these accounts and of their credentials, those that were ever changed. */
  static List<Allowlist> of(Handle handle, Which which) {
    return of(handle, which, "");
  }

  private static List<Allowlist> of(Handle handle, Which which, String more) {
    Map<ListRef, List<Entry>> entries = new HashMap<>();
    which
        .query(
            handle,
            "SELECT * FROM allowlist_entry",
            more + " ORDER BY account_id, credential_id, place")
        .map((row, context) -> Map.entry(ref(row), entry(row).entry()))
        .forEach(row ->
            entries.computeIfAbsent(row.getKey(), _ -> new ArrayList<>()).add(row.getValue()));
    return which
        .query(handle, "SELECT * FROM allowlist", more)
        .map((row, context) -> list(row, entries.getOrDefault(ref(row), List.of())))
        .list();
  }

  /** Writes the list's row, and of its entries those taken away and those put in. */
  static void save(Handle handle, Allowlist list, List<Placed> removed, List<Placed> added) {
    ListRef ref = list.ref();
    handle
        .createUpdate(
            "INSERT INTO allowlist (account_id, credential_id, revision, mode)"
                + " VALUES (:account, :credential, :revision, :mode)"
                + " ON CONFLICT (account_id, credential_id)"
                + " DO UPDATE SET revision = excluded.revision, mode = excluded.mode")
        .bind("account", ref.accountId())
        .bind("credential", ref.credentialId())
        .bind("revision", list.revision())
        .bind("mode", list.mode().name())
        .execute();
    delete(handle, ref, removed);
    insert(handle, ref, added);
  }

  private static void delete(Handle handle, ListRef ref, List<Placed> removed) {
    PreparedBatch batch =
        handle.prepareBatch(
            "DELETE FROM allowlist_entry WHERE account_id = :account"
                + " AND credential_id = :credential AND entry_id = :id");
    for (Placed placed : removed) {
      batch
          .bind("account", ref.accountId())
          .bind("credential", ref.credentialId())
          .bind("id", placed.entry().id())
          .add();
    }
    for (int rows : batch.execute()) {
      if (rows != 1) {
        throw new IllegalStateException("An entry to be removed is not on the list: " + ref);
      }
    }
  }

  private static void insert(Handle handle, ListRef ref, List<Placed> added) {
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO allowlist_entry (account_id, credential_id, entry_id, place, network,"
                + " name, paused, expires_at, created_at, updated_at, group_id) VALUES (:account,"
                + " :credential, :id, :place, :network, :name, :paused, :expires, :created,"
                + " :updated, :group)");
    for (Placed placed : added) {
      Entry entry = placed.entry();
      batch
          .bind("account", ref.accountId())
          .bind("credential", ref.credentialId())
          .bind("id", entry.id())
          .bind("place", placed.place())
          .bind("network", entry.network().toString())
          .bind("name", entry.name())
          .bind("paused", entry.paused())
          .bind("expires", Times.millis(entry.expiresAt()))
          .bind("created", entry.createdAt().toEpochMilli())
          .bind("updated", entry.updatedAt().toEpochMilli())
          .bind("group", entry.groupId())
          .add();
    }
    batch.execute();
  }

  /** Entries that expire within a time, but paused ones, the next first. */
  static List<ExpiringEntry> expiring(
      Handle handle, String accountId, Instant after, Instant upTo, int limit) {
    return handle
        .createQuery(
            "SELECT * FROM allowlist_entry WHERE account_id = :account AND expires_at > :after"
                + " AND expires_at <= :upTo AND paused = FALSE"
                + " ORDER BY expires_at, credential_id, place LIMIT :limit")
        .bind("account", accountId)
        .bind("after", after.toEpochMilli())
        .bind("upTo", upTo.toEpochMilli())
        .bind("limit", limit)
        .map((row, _) -> new ExpiringEntry(ref(row), entry(row).entry()))
        .list();
  }

  private static ListRef ref(ResultSet row) throws SQLException {
    return new ListRef(row.getString("account_id"), row.getString("credential_id"));
  }

  private static Allowlist list(ResultSet row, List<Entry> entries) throws SQLException {
    return new Allowlist(
        ref(row), row.getLong("revision"), Mode.valueOf(row.getString("mode")), entries);
  }

  private static Placed entry(ResultSet row) throws SQLException {
    return new Placed(
        new Entry(
            row.getString("entry_id"),
            Network.of(row.getString("network")),
            row.getString("name"),
            row.getBoolean("paused"),
            Times.optional(row, "expires_at"),
            Times.required(row, "created_at"),
            Times.required(row, "updated_at"),
            row.getString("group_id")),
        row.getLong("place"));
  }
}
