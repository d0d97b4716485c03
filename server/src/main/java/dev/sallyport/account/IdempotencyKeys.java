package dev.sallyport.account;

import dev.sallyport.store.Store;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Answers filed under the keys that senders gave their requests, so that a request sent again is
 * answered as the first was and its mail is not handed over twice. A key outlives a crash: whoever
 * comes back to one whose first try was cut short hears that its outcome is not known.
 */
public final class IdempotencyKeys {
  /** How long a key is remembered. */
  public static final Duration KEPT = Duration.ofHours(24);

  /** Keys remembered of one account at once. */
  public static final int MOST_PER_ACCOUNT = 500_000;

  /** No try lasts longer; after this, one that another process began has been cut short. */
  private static final Duration LONGEST_TRY = Duration.ofMinutes(15);

  private static final int COUNT_EVERY = 1000;
  private static final int SWEEP_AT_ONCE = 2000;
  private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);

  private final Store store;
  private final InstantSource clock;
  private final String holder = Secrets.newId();
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> roomByAccount = new ConcurrentHashMap<>();
  private volatile long sweepAt;

  public IdempotencyKeys(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** What is known of a key. */
  public sealed interface Begin {
    /**
     * The key is new. Exactly one of {@link #finish}, {@link #release} and {@link #abandon} must
     * follow.
     */
    record Begun() implements Begin {}

    /** The request was made before, and this was its answer. */
    record Answered(String answer) implements Begin {}

    /** The key belongs to another request. */
    record OtherRequest() implements Begin {}

    /** The first try has not ended. */
    record UnderWay() implements Begin {}

    /** The first try was cut short, and what came of it is not known. */
    record CutShort() implements Begin {}

    /** The account has as many keys as are remembered of one. */
    record TooMany() implements Begin {}
  }

  /**
   * Takes a key for a request.
   *
   * @param requestHash the SHA-256 of the whole request, 64 hexadecimal digits
   */
  public Begin begin(String accountId, String key, String requestHash) {
    String keyHash = hash(key);
    boolean ours = underWay.add(accountId + keyHash);
    Begin begin = new Begin.UnderWay();
    try {
      begin = store.write(handle -> begin(handle, accountId, keyHash, requestHash, ours));
      return begin;
    } finally {
      if (ours && !(begin instanceof Begin.Begun)) {
        underWay.remove(accountId + keyHash);
      }
    }
  }

  private Begin begin(
      Handle handle, String accountId, String keyHash, String requestHash, boolean ours) {
    long now = clock.millis();
    sweep(handle, now);
    Optional<Row> found = find(handle, accountId, keyHash);
    if (found.isPresent() && found.get().begunAt > now - KEPT.toMillis()) {
      Row row = found.get();
      if (!row.requestHash.equals(requestHash)) {
        return new Begin.OtherRequest();
      }
      if (row.answer != null) {
        return new Begin.Answered(row.answer);
      }
      boolean stillGoing =
          row.holder.equals(holder) ? !ours : row.begunAt > now - LONGEST_TRY.toMillis();
      return stillGoing ? new Begin.UnderWay() : new Begin.CutShort();
    }
    if (!ours) {
      return new Begin.UnderWay();
    }
    if (!hasRoom(handle, accountId)) {
      return new Begin.TooMany();
    }
    delete(handle, accountId, keyHash);
    handle.execute(
        "INSERT INTO idempotency_key (account_id, key_hash, request_hash, holder, begun_at)"
            + " VALUES (?, ?, ?, ?, ?)",
        accountId,
        keyHash,
        requestHash,
        holder,
        now);
    return new Begin.Begun();
  }

  /** Files the answer under the key. */
  public void finish(String accountId, String key, String answer) {
    String keyHash = hash(key);
    try {
      store.write(handle ->
          handle.execute(
              "UPDATE idempotency_key SET answer = ? WHERE account_id = ? AND key_hash = ?",
              answer,
              accountId,
              keyHash));
    } finally {
      underWay.remove(accountId + keyHash);
    }
  }

  /** Forgets the key: nothing was handed over, and the sender may try again with it. */
  public void release(String accountId, String key) {
    String keyHash = hash(key);
    try {
      store.write(handle -> delete(handle, accountId, keyHash));
    } finally {
      underWay.remove(accountId + keyHash);
    }
  }

  /** Leaves the key taken without an answer: whether something was handed over is not known. */
  public void abandon(String accountId, String key) {
    underWay.remove(accountId + hash(key));
  }

  private static int delete(Handle handle, String accountId, String keyHash) {
    return handle.execute(
        "DELETE FROM idempotency_key WHERE account_id = ? AND key_hash = ?", accountId, keyHash);
  }

  private static Optional<Row> find(Handle handle, String accountId, String keyHash) {
    return handle
        .createQuery(
            "SELECT request_hash, holder, begun_at, answer FROM idempotency_key"
                + " WHERE account_id = :account AND key_hash = :key")
        .bind("account", accountId)
        .bind("key", keyHash)
        .map((row, context) ->
            new Row(
                row.getString("request_hash"),
                row.getString("holder"),
                row.getLong("begun_at"),
                row.getString("answer")))
        .findOne();
  }

  /** Counts now and then only, for counting reads every key of the account. */
  private boolean hasRoom(Handle handle, String accountId) {
    int room = roomByAccount.getOrDefault(accountId, 0);
    if (room == 0) {
      int used =
          handle
              .createQuery("SELECT count(*) FROM idempotency_key WHERE account_id = :account")
              .bind("account", accountId)
              .mapTo(Integer.class)
              .one();
      room = Math.min(COUNT_EVERY, MOST_PER_ACCOUNT - used);
    }
    if (room <= 0) {
      return false;
    }
    roomByAccount.put(accountId, room - 1);
    return true;
  }

  /** Deletes a bounded number of keys whose time is over. */
  private void sweep(Handle handle, long now) {
    if (now < sweepAt) {
      return;
    }
    int deleted =
        handle.execute(
            "DELETE FROM idempotency_key WHERE (account_id, key_hash) IN (SELECT account_id,"
                + " key_hash FROM idempotency_key WHERE begun_at <= ? ORDER BY begun_at LIMIT ?)",
            now - KEPT.toMillis(),
            SWEEP_AT_ONCE);
    sweepAt = deleted == SWEEP_AT_ONCE ? now : now + SWEEP_EVERY.toMillis();
  }

  private static String hash(String key) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private record Row(String requestHash, String holder, long begunAt, @Nullable String answer) {}
}
