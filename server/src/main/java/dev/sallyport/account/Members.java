package dev.sallyport.account;

import dev.sallyport.secret.SecretHash;
import dev.sallyport.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The members and their places in accounts. Passwords are kept as Argon2id hashes. */
public final class Members {
  private static final Duration SETUP = Duration.ofHours(1);

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
    String hash = hashes.ofNew(password);
    // With the counter locked: the account can't go, nor the email come, meanwhile.
    return changes.change(changing -> {
      Handle handle = changing.handle();
      Account account = AccountRows.require(handle, accountId);
      MemberRows.requireNoPlace(handle, account, address);
      Member member =
          MemberRows.byEmail(handle, address)
              .map(MemberRows.WithPassword::member)
              .orElseGet(() -> insert(handle, address, hash));
      MemberRows.addPlace(handle, accountId, member, role, now().toEpochMilli());
      changing.touch(accountId);
      audit(handle, accountId, actor, AuditAction.MEMBER_CREATE, member);
      return member;
    });
  }

  /**
   * Changes what a member may do in an account. Of who may do less, links for others that were made
   * before are void.
   *
   * @throws InvalidFieldException where the account would be left without an owner
   * @throws NotAllowedException where the actor may not
   * @throws NoSuchAccountException where the member has no place in it
   */
  public MemberRow setRole(String accountId, String memberId, Role role, Actor actor) {
    return changes.change(changing -> {
      Handle handle = changing.handle();
      MemberRow row = MemberRows.require(handle, accountId, memberId);
      Authority.require(handle, accountId, actor, row.role(), role);
      if (row.role() == role) {
        return row;
      }
      requireOtherOwner(handle, accountId, row);
      MemberRows.setRole(handle, accountId, memberId, role);
      HandedOut.voided(handle, accountId, row, role, actor, now());
      changing.touch(accountId);
      AuditRows.Deed deed =
          AuditRows.Deed.withRole(
              AuditAction.MEMBER_ROLE, row.member().id(), row.member().email(), role);
      AuditRows.add(handle, accountId, now(), actor, deed);
      return new MemberRow(row.member(), role, row.secondFactor(), row.seenAt());
    });
  }

  /**
   * Takes a member's place in an account away, with the sessions that look at it, and with the
   * links for others that an owner or admin made.
   *
   * @throws InvalidFieldException where the account would be left without an owner
   * @throws NotAllowedException where the actor may not
   * @throws NoSuchAccountException where the member has no place in it
   */
  public void remove(String accountId, String memberId, Actor actor) {
    changes.change(changing -> {
      Handle handle = changing.handle();
      MemberRow row = MemberRows.require(handle, accountId, memberId);
      Authority.require(handle, accountId, actor, row.role());
      requireOtherOwner(handle, accountId, row);
      MemberRows.removePlace(handle, accountId, memberId);
      HandedOut.voided(handle, accountId, row, Role.VIEWER, actor, now());
      changing.touch(accountId);
      audit(handle, accountId, actor, AuditAction.MEMBER_REMOVE, row.member());
      return row;
    });
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

  /**
   * Some of them, by email.
   *
   * @param offset how many come before
   */
  public List<MemberRow> list(String accountId, int offset, int limit) {
    return store.read(handle -> MemberRows.ofAccount(handle, accountId, offset, limit));
  }

  public int count(String accountId) {
    return store.read(handle -> MemberRows.count(handle, accountId));
  }

  /** A member's row; empty where the member has no place in the account. */
  public Optional<MemberRow> find(String accountId, String memberId) {
    return store.read(handle -> MemberRows.find(handle, accountId, memberId));
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
    String hash = hashes.ofNew(password);
    store.write(handle -> {
      Member member = MemberRows.requireByEmail(handle, email);
      MemberRows.setPassword(handle, member.id(), hash);
      SessionRows.deleteOfMember(handle, member.id());
      AuditRows.addEverywhere(
          handle, now(), Actor.commandLine(), AuditAction.MEMBER_RESET_PASSWORD, member);
      return member;
    });
  }

  /**
   * Gives a member another password, and ends the sessions but the one it is done in.
   *
   * @throws InvalidFieldException for {@code present} where that is wrong, for {@code password}
   *     where the new one is not acceptable
   */
  public void changePassword(
      Member member, String present, String password, String sessionId, Actor actor) {
    requirePassword(member, present);
    String hash = hashes.ofNew(password);
    store.write(handle -> {
      MemberRows.setPassword(handle, member.id(), hash);
      SessionRows.deleteOthers(handle, member.id(), sessionId);
      AuditRows.addEverywhere(handle, now(), actor, AuditAction.MEMBER_PASSWORD, member);
      return member;
    });
  }

  /**
   * Asks for the member's password before something that a stolen session must not do.
   *
   * @throws InvalidFieldException for {@code present} where it is wrong
   */
  void requirePassword(Member member, String present) {
    String hash = store.read(handle -> MemberRows.passwordHash(handle, member.id())).orElse(null);
    if (!hashes.matches(present, hash)) {
      throw new InvalidFieldException("present", "That is not your password.");
    }
  }

  /**
   * The member whose password this is. The same work whether or not the email is known.
   *
   * @throws BusyException where too many are being checked
   */
  public Optional<Member> authenticate(String email, String password) {
    Optional<MemberRows.WithPassword> known =
        store.read(handle -> MemberRows.byEmail(handle, Emails.folded(email)));
    String hash = known.map(MemberRows.WithPassword::passwordHash).orElse(null);
    boolean right = hashes.matches(password, hash);
    return right ? known.map(MemberRows.WithPassword::member) : Optional.empty();
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
    String hash = hashes.ofNew(password);
    return changes.change(changing -> {
      Handle handle = changing.handle();
      if (!MemberRows.none(handle) || !isSetupSecret(handle, secret)) {
        return Optional.empty();
      }
      handle.execute("DELETE FROM setup_link");
      Account account = accounts.insert(changing, accountName, plan);
      Member member = insert(handle, address, hash);
      MemberRows.addPlace(handle, account.id(), member, Role.OWNER, now().toEpochMilli());
      audit(handle, account.id(), Actor.commandLine(), AuditAction.MEMBER_CREATE, member);
      return Optional.of(member);
    });
  }

  private void audit(
      Handle handle, String accountId, Actor actor, AuditAction action, Member member) {
    AuditRows.add(
        handle, accountId, now(), actor, new AuditRows.Deed(action, member.id(), member.email()));
  }

  private Instant now() {
    return Times.now(clock);
  }

  /**
   * A member and the role in the account asked about.
   *
   * @param secondFactor whether sign-ins ask for a code
   * @param seenAt when the member last looked at the account, to about 5 minutes; null for never
   */
  public record MemberRow(
      Member member, Role role, boolean secondFactor, @Nullable Instant seenAt) {}
}
