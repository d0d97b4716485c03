package dev.sallyport.account;

import dev.sallyport.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What became of each message of a bulk request, kept for whoever asks later. */
public final class BulkEmails {
  /** How long a bulk request is remembered where there is room. */
  public static final Duration KEPT = Duration.ofDays(7);

  /** How long it is remembered at least. */
  public static final Duration KEPT_AT_LEAST = Duration.ofHours(24);

  /** Bulk requests remembered of one account at once. */
  public static final int MOST_PER_ACCOUNT = 5000;

  private final Store store;
  private final InstantSource clock;

  public BulkEmails(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * One bulk request.
   *
   * @param id 24 hexadecimal digits
   * @param outcomes a text of the API's own
   */
  public record BulkEmail(String id, Instant createdAt, Instant updatedAt, String outcomes) {}

  /**
   * Opens the record of a request before anything of it is handed over.
   *
   * @param outcomes what is to be said of it should it be cut short
   * @return its id; empty where the account has as many as are remembered of one
   */
  public Optional<String> begin(String accountId, String outcomes) {
    String id = Secrets.newId();
    long now = clock.millis();
    boolean begun =
        store.write(handle -> {
          deleteBefore(handle, accountId, now - KEPT.toMillis());
          if (count(handle, accountId) >= MOST_PER_ACCOUNT) {
            deleteBefore(handle, accountId, now - KEPT_AT_LEAST.toMillis());
            if (count(handle, accountId) >= MOST_PER_ACCOUNT) {
              return false;
            }
          }
          handle.execute(
              "INSERT INTO bulk_email (account_id, bulk_id, created_at, updated_at, outcomes)"
                  + " VALUES (?, ?, ?, ?, ?)",
              accountId,
              id,
              now,
              now,
              outcomes);
          return true;
        });
    return begun ? Optional.of(id) : Optional.empty();
  }

  /** Writes down what became of it; may be called again when more is known. */
  public void update(String accountId, String id, String outcomes) {
    long now = clock.millis();
    store.write(handle ->
        handle.execute(
            "UPDATE bulk_email SET outcomes = ?, updated_at = ?"
                + " WHERE account_id = ? AND bulk_id = ?",
            outcomes,
            now,
            accountId,
            id));
  }

  /** A request of this account. */
  public Optional<BulkEmail> find(String accountId, String id) {
    return store.read(handle ->
        handle
            .createQuery("SELECT * FROM bulk_email WHERE account_id = :account AND bulk_id = :id")
            .bind("account", accountId)
            .bind("id", id)
            .map((row, context) ->
                new BulkEmail(
                    row.getString("bulk_id"),
                    Times.required(row, "created_at"),
                    Times.required(row, "updated_at"),
                    row.getString("outcomes")))
            .findOne());
  }

  private static int count(Handle handle, String accountId) {
    return handle
        .createQuery("SELECT count(*) FROM bulk_email WHERE account_id = :account")
        .bind("account", accountId)
        .mapTo(Integer.class)
        .one();
  }

  private static void deleteBefore(Handle handle, String accountId, long createdAt) {
    handle.execute(
        "DELETE FROM bulk_email WHERE account_id = ? AND created_at < ?", accountId, createdAt);
  }
}
