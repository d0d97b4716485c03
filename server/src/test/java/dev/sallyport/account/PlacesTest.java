package dev.sallyport.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.allowlist.IpAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What members may do to one another, and to their own sessions and passwords. */
@SuppressWarnings("NullAway.Init") // made before each test
final class PlacesTest extends AccountTestCase {
  private static final String PASSWORD = "correct horse battery";
  private static final String NEW = "another password";
  private String account;
  private Member owner;
  private Member admin;
  private Member viewer;

  @BeforeEach
  void makeMembers() {
    account = house.accounts.create("Acme", "starter").id();
    owner = house.members.create(account, "owner@example.com", PASSWORD, Role.OWNER);
    admin = house.members.create(account, "admin@example.com", PASSWORD, Role.ADMIN);
    viewer = house.members.create(account, "viewer@example.com", PASSWORD, Role.VIEWER);
  }

  @Test
  void anAdminNeitherTouchesNorMakesAnOwner() {
    Member second = house.members.create(account, "o2@example.com", PASSWORD, Role.OWNER);

    refused(() -> house.members.setRole(account, second.id(), Role.VIEWER, by(admin)));
    refused(() -> house.members.remove(account, second.id(), by(admin)));
    refused(() -> house.members.setRole(account, viewer.id(), Role.OWNER, by(admin)));
    refused(() -> house.members.setRole(account, admin.id(), Role.OWNER, by(admin)));
    house.members.setRole(account, viewer.id(), Role.ADMIN, by(admin));
    house.members.remove(account, viewer.id(), by(admin));
  }

  @Test
  void aViewerChangesNobody() {
    refused(() -> house.members.setRole(account, viewer.id(), Role.ADMIN, by(viewer)));
    refused(() -> house.members.remove(account, admin.id(), by(viewer)));
    refused(() -> house.people.passwordLinks().create(account, admin.id(), by(viewer)));
  }

  @Test
  void anOwnerOfAnotherAccountChangesNobodyHere() {
    String other = house.accounts.create("Other", "starter").id();
    Member stranger = house.members.create(other, "s@example.com", PASSWORD, Role.OWNER);

    refused(() -> house.members.setRole(account, viewer.id(), Role.ADMIN, by(stranger)));
    refused(() -> house.members.remove(account, viewer.id(), by(stranger)));
    refused(() -> house.people.passwordLinks().create(account, viewer.id(), by(stranger)));
  }

  @Test
  void aRoleTakenAwayCountsAtOnce() {
    house.members.setRole(account, admin.id(), Role.VIEWER, by(owner));

    refused(() -> house.members.remove(account, viewer.id(), by(admin)));
    assertThat(column("SELECT subject_name FROM audit WHERE action = 'member.role'"))
        .containsExactly("admin@example.com as viewer");
  }

  @Test
  void aPasswordLinkSetsANewPasswordOnce() {
    String secret = house.people.passwordLinks().create(account, viewer.id(), by(admin));
    String session = house.sessions.start(viewer.id(), account).secret();
    assertThat(house.people.passwordLinks().find(secret)).contains(viewer);
    AccountsTest.refused(() -> use(secret, "short"), "password", "12 characters");

    assertThat(use(secret, NEW)).isTrue();

    assertThat(house.members.authenticate("viewer@example.com", NEW)).contains(viewer);
    assertThat(house.sessions.find(session)).isEmpty();
    assertThat(use(secret, PASSWORD)).isFalse();
    assertThat(column("SELECT action FROM audit"))
        .contains("member.password-link", "member.reset-password");
  }

  @Test
  void aPasswordLinkWorksForADay() {
    String secret = house.people.passwordLinks().create(account, viewer.id(), by(admin));
    house.pass(Duration.ofHours(24));

    assertThat(house.people.passwordLinks().find(secret)).isEmpty();
    assertThat(use(secret, NEW)).isFalse();
  }

  @Test
  void onlyTheNewestPasswordLinkWorks() {
    String old = house.people.passwordLinks().create(account, viewer.id(), by(admin));
    String newest = house.people.passwordLinks().create(account, viewer.id(), by(owner));

    assertThat(use(old, NEW)).isFalse();
    assertThat(use(newest, NEW)).isTrue();
  }

  @Test
  void anAdminMakesNoPasswordLinkForAnOwner() {
    refused(() -> house.people.passwordLinks().create(account, owner.id(), by(admin)));
    house.people.passwordLinks().create(account, admin.id(), by(owner));
  }

