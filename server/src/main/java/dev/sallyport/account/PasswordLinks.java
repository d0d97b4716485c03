package dev.sallyport.account;

import dev.sallyport.secret.SecretHash;
import dev.sallyport.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Links by which a member who lost the password sets a new one: they work once, for 24 hours, and
 * only the newest does. The secret is kept as a hash only. The second factor stays as it is.
 */
public final class PasswordLinks {
  private static final Duration LIFE = Duration.ofHours(24);

  private final Store store;
  private final InstantSource clock;
  private final PasswordHashes hashes = new PasswordHashes();

  public PasswordLinks(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Makes a link for a member of an account. The present password works until it is used.
   *
   * @return the secret that the link ends in, never to be had again; 32 characters
   * @throws NoSuchAccountException where the member has no place in it
   * @throws NotAllowedException where the actor does not look after the member everywhere
   */
  public String create(String accountId, String memberId, Actor actor) {
    String secret = Secrets.newSecret();
    return store.write(handle -> {
      Member member = MemberRows.require(handle, accountId, memberId).member();
      Authority.requireEverywhere(handle, actor, memberId);
      handle.execute("DELETE FROM password_link WHERE expires_at <= ?", now().toEpochMilli());
      handle.execute(
          "INSERT INTO password_link (member_id, account_id, secret_hash, expires_at)"
              + " VALUES (?, ?, ?, ?) ON CONFLICT (member_id) DO UPDATE SET"
              + " account_id = excluded.account_id, secret_hash = excluded.secret_hash,"
              + " expires_at = excluded.expires_at",
          memberId,
          accountId,
          SecretHash.of(secret),
          now().plus(LIFE).toEpochMilli());
      AuditRows.addEverywhere(handle, now(), actor, AuditAction.MEMBER_PASSWORD_LINK, member);
      return secret;
    });
  }

  /** Whose link that is; empty where it works no more. */
  public Optional<Member> find(String secret) {
    return store.read(handle -> find(handle, secret));
  }

  /**
   * Uses the link up: sets the password and ends the member's sessions.
   *
   * @return empty where it works no more
   * @throws InvalidFieldException for a bad password; the link is not used up
   */
  public Optional<Member> use(String secret, String password, SessionOrigin from) {
    if (find(secret).isEmpty()) {
      return Optional.empty();
    }
    String hash = hashes.ofNew(password);
    return store.write(handle -> {
      Optional<Member> found = find(handle, secret);
      found.ifPresent(member -> {
        MemberRows.setPassword(handle, member.id(), hash);
        SessionRows.deleteOfMember(handle, member.id());
        Actor actor = new Actor(Actor.Kind.MEMBER, member.id(), member.email(), from.address());
        AuditRows.addEverywhere(handle, now(), actor, AuditAction.MEMBER_RESET_PASSWORD, member);
      });
      return found;
    });
  }

  private Optional<Member> find(Handle handle, String secret) {
    return handle
        .createQuery(
            "SELECT member_id FROM password_link WHERE secret_hash = :hash AND expires_at > :now")
        .bind("hash", SecretHash.of(secret))
        .bind("now", now().toEpochMilli())
        .mapTo(String.class)
        .findOne()
        .flatMap(id -> MemberRows.byId(handle, id));
  }

  private Instant now() {
    return Times.now(clock);
  }
}
