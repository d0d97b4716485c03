package dev.sallyport.alert;

import dev.sallyport.account.Actor;
import dev.sallyport.account.AuditAction;
import dev.sallyport.account.AuditLog;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.secret.SecretHash;
import dev.sallyport.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Asks mail recipients whether they want to be told, by a mail with a link. The link's secret is
 * made when the mail is handed over, so that the queue holds none, and is kept as a hash.
 */
public final class Confirmations {
  /** How many such mails an account may have sent within a day, and to one address. */
  static final int MOST_A_DAY = 20;

  static final int MOST_TO_ONE = 5;

  private static final Duration LIFE = Duration.ofDays(3);
  private static final Duration KEPT = Duration.ofDays(7);
  private static final Duration BETWEEN = Duration.ofMinutes(1);

  /** Stands in the queue for what the link ends in. */
  private static final String SECRET = "{secret}";

  private final Store store;
  private final InstantSource clock;

  Confirmations(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** What a link asks its reader. */
  public record Question(AlertTarget target, String accountName) {}

  /** What the link with that secret asks; empty where it works no more. */
  public Optional<Question> find(String secret) {
    return store.read(handle ->
        target(handle, secret)
            .map(target -> new Question(target, Dispatch.accountName(handle, target.accountId()))));
  }

  /**
   * Uses the link up: from now on the recipient is told.
   *
   * @return empty where it works no more
   */
  public Optional<AlertTarget> confirm(String secret, IpAddress from) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return store.write(handle -> {
      Optional<AlertTarget> found = target(handle, secret);
      found.ifPresent(target -> {
        TargetRows.confirm(handle, target, now);
        handle.execute(
            "UPDATE alert_confirmation SET secret_hash = NULL WHERE account_id = ?"
                + " AND target_id = ?",
            target.accountId(),
            target.id());
        AuditLog.note(
            handle,
            target.accountId(),
            now,
            Actor.visitor(target.address(), from),
            AuditAction.ALERT_CONFIRM,
            target.id(),
            target.name());
      });
      return found;
    });
  }

  /** A link is for one address: to another that the target got since it is void. */
  private Optional<AlertTarget> target(Handle handle, String secret) {
    return handle
        .createQuery(
            "SELECT c.account_id, c.target_id FROM alert_confirmation c JOIN alert_target t"
                + " ON t.account_id = c.account_id AND t.target_id = c.target_id"
                + " JOIN account a ON a.account_id = c.account_id"
                + " WHERE c.secret_hash = :hash AND c.expires_at > :now AND c.address = t.address"
                + " AND t.confirmed_at IS NULL AND a.deleted_at IS NULL")
        .bind("hash", SecretHash.of(secret))
        .bind("now", clock.instant().toEpochMilli())
        .map((row, _) -> TargetRows.find(handle, row.getString(1), row.getString(2)))
        .findOne()
        .flatMap(found -> found);
  }

  /**
   * Queues a mail that asks.
   *
   * @param base the address browsers reach this server by
   * @throws TooSoonException where too many were asked for of late
   */
  static void ask(Handle handle, AlertTarget target, String base, Instant now) {
    handle.execute(
        "DELETE FROM alert_confirmation WHERE account_id = ? AND asked_at < ?",
        target.accountId(),
        now.minus(KEPT).toEpochMilli());
    bound(handle, target, now);
    String account = Dispatch.accountName(handle, target.accountId());
    Notice notice =
        new Notice(
            AlertEvent.CONFIRMATION,
            now,
            "Confirm that alerts of " + account + " may come to this address",
            """
            %s wants alerts about the IP allowlist of the account %s to be sent to this address.

            If that is right, open this link within 3 days and confirm:

            %s/confirm/%s

            If you don't expect this, do nothing: no alert is sent here before that.\
            """
                .formatted(target.createdBy(), account, base, SECRET),
            Map.of());
    handle.execute(
        "INSERT INTO alert_confirmation (account_id, delivery_id, target_id, address, asked_at)"
            + " VALUES (?, ?, ?, ?, ?)",
        target.accountId(),
        Dispatch.add(handle, target, notice, now),
        target.id(),
        target.address(),
        now.toEpochMilli());
  }

  private static void bound(Handle handle, AlertTarget target, Instant now) {
    String where = " FROM alert_confirmation WHERE account_id = :account AND asked_at > :since";
    long day = now.minus(Duration.ofDays(1)).toEpochMilli();
    int all = count(handle, "SELECT COUNT(*)" + where, target, day);
    int toOne = count(handle, "SELECT COUNT(*)" + where + " AND address = :address", target, day);
    if (all >= MOST_A_DAY || toOne >= MOST_TO_ONE) {
      throw new TooSoonException(
          "That were many mails to be confirmed within a day. Try again tomorrow.");
    }
    long lately = now.minus(BETWEEN).toEpochMilli();
    if (count(handle, "SELECT COUNT(*)" + where + " AND address = :address", target, lately) > 0) {
      throw new TooSoonException(
          "A mail was sent there a moment ago. Look for that, or wait for a minute.");
    }
  }

  private static int count(Handle handle, String sql, AlertTarget target, long since) {
    return handle
        .createQuery(sql)
        .bind("account", target.accountId())
        .bind("since", since)
        .bindMap(Map.of("address", target.address()))
        .mapTo(Integer.class)
        .one();
  }

  /** The mail with a link made for it now; empty where there is nothing to confirm any more. */
  Optional<String> letter(DeliveryRows.Due due, AlertTarget target) {
    if (target.confirmed()) {
      return Optional.empty();
    }
    String secret = Ids.secret();
    boolean waits =
        store.write(handle ->
            handle.execute(
                    "UPDATE alert_confirmation SET secret_hash = ?, expires_at = ?"
                        + " WHERE account_id = ? AND delivery_id = ? AND address = ?",
                    SecretHash.of(secret),
                    clock.instant().plus(LIFE).toEpochMilli(),
                    due.accountId(),
                    due.id(),
                    target.address())
                == 1);
    return waits ? Optional.of(due.body().replace(SECRET, secret)) : Optional.empty();
  }
}
