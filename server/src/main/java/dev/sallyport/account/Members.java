package dev.sallyport.account;

import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.secret.SecretHash;
import dev.sallyport.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The members and their sessions. Passwords are kept as Argon2id hashes. */
public final class Members {
  private static final int SHORTEST = 12;
  private static final int LONGEST = 200;
  private static final Duration SETUP = Duration.ofHours(1);
  private static final Duration NOTICE = Duration.ofMinutes(5);

  private final Store store;
  private final Accounts accounts;
  private final AccountChanges changes;
  private final InstantSource clock;
  private final PasswordHashes hashes = new PasswordHashes();

  public Members(Store store, Accounts accounts, AccountChanges changes, InstantSource clock) {
    this.store = store;
    this.accounts = accounts;
    this.changes = changes;
    this.clock = clock;
  }

  /** True until the first member is made, by whatever way. */
  public boolean none() {
    return store.read(MemberRows::none);
  }

  /** As {@link #create(String, String, String, Role, Actor)}, by the operator's command. */
  public Member create(String accountId, String email, String password, Role role) {
    return create(accountId, email, password, role, Actor.commandLine());
  }

  /**
   * Makes a member, or gives the member of that email, who keeps the password, a place in one more
   * account.
   *
   * @throws InvalidFieldException for a bad email, a password under 12 or over 200 characters, or a
   *     member who has a place there already
   * @throws NoSuchAccountException for an unknown account
   */
  public Member create(String accountId, String email, String password, Role role, Actor actor) {
    String address = Emails.canonical(email);
    requirePassword(password);
    String hash = hashes.hash(password);
    // With the counter locked: the account can't go, nor the email come, meanwhile.
    return changes.change(changing -> {
      Handle handle = changing.handle();
      Account account = AccountRows.require(handle, accountId);
      Optional<Member> known =
          MemberRows.byEmail(handle, address).map(MemberRows.WithPassword::member);
      if (known.isPresent() && MemberRows.hasPlace(handle, known.get().id(), accountId)) {
        throw new InvalidFieldException(
            "email", "%s is a member of %s already.".formatted(address, account.name()));
      }
      Member member = known.orElseGet(() -> insert(handle, address, hash));
      MemberRows.addPlace(handle, accountId, member, role, now().toEpochMilli());
      changing.touch(accountId);
      audit(handle, accountId, actor, "member.create", member);
      return member;
    });
  }

  /**
   * Changes what a member may do in an account.
   *
   * @throws InvalidFieldException where the account would be left without an owner
   * @throws NoSuchAccountException where the member has no place in it
   */
  public MemberRow setRole(String accountId, String memberId, Role role, Actor actor) {
    return changes.change(changing -> {
      Handle handle = changing.handle();
      MemberRow row = require(handle, accountId, memberId);
      if (row.role() == role) {
        return row;
      }
      requireOtherOwner(handle, accountId, row);
      MemberRows.setRole(handle, accountId, memberId, role);
      changing.touch(accountId);
      audit(handle, accountId, actor, "member.role", row.member());
      return new MemberRow(row.member(), role);
    });
  }

  /**
   * Takes a member's place in an account away, with the sessions that look at it.
   *
   * @throws InvalidFieldException where the account would be left without an owner
   * @throws NoSuchAccountException where the member has no place in it
   */
  public void remove(String accountId, String memberId, Actor actor) {
    changes.change(changing -> {
      Handle handle = changing.handle();
      MemberRow row = require(handle, accountId, memberId);
      requireOtherOwner(handle, accountId, row);
      MemberRows.removePlace(handle, accountId, memberId);
      SessionRows.deleteOfPlace(handle, accountId, memberId);
      changing.touch(accountId);
      audit(handle, accountId, actor, "member.remove", row.member());
      return row;
    });
  }

