package dev.sallyport.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.secret.SecretHash;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // made before each test
final class InvitationsTest extends AccountTestCase {
  private static final String PASSWORD = "correct horse battery";
  private static final String EMAIL = "new@example.com";
  private String account;
  private Member owner;
  private Invitations invitations;

  @BeforeEach
  void makeAccount() {
    account = house.accounts.create("Acme", "starter").id();
    owner = house.members.create(account, "owner@example.com", PASSWORD, Role.OWNER);
    invitations = house.people.invitations();
  }

  @Test
  void anInvitationMakesAMemberOfTheRoleItNames() {
    NewInvitation made = invitations.create(account, " New@Example.com", Role.ADMIN, by(owner));

    Member member = acceptNew(made);

    assertThat(member.email()).isEqualTo(EMAIL);
    assertThat(house.members.memberships(member.id()))
        .containsExactly(new Membership(account, "Acme", Role.ADMIN));
    assertThat(house.members.authenticate(EMAIL, PASSWORD)).contains(member);
    assertThat(actions()).contains("invitation.create", "member.join");
    assertThat(column("SELECT subject_name FROM audit WHERE action = 'member.join'"))
        .containsExactly("new@example.com as admin");
  }

  @Test
  void itsSecretIsKeptAsAHash() {
    NewInvitation made = invite(EMAIL, Role.VIEWER);

    assertThat(made.secret()).hasSize(32);
    assertThat(column("SELECT secret_hash FROM invitation"))
        .containsExactly(SecretHash.of(made.secret()));
    assertThat(made.toString()).doesNotContain(made.secret());
  }

  @Test
  void itWorksOnce() {
    NewInvitation made = invite(EMAIL, Role.VIEWER);
    acceptNew(made);

    assertThat(invitations.find(made.secret())).isEmpty();
    assertThat(invitations.acceptNew(made.secret(), PASSWORD, SessionOrigin.UNKNOWN)).isEmpty();
    assertThat(invitations.list(account)).isEmpty();
  }

  @Test
  void itWorksForSevenDays() {
    NewInvitation made = invite(EMAIL, Role.VIEWER);
    house.pass(Duration.ofDays(7).minusSeconds(1));
    assertThat(invitations.find(made.secret())).isPresent();
    house.pass(Duration.ofSeconds(1));

    assertThat(invitations.find(made.secret())).isEmpty();
    assertThat(invitations.list(account)).isEmpty();
    assertThat(invitations.acceptNew(made.secret(), PASSWORD, SessionOrigin.UNKNOWN)).isEmpty();
  }

  @Test
  void aRevokedOneWorksNoMore() {
    NewInvitation made = invite(EMAIL, Role.VIEWER);

    invitations.revoke(account, made.invitation().id(), by(owner));

    assertThat(invitations.find(made.secret())).isEmpty();
    assertThat(actions()).contains("invitation.revoke");
    assertThatThrownBy(
            () -> invitations.revoke(account, made.invitation().id(), Actor.commandLine()))
        .isInstanceOf(NoSuchAccountException.class);
  }

  @Test
  void oneOfAnotherAccountIsNotRevoked() {
    NewInvitation made = invite(EMAIL, Role.VIEWER);
    String other = house.accounts.create("Other", "starter").id();

    assertThatThrownBy(() -> invitations.revoke(other, made.invitation().id(), Actor.commandLine()))
        .isInstanceOf(NoSuchAccountException.class);
    assertThat(invitations.find(made.secret())).isPresent();
  }

  @Test
  void aNewOneTakesThePlaceOfAnOlderOne() {
    NewInvitation old = invite(EMAIL, Role.VIEWER);
    NewInvitation made = invite(EMAIL, Role.ADMIN);

    assertThat(invitations.find(old.secret())).isEmpty();
    assertThat(invitations.list(account)).containsExactly(made.invitation());
  }

  @Test
  void aBadPasswordDoesNotUseItUp() {
    NewInvitation made = invite(EMAIL, Role.VIEWER);

    AccountsTest.refused(
        () -> invitations.acceptNew(made.secret(), "short", SessionOrigin.UNKNOWN),
        "password",
        "12 characters");
    assertThat(invitations.find(made.secret())).isPresent();
  }

  @Test
  void aMemberOfAnotherAccountKeepsThePassword() {
    String other = house.accounts.create("Other", "starter").id();
    NewInvitation made =
        invitations.create(other, "owner@example.com", Role.VIEWER, Actor.commandLine());

    assertThat(invitations.find(made.secret()).orElseThrow().known()).isTrue();
    assertThat(invitations.acceptNew(made.secret(), "another password", SessionOrigin.UNKNOWN))
        .as("without being signed in")
        .isEmpty();
    assertThat(invitations.accept(made.secret(), owner, SessionOrigin.UNKNOWN)).contains(other);
    assertThat(house.members.memberships(owner.id())).hasSize(2);
    assertThat(house.members.authenticate("owner@example.com", PASSWORD)).contains(owner);
  }

  @Test
  void anotherMemberCantAcceptIt() {
    NewInvitation made = invite(EMAIL, Role.OWNER);
    Member viewer = house.members.create(account, "v@example.com", PASSWORD, Role.VIEWER);

    assertThat(invitations.accept(made.secret(), viewer, SessionOrigin.UNKNOWN)).isEmpty();
    assertThat(invitations.find(made.secret())).isPresent();
  }

