package dev.sallyport.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.secret.SecretHash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // made before each test
final class MembersTest extends AccountTestCase {
  private static final String PASSWORD = "correct horse battery";
  private String account;

  @BeforeEach
  void makeAccount() {
    account = house.accounts.create("Acme", "starter").id();
  }

  @Test
  void thereIsNoneUntilTheFirstIsMade() {
    assertThat(house.members.none()).isTrue();
    owner();
    assertThat(house.members.none()).isFalse();
  }

  @Test
  void aMemberSignsInWithTheEmailInAnyCase() {
    Member member = house.members.create(account, " Owner@Example.COM ", PASSWORD, Role.OWNER);

    assertThat(member.email()).isEqualTo("owner@example.com");
    assertThat(house.members.authenticate("OWNER@example.com ", PASSWORD)).contains(member);
  }

  @Test
  void aWrongPasswordAndAnUnknownEmailAreNotToldApart() {
    owner();

    assertThat(house.members.authenticate("owner@example.com", PASSWORD + " ")).isEmpty();
    assertThat(house.members.authenticate("nobody@example.com", PASSWORD)).isEmpty();
    assertThat(house.members.authenticate("owner@example.com", "")).isEmpty();
    assertThat(house.members.authenticate("owner@example.com", "x".repeat(100_000))).isEmpty();
    assertThat(house.members.authenticate("\u0000", PASSWORD)).isEmpty();
  }

  @Test
  void aPasswordIsKeptAsAnArgon2idHash() {
    owner();

    assertThat(column("SELECT password_hash FROM member"))
        .singleElement()
        .asString()
        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
  }