  private static MemberRow require(Handle handle, String accountId, String memberId) {
    return MemberRows.ofAccount(handle, accountId).stream()
        .filter(row -> row.member().id().equals(memberId))
        .findFirst()
        .orElseThrow(() -> new NoSuchAccountException("There is no such member (any more)."));
  }

  private static void requireOtherOwner(Handle handle, String accountId, MemberRow leaving) {
    boolean another =
        MemberRows.ofAccount(handle, accountId).stream()
            .anyMatch(row -> row.role() == Role.OWNER && !row.equals(leaving));
    if (leaving.role() == Role.OWNER && !another) {
      throw new InvalidFieldException(
          "role",
          "%s is the only owner. An account without one could not be looked after."
                  .formatted(leaving.member().email())
              + " Make another member an owner first.");
    }
  }

  private Member insert(Handle handle, String address, String hash) {
    Member member = new Member(Secrets.newId(), address, now());
    MemberRows.insert(handle, member, hash);
    return member;
  }

  /** By email. */
  public List<MemberRow> list(String accountId) {
    return store.read(handle -> MemberRows.ofAccount(handle, accountId));
  }

  /** By the accounts' names. */
  public List<Membership> memberships(String memberId) {
    return store.read(handle -> MemberRows.places(handle, memberId));
  }

  public Optional<Member> byId(String memberId) {
    return store.read(handle -> MemberRows.byId(handle, memberId));
  }

  /**
   * Ends the member's sessions too.
   *
   * @throws InvalidFieldException for an unknown email or a bad password
   */
  public void resetPassword(String email, String password) {
    requirePassword(password);
    String hash = hashes.hash(password);
    store.write(handle -> {
      Member member =
          MemberRows.byEmail(handle, Emails.folded(email))
              .map(MemberRows.WithPassword::member)
              .orElseThrow(() ->
                  new InvalidFieldException(
                      "email", "No member has the email " + Texts.shown(email) + "."));
      MemberRows.setPassword(handle, member.id(), hash);
      SessionRows.deleteOfMember(handle, member.id());
      MemberRows.places(handle, member.id())
          .forEach(place ->
              audit(
                  handle, place.accountId(), Actor.commandLine(), "member.reset-password", member));
      return member;
    });
  }

  /**
   * The member whose password this is. The same work whether or not the email is known.
   *
   * @throws BusyException where too many are being checked
   */
  public Optional<Member> authenticate(String email, String password) {
    if (password.length() > LONGEST) {
      // As much work as for any other password, and never a longer text to hash.
      hashes.matches(password.substring(0, LONGEST), null);
      return Optional.empty();
    }
    Optional<MemberRows.WithPassword> known =
        store.read(handle -> MemberRows.byEmail(handle, Emails.folded(email)));
    String hash = known.map(MemberRows.WithPassword::passwordHash).orElse(null);
    boolean right = hashes.matches(password, hash);
    return right ? known.map(MemberRows.WithPassword::member) : Optional.empty();
  }

  /** As {@link #startSession(String, String, IpAddress)}, from an address not known. */
  public NewSession startSession(String memberId, String accountId) {
    return startSession(memberId, accountId, null);
  }

  /**
   * Starts a session; the secret goes into the cookie. A member has 50 at most: the oldest ends.
   *
   * @throws NoSuchAccountException where the member has no place in the account
   */
  public NewSession startSession(String memberId, String accountId, @Nullable IpAddress from) {
    String secret = Secrets.newSecret();
    return store.write(handle -> {
      Member member =
          MemberRows.byId(handle, memberId)
              .filter(found -> MemberRows.hasPlace(handle, found.id(), accountId))
              .orElseThrow(() -> new NoSuchAccountException("The member has no place in it."));
      SessionRows.Stored session =
          new SessionRows.Stored(Secrets.newId(), memberId, accountId, now(), now());
      SessionRows.insert(handle, session, SecretHash.of(secret));
      Actor actor = new Actor(Actor.Kind.MEMBER, member.id(), member.email(), from);
      audit(handle, accountId, actor, "member.sign-in", member);
      return new NewSession(session.withToken(csrfToken(secret)), secret);
    });
  }