  @Test
  void aMemberOfTheAccountIsNotInvitedToIt() {
    AccountsTest.refused(
        () -> invite("owner@example.com", Role.VIEWER), "email", "is a member of Acme already");
  }

  @Test
  void anAccountHasAHundredOpenOnes() {
    for (int i = 0; i < Invitations.MOST; i++) {
      invite("n" + i + "@example.com", Role.VIEWER);
    }

    AccountsTest.refused(() -> invite(EMAIL, Role.VIEWER), "email", "100 invitations");
    invite("n5@example.com", Role.ADMIN);
  }

  @Test
  void anAdminInvitesAdminsAndViewersButNoOwners() {
    Member admin = house.members.create(account, "a@example.com", PASSWORD, Role.ADMIN);
    NewInvitation ofOwner = invitations.create(account, "o2@example.com", Role.OWNER, by(owner));

    invitations.create(account, "a2@example.com", Role.ADMIN, by(admin));
    notAllowed(() -> invitations.create(account, EMAIL, Role.OWNER, by(admin)));
    notAllowed(() -> invitations.create(account, "o2@example.com", Role.VIEWER, by(admin)));
    notAllowed(() -> invitations.revoke(account, ofOwner.invitation().id(), by(admin)));
    assertThat(invitations.find(ofOwner.secret())).isPresent();
  }

  @Test
  void aViewerAndAStrangerInviteNobody() {
    Member viewer = house.members.create(account, "v@example.com", PASSWORD, Role.VIEWER);
    String other = house.accounts.create("Other", "starter").id();
    Member stranger = house.members.create(other, "s@example.com", PASSWORD, Role.OWNER);

    notAllowed(() -> invitations.create(account, EMAIL, Role.VIEWER, by(viewer)));
    notAllowed(() -> invitations.create(account, EMAIL, Role.VIEWER, by(stranger)));
  }

  @Test
  void thoseOfADeletedAccountWorkNoMore() {
    NewInvitation made = invite(EMAIL, Role.VIEWER);
    house.accounts.delete(account);

    assertThat(invitations.find(made.secret())).isEmpty();
  }

  static void notAllowed(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
    assertThatThrownBy(work).isInstanceOf(NotAllowedException.class);
  }

  private NewInvitation invite(String email, Role role) {
    return invitations.create(account, email, role, Actor.commandLine());
  }

  private Member acceptNew(NewInvitation made) {
    return invitations.acceptNew(made.secret(), PASSWORD, SessionOrigin.UNKNOWN).orElseThrow();
  }

  private static Actor by(Member member) {
    return new Actor(Actor.Kind.MEMBER, member.id(), member.email(), null);
  }

  private List<String> actions() {
    return column("SELECT action FROM audit");
  }

  private List<String> column(String sql) {
    return house.store.read(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  private Member admin() {
    return house.members.create(account, "admin@example.com", PASSWORD, Role.ADMIN);
  }

  @Test
  void whatARemovedAdminMadeWorksNoMore() {
    Member admin = admin();
    Member viewer = house.members.create(account, "v@example.com", PASSWORD, Role.VIEWER);
    NewInvitation theirs = invitations.create(account, EMAIL, Role.ADMIN, by(admin));
    NewInvitation ours = invite("other@example.com", Role.VIEWER);
    String link = house.people.passwordLinks().create(account, viewer.id(), by(admin));

    house.members.remove(account, admin.id(), by(owner));

    assertThat(invitations.find(theirs.secret())).isEmpty();
    assertThat(invitations.find(ours.secret())).isPresent();
    assertThat(house.people.passwordLinks().find(link)).isEmpty();
    assertThat(actions()).contains("invitation.revoke");
  }

  @Test
  void aLinkMadeInAnotherAccountOpensThisOneNoMore() {
    String other = house.accounts.create("Other", "starter").id();
    Member admin = admin();
    Member viewer = house.members.create(account, "v@example.com", PASSWORD, Role.VIEWER);
    Member _ = house.members.create(other, "admin@example.com", PASSWORD, Role.OWNER);
    Member _ = house.members.create(other, "v@example.com", PASSWORD, Role.VIEWER);
    String link = house.people.passwordLinks().create(other, viewer.id(), by(admin));

    house.members.remove(account, admin.id(), by(owner));

    assertThat(house.people.passwordLinks().find(link)).isEmpty();
  }

  @Test
  void anOwnerWhoIsAnAdminFromThenOnHasInvitedNoOwner() {
    Member other = house.members.create(account, "o@example.com", PASSWORD, Role.OWNER);
    NewInvitation anOwner = invitations.create(account, EMAIL, Role.OWNER, by(other));
    NewInvitation aViewer = invitations.create(account, "v@example.com", Role.VIEWER, by(other));

    house.members.setRole(account, other.id(), Role.ADMIN, by(owner));

    assertThat(invitations.find(anOwner.secret())).isEmpty();
    assertThat(invitations.find(aViewer.secret())).isPresent();
  }

  @Test
  void whatAnAdminMadeStaysWhereTheAdminRises() {
    Member admin = admin();
    NewInvitation made = invitations.create(account, EMAIL, Role.VIEWER, by(admin));

    house.members.setRole(account, admin.id(), Role.OWNER, by(owner));

    assertThat(invitations.find(made.secret())).isPresent();
  }
}