  @Test
  void aPasswordHasTwelveToTwoHundredCharacters() {
    AccountsTest.refused(() -> create("a@example.com", "short pass."), "password", "12");
    AccountsTest.refused(() -> create("a@example.com", "x".repeat(201)), "password", "200");
    create("a@example.com", "x".repeat(200));
    create("b@example.com", "x".repeat(12));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "owner",
        "@example.com",
        "owner@",
        "a b@example.com",
        "a@b@example.com",
        "a\r\nBcc: b@example.com",
        "owner@exa_mple.com",
        "<a@example.com>",
        "a@192.0.2.1"
      })
  void whatIsNoEmailIsRefused(String email) {
    AccountsTest.refused(() -> create(email, PASSWORD), "email", "email");
  }

  @Test
  void aMemberOfOneAccountGetsAPlaceInAnotherAndKeepsThePassword() {
    Member member = owner();
    String other = house.accounts.create("Other", "free").id();

    Member same = house.members.create(other, "owner@example.com", "another password", Role.VIEWER);

    assertThat(same).isEqualTo(member);
    assertThat(house.members.authenticate("owner@example.com", PASSWORD)).contains(member);
    assertThat(house.members.memberships(member.id()))
        .containsExactly(
            new Membership(account, "Acme", Role.OWNER),
            new Membership(other, "Other", Role.VIEWER));
    assertThat(house.members.list(other))
        .containsExactly(new Members.MemberRow(member, Role.VIEWER, false, null));
  }

  @Test
  void aMemberHasOnePlaceInAnAccount() {
    owner();

    AccountsTest.refused(this::owner, "email", "is a member of Acme already");
  }

  @Test
  void aSessionIsFoundByItsSecretAlone() {
    Sessions.NewSession started = house.sessions.start(owner().id(), account);

    assertThat(started.secret()).hasSize(32);
    assertThat(house.sessions.find(started.secret())).contains(started.session());
    assertThat(house.sessions.find(started.session().id())).isEmpty();
    assertThat(house.sessions.find("")).isEmpty();
    assertThat(column("SELECT secret_hash FROM member_session"))
        .containsExactly(SecretHash.of(started.secret()));
    assertThat(started.toString()).doesNotContain(started.secret());
  }

  @Test
  void eachSessionHasItsOwnTokenAgainstForgedForms() {
    String member = owner().id();
    Session one = house.sessions.start(member, account).session();
    Session two = house.sessions.start(member, account).session();

    assertThat(one.csrfToken()).isNotEqualTo(two.csrfToken()).hasSizeGreaterThan(27);
  }

  @Test
  void aSessionDiesTwelveHoursAfterItsLastUse() {
    String secret = house.sessions.start(owner().id(), account).secret();

    house.pass(Duration.ofHours(11));
    assertThat(house.sessions.find(secret)).isPresent();
    house.pass(Duration.ofHours(11));
    assertThat(house.sessions.find(secret)).isPresent();
    house.pass(Duration.ofHours(12));
    assertThat(house.sessions.find(secret)).isEmpty();
  }

  @Test
  void aSessionDiesAfterSevenDaysHoweverUsed() {
    String secret = house.sessions.start(owner().id(), account).secret();

    for (int i = 0; i < 16; i++) {
      house.pass(Duration.ofHours(10));
      assertThat(house.sessions.find(secret)).isPresent();
    }
    house.pass(Duration.ofHours(8));
    assertThat(house.sessions.find(secret)).isEmpty();
  }

  @Test
  void aMemberHasFiftySessionsAndTheOldestEnd() {
    String member = owner().id();
    List<String> secrets = new ArrayList<>();
    for (int i = 0; i < 52; i++) {
      secrets.add(house.sessions.start(member, account).secret());
      house.pass(Duration.ofSeconds(1));
    }

    assertThat(house.sessions.find(secrets.get(0))).isEmpty();
    assertThat(house.sessions.find(secrets.get(1))).isEmpty();
    assertThat(house.sessions.find(secrets.get(2))).isPresent();
    assertThat(house.sessions.find(secrets.getLast())).isPresent();
  }

  @Test
  void aSessionEnds() {
    Sessions.NewSession started = house.sessions.start(owner().id(), account);

    house.sessions.end(started.session().id());

    assertThat(house.sessions.find(started.secret())).isEmpty();
  }

  @Test
  void aNewPasswordEndsTheSessions() {
    Member member = owner();
    String secret = house.sessions.start(member.id(), account).secret();

    house.members.resetPassword("Owner@example.com", "another password");

    assertThat(house.sessions.find(secret)).isEmpty();
    assertThat(house.members.authenticate("owner@example.com", PASSWORD)).isEmpty();
    assertThat(house.members.authenticate("owner@example.com", "another password"))
        .contains(member);
  }

  @Test
  void aPasswordOfNobodyIsNotReset() {
    AccountsTest.refused(
        () -> house.members.resetPassword("nobody@example.com", PASSWORD), "email", "No member");
  }

  @Test
  void aSessionLooksOnlyAtAccountsOfItsMember() {
    Member member = owner();
    String other = house.accounts.create("Other", "free").id();
    Sessions.NewSession started = house.sessions.start(member.id(), account);

    assertThat(house.sessions.switchAccount(started.session().id(), other)).isFalse();
    house.members.create(other, "owner@example.com", PASSWORD, Role.VIEWER);
    assertThat(house.sessions.switchAccount(started.session().id(), other)).isTrue();
    assertThat(house.sessions.find(started.secret()).orElseThrow().accountId()).isEqualTo(other);
    assertThatThrownBy(() -> house.sessions.start(member.id(), "f".repeat(24)))
        .isInstanceOf(NoSuchAccountException.class);
  }

  @Test
  void theSessionsOfADeletedAccountEnd() {
    String secret = house.sessions.start(owner().id(), account).secret();

    house.accounts.delete(account);

    assertThat(house.sessions.find(secret)).isEmpty();
    assertThat(house.members.none()).isFalse();
  }

  @Test
  void aMemberIsRemovedWithTheSessionsThatLookAtTheAccount() {
    owner();
    Member viewer = house.members.create(account, "v@example.com", PASSWORD, Role.VIEWER);
    String secret = house.sessions.start(viewer.id(), account).secret();

    house.members.remove(account, viewer.id(), Actor.commandLine());

    assertThat(house.members.list(account)).hasSize(1);
    assertThat(house.sessions.find(secret)).isEmpty();
    assertThatThrownBy(() -> house.members.remove(account, viewer.id(), Actor.commandLine()))
        .isInstanceOf(NoSuchAccountException.class);
  }

  @Test
  void anAccountKeepsAnOwner() {
    Member owner = owner();
    Member other = house.members.create(account, "v@example.com", PASSWORD, Role.VIEWER);
    Actor actor = Actor.commandLine();

    AccountsTest.refused(
        () -> house.members.remove(account, owner.id(), actor), "role", "the only owner");
    AccountsTest.refused(
        () -> house.members.setRole(account, owner.id(), Role.ADMIN, actor), "role", "only owner");
    house.members.setRole(account, other.id(), Role.OWNER, actor);
    assertThat(house.members.setRole(account, owner.id(), Role.ADMIN, actor).role())
        .isEqualTo(Role.ADMIN);
  }

  @Test
  void signInsAndChangesOfMembersAreWrittenDown() {
    Member owner = owner();
    house.sessions.start(owner.id(), account, new SessionOrigin(IpAddress.of("198.51.100.9"), ""));
    house.members.resetPassword("owner@example.com", "another password");

    assertThat(column("SELECT action FROM audit WHERE action LIKE 'member.%' ORDER BY action"))
        .containsExactly("member.create", "member.reset-password", "member.sign-in");
    assertThat(column("SELECT actor_address FROM audit WHERE action = 'member.sign-in'"))
        .containsExactly("198.51.100.9");
  }

  @Test
  void whatWasWrittenDownIsKeptForAYearAndNotForEver() {
    owner();
    house.pass(Duration.ofDays(366));
    Member late = house.members.create(account, "late@example.com", PASSWORD, Role.VIEWER);
    assertThat(column("SELECT subject_name FROM audit WHERE action = 'member.create'"))
        .containsExactlyInAnyOrder("owner@example.com", "late@example.com");

    house.pass(Duration.ofDays(40));
    house.sessions.start(late.id(), account);

    assertThat(column("SELECT subject_name FROM audit WHERE action = 'member.create'"))
        .containsExactly("late@example.com");
  }

  @Test
  void aSetUpLinkMakesTheFirstAccountAndItsOwnerOnce() {
    String secret = house.members.newSetupSecret();
    assertThat(house.members.isSetupSecret(secret)).isTrue();

    Member member =
        house.members.setUp(secret, "First", "starter", "o@example.com", PASSWORD).orElseThrow();

    Account made = house.accounts.find("First").orElseThrow();
    assertThat(house.members.memberships(member.id()))
        .containsExactly(new Membership(made.id(), "First", Role.OWNER));
    assertThat(house.members.isSetupSecret(secret)).isFalse();
    assertThat(house.members.setUp(secret, "Second", "free", "p@example.com", PASSWORD)).isEmpty();
    assertThat(house.accounts.find("Second")).isEmpty();
  }

  @Test
  void aSetUpLinkIsValidForAnHour() {
    String secret = house.members.newSetupSecret();
    house.pass(Duration.ofHours(1));

    assertThat(house.members.isSetupSecret(secret)).isFalse();
    assertThat(house.members.setUp(secret, "First", "free", "o@example.com", PASSWORD)).isEmpty();
  }

  @Test
  void onlyTheNewestSetUpLinkIsValid() {
    String old = house.members.newSetupSecret();
    String newest = house.members.newSetupSecret();

    assertThat(house.members.isSetupSecret(old)).isFalse();
    assertThat(house.members.isSetupSecret(newest)).isTrue();
  }

  @Test
  void aMistakeDoesNotUseTheSetUpLinkUp() {
    String secret = house.members.newSetupSecret();

    AccountsTest.refused(
        () -> house.members.setUp(secret, "Acme", "free", "o@example.com", PASSWORD),
        "name",
        "already");
    AccountsTest.refused(
        () -> house.members.setUp(secret, "First", "gold", "o@example.com", PASSWORD),
        "plan",
        "gold");

    assertThat(house.members.none()).isTrue();
    assertThat(house.members.isSetupSecret(secret)).isTrue();
  }

  @Test
  void aSetUpLinkIsWorthNothingOnceThereIsAMember() {
    String secret = house.members.newSetupSecret();
    owner();

    assertThat(house.members.isSetupSecret(secret)).isFalse();
    assertThat(house.members.setUp(secret, "First", "free", "o@example.com", PASSWORD)).isEmpty();
  }

  private Member owner() {
    return create("owner@example.com", PASSWORD);
  }

  private Member create(String email, String password) {
    return house.members.create(account, email, password, Role.OWNER);
  }

  private List<String> column(String sql) {
    return house.store.read(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }
}