  /** The live session of that secret. It lives 12 hours after its last use, 7 days at most. */
  public Optional<Session> session(String secret) {
    String hash = SecretHash.of(secret);
    Instant now = now();
    Optional<SessionRows.Stored> live =
        store
            .read(handle -> SessionRows.bySecret(handle, hash))
            .filter(found -> found.expiresAt().isAfter(now));
    // Not at each page: a write costs a wait for the disk.
    live.filter(found -> found.seenAt().plus(NOTICE).isBefore(now))
        .ifPresent(found -> store.write(handle -> SessionRows.seen(handle, found.id(), now)));
    return live.map(found -> found.withToken(csrfToken(secret)));
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

  public void endSession(String sessionId) {
    store.write(handle -> SessionRows.delete(handle, sessionId));
  }

  /** A one-time link's secret for the first member; valid for an hour; only the newest is. */
  public String newSetupSecret() {
    String secret = Secrets.newSecret();
    store.write(handle ->
        handle.execute(
            "INSERT INTO setup_link (id, secret_hash, expires_at) VALUES (1, ?, ?)"
                + " ON CONFLICT (id) DO UPDATE SET secret_hash = excluded.secret_hash,"
                + " expires_at = excluded.expires_at",
            SecretHash.of(secret),
            now().plus(SETUP).toEpochMilli()));
    return secret;
  }

  /** Whether that secret may still be used. */
  public boolean isSetupSecret(String secret) {
    return store.read(handle -> MemberRows.none(handle) && isSetupSecret(handle, secret));
  }

  private boolean isSetupSecret(Handle handle, String secret) {
    return handle
        .createQuery("SELECT id FROM setup_link WHERE secret_hash = :hash AND expires_at > :now")
        .bind("hash", SecretHash.of(secret))
        .bind("now", now().toEpochMilli())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /**
   * Uses the secret up and makes the first account and its owner, or says no.
   *
   * @throws InvalidFieldException for a field that is not acceptable; the secret is not used up
   */
  public Optional<Member> setUp(
      String secret, String accountName, String plan, String email, String password) {
    if (!isSetupSecret(secret)) {
      return Optional.empty();
    }
    String address = Emails.canonical(email);
    requirePassword(password);
    String hash = hashes.hash(password);
    return changes.change(changing -> {
      Handle handle = changing.handle();
      if (!MemberRows.none(handle) || !isSetupSecret(handle, secret)) {
        return Optional.empty();
      }
      handle.execute("DELETE FROM setup_link");
      Account account = accounts.insert(changing, accountName, plan);
      Member member = insert(handle, address, hash);
      MemberRows.addPlace(handle, account.id(), member, Role.OWNER, now().toEpochMilli());
      audit(handle, account.id(), Actor.commandLine(), "member.create", member);
      return Optional.of(member);
    });
  }

  private static void requirePassword(String password) {
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST || password.length() > LONGEST) {
      throw new InvalidFieldException(
          "password",
          length < SHORTEST
              ? "A password has at least 12 characters; this one has %d.".formatted(length)
              : "A password has at most 200 characters.");
    }
  }

  private void audit(Handle handle, String accountId, Actor actor, String action, Member member) {
    AuditRows.add(
        handle, accountId, now(), actor, new AuditRows.Deed(action, member.id(), member.email()));
  }

  /** Follows from the session's secret, so that nothing of it is stored. */
  private static String csrfToken(String secret) {
    return Secrets.derive(secret, "csrf");
  }

  private Instant now() {
    return Times.now(clock);
  }

  /** A member and the role in the account asked about. */
  public record MemberRow(Member member, Role role) {}

  /** A session just started, with its cookie's secret. */
  public record NewSession(Session session, String secret) {
    /** Never the secret. */
    @Override
    public String toString() {
      return "NewSession[" + session.id() + "]";
    }
  }
}
