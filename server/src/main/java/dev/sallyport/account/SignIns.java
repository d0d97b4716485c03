package dev.sallyport.account;

import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.secret.SecretHash;
import dev.sallyport.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Signing in: the password, then the code of the second factor where there is one. Nobody hears of
 * a second factor before the password was right. The tries of a code are counted for each right
 * password, so that no number of addresses makes guessing worth while; nothing locks a member.
 */
public final class SignIns {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int TRIES = 5;

  private final Store store;
  private final Members members;
  private final SecondFactors factors;
  private final FailedSignIns failed;
  private final InstantSource clock;

  public SignIns(Store store, Members members, SecondFactors factors, InstantSource clock) {
    this.store = store;
    this.members = members;
    this.factors = factors;
    this.failed = new FailedSignIns(store, clock);
    this.clock = clock;
  }

  /**
   * Takes the first step. The same work whether or not the email is known.
   *
   * @param from for what is written down; null where it is not known
   * @throws BusyException where too many passwords are being checked
   */
  public SignIn withPassword(String email, String password, @Nullable IpAddress from) {
    Optional<Member> right = members.authenticate(email, password);
    if (right.isEmpty()) {
      failed.note(email, from);
      return new SignIn.Wrong();
    }
    Member member = right.get();
    return factors.isOn(member.id())
        ? new SignIn.CodeOwed(ticket(member))
        : new SignIn.Done(member);
  }

  private String ticket(Member member) {
    String ticket = Secrets.newSecret();
    Instant now = Times.now(clock);
    store.write(handle -> {
      handle.execute("DELETE FROM sign_in_step WHERE expires_at <= ?", now.toEpochMilli());
      return handle.execute(
          "INSERT INTO sign_in_step (secret_hash, member_id, tries_left, expires_at)"
              + " VALUES (?, ?, ?, ?)",
          SecretHash.of(ticket),
          member.id(),
          TRIES,
          now.plus(PATIENCE).toEpochMilli());
    });
    return ticket;
  }

  /** Whether a code may still be tried with that ticket. */
  public boolean isOwed(String ticket) {
    return store.read(handle ->
        handle
            .createQuery(
                "SELECT member_id FROM sign_in_step WHERE secret_hash = :hash AND tries_left > 0"
                    + " AND expires_at > :now")
            .bind("hash", SecretHash.of(ticket))
            .bind("now", Times.now(clock).toEpochMilli())
            .mapTo(String.class)
            .findOne()
            .isPresent());
  }

  /**
   * Takes the second step.
   *
   * @param code from the app, or a recovery code
   * @param from for what is written down; null where it is not known
   */
  public SignIn withCode(String ticket, String code, @Nullable IpAddress from) {
    Optional<Member> owing = store.write(handle -> useTry(handle, SecretHash.of(ticket)));
    if (owing.isEmpty()) {
      return new SignIn.Expired();
    }
    Member member = owing.get();
    SecondFactors.Used used = factors.use(member.id(), code);
    store.write(handle -> {
      Actor actor = new Actor(Actor.Kind.MEMBER, member.id(), member.email(), from);
      if (used == SecondFactors.Used.NONE) {
        note(handle, actor, AuditAction.MEMBER_SECOND_FACTOR_FAILED, member);
        return 0;
      }
      if (used == SecondFactors.Used.RECOVERY) {
        note(handle, actor, AuditAction.MEMBER_RECOVERY_CODE, member);
      }
      return handle.execute(
          "DELETE FROM sign_in_step WHERE secret_hash = ?", SecretHash.of(ticket));
    });
    return used == SecondFactors.Used.NONE ? new SignIn.Wrong() : new SignIn.Done(member);
  }

  /** Counted before the code is looked at, so that tries made at once are counted too. */
  private Optional<Member> useTry(Handle handle, String hash) {
    return handle
        .createQuery(
            "UPDATE sign_in_step SET tries_left = tries_left - 1 WHERE secret_hash = :hash"
                + " AND tries_left > 0 AND expires_at > :now RETURNING member_id")
        .bind("hash", hash)
        .bind("now", Times.now(clock).toEpochMilli())
        .mapTo(String.class)
        .findOne()
        .flatMap(id -> MemberRows.byId(handle, id));
  }

  private void note(Handle handle, Actor actor, AuditAction action, Member member) {
    AuditRows.addEverywhere(handle, Times.now(clock), actor, action, member);
  }
}
