package dev.sallyport.account;

import dev.sallyport.secret.SecretHash;
import dev.sallyport.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The signed-in browsers of members. A cookie's secret is kept as a hash only. */
public final class Sessions {
  private static final Duration NOTICE = Duration.ofMinutes(5);

  private final Store store;
  private final InstantSource clock;

  public Sessions(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** As {@link #start(String, String, SessionOrigin)}, from nobody knows where. */
  public NewSession start(String memberId, String accountId) {
    return start(memberId, accountId, SessionOrigin.UNKNOWN);
  }

  /**
   * Starts a session; the secret goes into the cookie. A member has 50 at most: the oldest ends.
   *
   * @throws NoSuchAccountException where the member has no place in the account
   */
  public NewSession start(String memberId, String accountId, SessionOrigin from) {
    String secret = Secrets.newSecret();
    return store.write(handle -> {
      Member member =
          MemberRows.byId(handle, memberId)
              .filter(found -> MemberRows.hasPlace(handle, found.id(), accountId))
              .orElseThrow(() -> new NoSuchAccountException("The member has no place in it."));
      Instant now = now();
      SessionRows.Stored session =
          new SessionRows.Stored(Secrets.newId(), memberId, accountId, now, now, from);
      SessionRows.insert(handle, session, SecretHash.of(secret));
      MemberRows.seen(handle, accountId, memberId, now.toEpochMilli());
      Actor actor = new Actor(Actor.Kind.MEMBER, member.id(), member.email(), from.address());
      AuditRows.add(
          handle,
          accountId,
          now,
          actor,
          new AuditRows.Deed(AuditAction.MEMBER_SIGN_IN, member.id(), member.email()));
      return new NewSession(session.withToken(csrfToken(secret)), secret);
    });
  }

  /** The live session of that secret. It lives 12 hours after its last use, 7 days at most. */
  public Optional<Session> find(String secret) {
    String hash = SecretHash.of(secret);
    Instant now = now();
    Optional<SessionRows.Stored> live =
        store.read(handle -> SessionRows.bySecret(handle, hash)).filter(found -> found.live(now));
    // Not at each page: a write costs a wait for the disk.
    live.filter(found -> found.seenAt().plus(NOTICE).isBefore(now))
        .ifPresent(found ->
            store.write(handle -> {
              MemberRows.seen(handle, found.accountId(), found.memberId(), now.toEpochMilli());
              return SessionRows.seen(handle, found.id(), now);
            }));
    return live.map(found -> found.withToken(csrfToken(secret)));
  }

  /** The live sessions of a member, those seen last first. */
  public List<OpenSession> list(String memberId) {
    Instant now = now();
    return store.read(handle -> SessionRows.ofMember(handle, memberId)).stream()
        .filter(session -> session.live(now))
        .map(SessionRows.Stored::shown)
        .toList();
  }

  /** Looks at another account in this session; refused where the member has no place in it. */
  public boolean switchAccount(String sessionId, String accountId) {
    return store.write(handle -> {
      boolean allowed =
          SessionRows.memberOf(handle, sessionId)
              .filter(member -> MemberRows.hasPlace(handle, member, accountId))
              .isPresent();
      if (allowed) {
        SessionRows.setAccount(handle, sessionId, accountId);
      }
      return allowed;
    });
  }

  public void end(String sessionId) {
    store.write(handle -> SessionRows.delete(handle, sessionId));
  }

  /** Ends one of the member's own sessions; false where there is no such (any more). */
  public boolean end(Member member, String sessionId, Actor actor) {
    return store.write(handle ->
        noted(handle, member, actor, SessionRows.deleteOne(handle, member.id(), sessionId)) > 0);
  }

  /** Ends all of the member's sessions but one, and says how many. */
  public int endOthers(Member member, String keptId, Actor actor) {
    return store.write(handle ->
        noted(handle, member, actor, SessionRows.deleteOthers(handle, member.id(), keptId)));
  }

  private int noted(Handle handle, Member member, Actor actor, int ended) {
    if (ended > 0) {
      AuditRows.addEverywhere(handle, now(), actor, AuditAction.MEMBER_SESSIONS_END, member);
    }
    return ended;
  }

  /** Follows from the session's secret, so that nothing of it is stored. */
  private static String csrfToken(String secret) {
    return Secrets.derive(secret, "csrf");
  }

  private Instant now() {
    return Times.now(clock);
  }

  /** A session just started, with its cookie's secret. */
  public record NewSession(Session session, String secret) {
    /** Never the secret. */
    @Override
    public String toString() {
      return "NewSession[" + session.id() + "]";
    }
  }
}
