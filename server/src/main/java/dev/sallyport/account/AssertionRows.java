package dev.sallyport.account;

import dev.sallyport.allowlist.Network;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Assertions as rows. */
final class AssertionRows {
  private AssertionRows() {}

  /** In the order they were made. */
  static List<Assertion> list(Handle handle, String accountId) {
    return handle
        .createQuery(
            "SELECT * FROM allowlist_assertion WHERE account_id = :account"
                + " ORDER BY created_at, assertion_id")
        .bind("account", accountId)
        .map((row, context) ->
            new Assertion(
                row.getString("assertion_id"),
                row.getString("name"),
                Network.of(row.getString("network")),
                Assertion.Expected.valueOf(row.getString("expected")),
                Times.required(row, "created_at")))
        .list();
  }

  static void insert(Handle handle, String accountId, Assertion assertion) {
    handle.execute(
        "INSERT INTO allowlist_assertion (account_id, assertion_id, name, network, expected,"
            + " created_at) VALUES (?, ?, ?, ?, ?, ?)",
        accountId,
        assertion.id(),
        assertion.name(),
        assertion.network().toString(),
        assertion.expected().name(),
        assertion.createdAt().toEpochMilli());
  }

  static void delete(Handle handle, String accountId, String id) {
    handle.execute(
        "DELETE FROM allowlist_assertion WHERE account_id = ? AND assertion_id = ?", accountId, id);
  }
}