  @Test
  void aPasswordLinkOpensNoAccountThatItsMakerHasNothingToSayIn() {
    String other = house.accounts.create("Other", "starter").id();
    house.members.create(other, "viewer@example.com", PASSWORD, Role.OWNER);

    refused(() -> house.people.passwordLinks().create(account, viewer.id(), by(owner)));
    house.people.passwordLinks().create(account, viewer.id(), Actor.commandLine());
  }

  @Test
  void aPasswordLinkIsVoidOnceTheMemberHasAPlaceMore() {
    String secret = house.people.passwordLinks().create(account, viewer.id(), by(owner));
    String other = house.accounts.create("Other", "starter").id();
    house.members.create(other, "viewer@example.com", PASSWORD, Role.OWNER);

    assertThat(use(secret, NEW)).isFalse();
  }

  @Test
  void thePasswordIsChangedByWhoeverKnowsIt() {
    Sessions.NewSession here = house.sessions.start(viewer.id(), account);
    Sessions.NewSession there = house.sessions.start(viewer.id(), account);
    AccountsTest.refused(
        () -> change("not it at all", NEW, here.session().id()), "present", "not your password");
    AccountsTest.refused(
        () -> change(PASSWORD, "short", here.session().id()), "password", "12 characters");

    change(PASSWORD, NEW, here.session().id());

    assertThat(house.members.authenticate("viewer@example.com", NEW)).contains(viewer);
    assertThat(house.sessions.find(here.secret())).isPresent();
    assertThat(house.sessions.find(there.secret())).isEmpty();
    assertThat(column("SELECT action FROM audit")).contains("member.password");
  }

  @Test
  void aMemberSeesTheOwnLiveSessions() {
    SessionOrigin from = new SessionOrigin(IpAddress.of("2001:db8::7"), "Browser/1\u0000\r\n");
    Session dead = house.sessions.start(viewer.id(), account, from).session();
    house.pass(Duration.ofHours(13));
    Session live = house.sessions.start(viewer.id(), account, from).session();
    house.sessions.start(admin.id(), account);

    assertThat(dead.id()).isNotEqualTo(live.id());
    assertThat(house.sessions.list(viewer.id()))
        .containsExactly(
            new OpenSession(
                live.id(),
                new SessionOrigin(IpAddress.of("2001:db8::7"), "Browser/1"),
                house.instant(),
                house.instant()));
  }

  @Test
  void aMemberEndsOwnSessionsAndNoOthers() {
    Session one = house.sessions.start(viewer.id(), account).session();
    Session two = house.sessions.start(viewer.id(), account).session();
    Session three = house.sessions.start(viewer.id(), account).session();
    Session foreign = house.sessions.start(admin.id(), account).session();

    assertThat(house.sessions.end(viewer, foreign.id(), by(viewer))).isFalse();
    assertThat(house.sessions.end(viewer, two.id(), by(viewer))).isTrue();
    assertThat(house.sessions.endOthers(viewer, one.id(), by(viewer))).isEqualTo(1);

    assertThat(house.sessions.list(viewer.id()).stream().map(OpenSession::id))
        .containsExactly(one.id())
        .doesNotContain(three.id());
    assertThat(house.sessions.list(admin.id())).hasSize(1);
    assertThat(column("SELECT action FROM audit WHERE action = 'member.sessions-end'")).hasSize(2);
  }

  @Test
  void theListOfMembersSaysWhenEachWasLastSeenHere() {
    assertThat(row(viewer).seenAt()).isNull();
    String secret = house.sessions.start(viewer.id(), account).secret();
    assertThat(row(viewer).seenAt()).isEqualTo(house.instant());

    house.pass(Duration.ofHours(1));
    house.sessions.find(secret);

    assertThat(row(viewer).seenAt()).isEqualTo(house.instant());
    assertThat(row(admin).seenAt()).isNull();
  }

  private Members.MemberRow row(Member member) {
    return house.members.list(account).stream()
        .filter(row -> row.member().equals(member))
        .findFirst()
        .orElseThrow();
  }

  private boolean use(String secret, String password) {
    return house.people.passwordLinks().use(secret, password, SessionOrigin.UNKNOWN).isPresent();
  }

  private void change(String present, String password, String session) {
    house.members.changePassword(viewer, present, password, session, by(viewer));
  }

  private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
    InvitationsTest.notAllowed(work);
  }

  private static Actor by(Member member) {
    return new Actor(Actor.Kind.MEMBER, member.id(), member.email(), null);
  }

  private List<String> column(String sql) {
    return house.store.read(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }
}
