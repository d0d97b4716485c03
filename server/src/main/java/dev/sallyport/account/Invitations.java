package dev.sallyport.account;

import dev.sallyport.secret.SecretHash;
import dev.sallyport.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Invitations to accounts. Each is a link that works once, for 7 days, for the member of one email;
 * its secret is kept as a hash only.
 */
public final class Invitations {
  /** How many may be open in an account at once. */
  public static final int MOST = 100;

  private static final Duration LIFE = Duration.ofDays(7);

  private final Store store;
  private final AccountChanges changes;
  private final InstantSource clock;
  private final PasswordHashes hashes = new PasswordHashes();

  public Invitations(Store store, AccountChanges changes, InstantSource clock) {
    this.store = store;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * Invites someone, in the place of an older invitation to the same email.
   *
   * @throws InvalidFieldException for a bad email, one of a member already, or too many open ones
   * @throws NotAllowedException where the actor may not give that role
   * @throws NoSuchAccountException for an unknown account
   */
  public NewInvitation create(String accountId, String email, Role role, Actor actor) {
    String address = Emails.canonical(email);
    String secret = Secrets.newSecret();
    return store.write(handle -> {
      Account account = AccountRows.require(handle, accountId);
      Authority.require(handle, accountId, actor, role);
      List<Invitation> open = InvitationRows.open(handle, accountId, now().toEpochMilli());
      for (Invitation other : open) {
        if (other.email().equals(address)) {
          // Its link would stop working: so only whoever might revoke it may.
          Authority.require(handle, accountId, actor, other.role());
        }
      }
      MemberRows.requireNoPlace(handle, account, address);
      if (open.stream().filter(other -> !other.email().equals(address)).count() >= MOST) {
        throw new InvalidFieldException(
            "email", "%d invitations are open. Revoke one first.".formatted(MOST));
      }
      Invitation made =
          new Invitation(
              accountId, Secrets.newId(), address, role, actor.name(), now(), now().plus(LIFE));
      InvitationRows.put(handle, made, SecretHash.of(secret));
      note(handle, actor, AuditAction.INVITATION_CREATE, made.id(), made);
      return new NewInvitation(made, secret);
    });
  }

  /** Those that can still be accepted, by email. */
  public List<Invitation> list(String accountId) {
    return store.read(handle -> InvitationRows.open(handle, accountId, now().toEpochMilli()));
  }

  /**
   * Takes an invitation back: its link works no more.
   *
   * @throws NoSuchAccountException where there is no such (any more)
   * @throws NotAllowedException where the actor may not
   */
  public Invitation revoke(String accountId, String id, Actor actor) {
    return store.write(handle -> {
      Invitation found =
          InvitationRows.open(handle, accountId, now().toEpochMilli()).stream()
              .filter(open -> open.id().equals(id))
              .findFirst()
              .orElseThrow(() -> new NoSuchAccountException("There is no such invitation."));
      Authority.require(handle, accountId, actor, found.role());
      InvitationRows.delete(handle, found);
      AuditRows.add(
          handle,
          accountId,
          now(),
          actor,
          new AuditRows.Deed(AuditAction.INVITATION_REVOKE, found.id(), found.email()));
      return found;
    });
  }

  /** What the link with that secret offers; empty where it works no more. */
  public Optional<Offer> find(String secret) {
    return store.read(handle ->
        InvitationRows.bySecret(handle, SecretHash.of(secret), now().toEpochMilli())
            .map(found ->
                new Offer(
                    found,
                    AccountRows.require(handle, found.accountId()).name(),
                    MemberRows.byEmail(handle, found.email()).isPresent())));
  }

  /**
   * Accepts for someone who is no member yet: makes one, with that password.
   *
   * @return empty where the link works no more, or a member of that email has come meanwhile
   * @throws InvalidFieldException for a bad password; the link is not used up
   */
  public Optional<Member> acceptNew(String secret, String password, SessionOrigin from) {
    if (find(secret).filter(offer -> !offer.known()).isEmpty()) {
      return Optional.empty();
    }
    String hash = hashes.ofNew(password);
    return changes.change(changing -> {
      Handle handle = changing.handle();
      Optional<Invitation> open = open(handle, secret);
      if (open.isEmpty() || MemberRows.byEmail(handle, open.get().email()).isPresent()) {
        return Optional.empty();
      }
      Member member = new Member(Secrets.newId(), open.get().email(), now());
      MemberRows.insert(handle, member, hash);
      return Optional.of(join(changing, open.get(), member, from));
    });
  }

  /**
   * Accepts for a member who is signed in, or has just shown that they could be.
   *
   * @return the account's id; empty where the link works no more, or is for another member
   */
  public Optional<String> accept(String secret, Member member, SessionOrigin from) {
    return changes.change(changing -> {
      Optional<Invitation> open =
          open(changing.handle(), secret)
              .filter(found -> found.email().equals(member.email()))
              .filter(
                  found -> !MemberRows.hasPlace(changing.handle(), member.id(), found.accountId()));
      open.ifPresent(found -> join(changing, found, member, from));
      return open.map(Invitation::accountId);
    });
  }

  private Optional<Invitation> open(Handle handle, String secret) {
    return InvitationRows.bySecret(handle, SecretHash.of(secret), now().toEpochMilli());
  }

  private Member join(Changing changing, Invitation open, Member member, SessionOrigin from) {
    Handle handle = changing.handle();
    InvitationRows.delete(handle, open);
    MemberRows.addPlace(handle, open.accountId(), member, open.role(), now().toEpochMilli());
    changing.touch(open.accountId());
    Actor actor = new Actor(Actor.Kind.MEMBER, member.id(), member.email(), from.address());
    note(handle, actor, AuditAction.MEMBER_JOIN, member.id(), open);
    return member;
  }

  private void note(
      Handle handle, Actor actor, AuditAction action, String subject, Invitation invitation) {
    AuditRows.add(
        handle,
        invitation.accountId(),
        now(),
        actor,
        AuditRows.Deed.withRole(action, subject, invitation.email(), invitation.role()));
  }

  private Instant now() {
    return Times.now(clock);
  }

  /**
   * What a link offers.
   *
   * @param known whether the one invited is a member somewhere already
   */
  public record Offer(Invitation invitation, String accountName, boolean known) {}
}
