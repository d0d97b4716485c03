package dev.sallyport.account;

import dev.sallyport.account.AccountState.StoredCredential;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The credentials as rows. */
final class CredentialRows {
  private CredentialRows() {}

  static void insert(Handle handle, StoredCredential stored) {
    Credential credential = stored.credential();
    handle
        .createUpdate(
            "INSERT INTO credential (account_id, credential_id, kind, name, username, secret_hash,"
                + " scopes, paused, created_at, updated_at) VALUES (:account, :id, :kind, :name,"
                + " :username, :hash, :scopes, :paused, :created, :updated)")
        .bind("account", credential.accountId())
        .bind("id", credential.id())
        .bind("kind", credential.kind().name())
        .bind("name", credential.name())
        .bind("username", nullIfEmpty(credential.username()))
        .bind("hash", stored.secretHash())
        .bind("scopes", words(credential.scopes()))
        .bind("paused", credential.paused())
        .bind("created", credential.createdAt().toEpochMilli())
        .bind("updated", credential.updatedAt().toEpochMilli())
        .execute();
  }

  /** Writes what of a credential can change. */
  static void update(Handle handle, Credential credential) {
    handle
        .createUpdate(
            "UPDATE credential SET name = :name, scopes = :scopes, paused = :paused,"
                + " updated_at = :updated WHERE account_id = :account AND credential_id = :id")
        .bind("name", credential.name())
        .bind("scopes", words(credential.scopes()))
        .bind("paused", credential.paused())
        .bind("updated", credential.updatedAt().toEpochMilli())
        .bind("account", credential.accountId())
        .bind("id", credential.id())
        .execute();
  }

  /** With its own list. */
  static void delete(Handle handle, String accountId, String id) {
    for (String table :
        List.of(
            "allowlist_deadline",
            "allowlist_history",
            "allowlist_expiry",
            "allowlist_entry",
            "allowlist_group",
            "allowlist",
            "credential")) {
      handle.execute(
          "DELETE FROM " + table + " WHERE account_id = ? AND credential_id = ?", accountId, id);
    }
  }

  static Optional<Credential> find(Handle handle, String accountId, String id) {
    return handle
        .createQuery("SELECT * FROM credential WHERE account_id = :account AND credential_id = :id")
        .bind("account", Texts.key(accountId))
        .bind("id", Texts.key(id))
        .map((row, context) -> read(row).credential())
        .findOne();
  }

  static int count(Handle handle, String accountId) {
    return handle
        .createQuery("SELECT count(*) FROM credential WHERE account_id = :account")
        .bind("account", accountId)
        .mapTo(Integer.class)
        .one();
  }

  static List<Credential> list(Handle handle, String accountId, CredentialKind kind) {
    return handle
        .createQuery(
            "SELECT * FROM credential WHERE account_id = :account AND kind = :kind"
                + " ORDER BY created_at DESC, credential_id")
        .bind("account", Texts.key(accountId))
        .bind("kind", kind.name())
        .map((row, context) -> read(row).credential())
        .list();
  }

  /** An account's credentials of both kinds. */
  static List<Credential> all(Handle handle, String accountId) {
    return stored(handle, Which.of(accountId)).stream().map(StoredCredential::credential).toList();
  }

  /** The credentials of these accounts. */
  static List<StoredCredential> stored(Handle handle, Which which) {
    return ordered(handle, which).map((row, context) -> read(row)).list();
  }

  /** Those that can be read, where some can't. */
  static List<StoredCredential> readable(Handle handle, String accountId) {
    return ordered(handle, Which.of(accountId))
        .map((row, context) -> readIfSound(row))
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<StoredCredential> readIfSound(ResultSet row) throws SQLException {
    try {
      return Optional.of(read(row));
    } catch (RuntimeException damaged) {
      return Optional.empty();
    }
  }

  private static Query ordered(Handle handle, Which which) {
    return which.query(handle, "SELECT * FROM credential", "ORDER BY account_id, credential_id");
  }

  private static StoredCredential read(ResultSet row) throws SQLException {
    String username = row.getString("username");
    return new StoredCredential(
        new Credential(
            row.getString("account_id"),
            row.getString("credential_id"),
            CredentialKind.valueOf(row.getString("kind")),
            row.getString("name"),
            username == null ? "" : username,
            scopes(row.getString("scopes")),
            row.getBoolean("paused"),
            Times.required(row, "created_at"),
            Times.required(row, "updated_at")),
        row.getString("secret_hash"));
  }

  private static String words(Set<Scope> scopes) {
    return scopes.stream().sorted().map(Scope::word).collect(Collectors.joining(" "));
  }

  private static Set<Scope> scopes(String words) {
    return Arrays.stream(words.split(" "))
        .flatMap(word -> Scope.of(word).stream())
        .collect(Collectors.toSet());
  }

  private static @Nullable String nullIfEmpty(String text) {
    return text.isEmpty() ? null : text;
  }
}
