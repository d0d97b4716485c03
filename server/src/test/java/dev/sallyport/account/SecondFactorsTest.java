package dev.sallyport.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // made before each test
final class SecondFactorsTest extends AccountTestCase {
  private static final String PASSWORD = "correct horse battery";
  private static final String EMAIL = "owner@example.com";
  private String account;
  private Member member;

  @BeforeEach
  void makeMember() {
    account = house.accounts.create("Acme", "starter").id();
    member = house.members.create(account, EMAIL, PASSWORD, Role.OWNER);
  }

  @Test
  void aSignInWithoutASecondFactorIsDoneWithThePassword() {
    assertThat(signIn(PASSWORD)).isEqualTo(new SignIn.Done(member));
    assertThat(signIn("not the password")).isEqualTo(new SignIn.Wrong());
  }

  @Test
  void whatIsBegunIsNotAskedForUntilItIsConfirmed() {
    house.people.secondFactors().begin(member.id());

    assertThat(house.people.secondFactors().isOn(member.id())).isFalse();
    assertThat(signIn(PASSWORD)).isEqualTo(new SignIn.Done(member));
  }

  @Test
  void theSeedIsOfferedAsAppsReadIt() {
    house.people.secondFactors().begin(member.id());

    SecondFactors.Beginning begun = house.people.secondFactors().begun(member).orElseThrow();

    assertThat(begun.seed()).matches("[A-Z2-7]{32}");
    assertThat(begun.uri())
        .isEqualTo(
            "otpauth://totp/Sallyport:owner%40example.com?secret="
                + begun.seed()
                + "&issuer=Sallyport");
    assertThat(begun.toString()).doesNotContain(begun.seed());
  }

  @Test
  void theSeedIsSealedAndTheRecoveryCodesAreHashes() {
    String seed = begin();
    List<String> codes = confirm(seed);

    String rows =
        String.join(" ", column("SELECT sealed_seed FROM second_factor"))
            + String.join(" ", column("SELECT code_hash FROM recovery_code"));
    assertThat(rows).doesNotContain(seed);
    for (String code : codes) {
      assertThat(rows).doesNotContain(code).doesNotContain(code.replace("-", ""));
    }
  }

  @Test
  void aWrongCodeOrPasswordDoesNotConfirm() {
    String seed = begin();

    AccountsTest.refused(
        () -> factors().confirm(member, wrong(seed), PASSWORD, actor()), "code", "does not match");
    AccountsTest.refused(
        () -> factors().confirm(member, code(seed), "not it at all", actor()),
        "present",
        "not your password");
    assertThat(factors().isOn(member.id())).isFalse();
  }

  @Test
  void onceConfirmedACodeIsOwedAfterTheRightPasswordAlone() {
    confirm(begin());

    assertThat(signIn("not the password")).isEqualTo(new SignIn.Wrong());
    assertThat(signIn(PASSWORD)).isInstanceOf(SignIn.CodeOwed.class);
    assertThat(signIn(PASSWORD).toString()).doesNotContain(ticket());
  }

  @Test
  void theCodeOfNowAndOfTheStepsBesideItCount() {
    String seed = begin();
    confirm(seed);

    for (int steps : new int[] {-1, 0, 1}) {
      house.pass(Duration.ofMinutes(10));
      String code = TimeCode.code(seed, TimeCode.step(house.instant()) + steps);
      assertThat(withCode(ticket(), code)).as("%s steps off", steps).isEqualTo(done());
    }
    for (int steps : new int[] {-2, 2}) {
      house.pass(Duration.ofMinutes(10));
      String code = TimeCode.code(seed, TimeCode.step(house.instant()) + steps);
      assertThat(withCode(ticket(), code)).as("%s steps off", steps).isEqualTo(new SignIn.Wrong());
    }
  }

  @Test
  void codesAreThoseOfTheStandard() {
    // RFC 6238, appendix B, the last six digits of SHA-1's column
    String seed = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    assertThat(TimeCode.code(seed, 59 / 30)).isEqualTo("287082");
    assertThat(TimeCode.code(seed, 1_111_111_109 / 30)).isEqualTo("081804");
    assertThat(TimeCode.code(seed, 20_000_000_000L / 30)).isEqualTo("353130");
  }

  @Test
  void aCodeCountsOnce() {
    String seed = begin();
    confirm(seed);
    assertThat(withCode(ticket(), code(seed))).as("used to confirm").isEqualTo(new SignIn.Wrong());
    house.pass(Duration.ofSeconds(60));

    assertThat(withCode(ticket(), code(seed))).isEqualTo(done());
    assertThat(withCode(ticket(), code(seed))).isEqualTo(new SignIn.Wrong());
  }

  @Test
  void aRecoveryCodeCountsOnceHoweverTyped() {
    List<String> codes = confirm(begin());
    assertThat(codes).hasSize(10).doesNotHaveDuplicates();
    String typed = " " + codes.get(3).toUpperCase(Locale.ROOT).replace("-", " ");

    assertThat(withCode(ticket(), typed)).isEqualTo(done());
    assertThat(withCode(ticket(), codes.get(3))).isEqualTo(new SignIn.Wrong());
    assertThat(factors().recoveryCodesLeft(member.id())).isEqualTo(9);
    assertThat(actions()).contains("member.recovery-code");
  }

  @Test
  void newRecoveryCodesMakeTheOldOnesVoid() {
    List<String> old = confirm(begin());

    List<String> made = factors().newRecoveryCodes(member, PASSWORD, actor());

    assertThat(withCode(ticket(), old.getFirst())).isEqualTo(new SignIn.Wrong());
    assertThat(withCode(ticket(), made.getFirst())).isEqualTo(done());
  }

  @Test
  void aTicketBearsFiveTries() {
    String seed = begin();
    confirm(seed);
    house.pass(Duration.ofMinutes(1));
    String ticket = ticket();

    for (int i = 0; i < 5; i++) {
      assertThat(withCode(ticket, wrong(seed))).isEqualTo(new SignIn.Wrong());
    }

    assertThat(withCode(ticket, code(seed))).isEqualTo(new SignIn.Expired());
    assertThat(withCode(ticket(), code(seed))).as("from the start").isEqualTo(done());
    assertThat(actions().stream().filter("member.second-factor-failed"::equals)).hasSize(5);
  }

  @Test
  void aTicketIsGoodForFiveMinutesAndOneSignIn() {
    String seed = begin();
    List<String> codes = confirm(seed);
    String late = ticket();
    house.pass(Duration.ofMinutes(5));
    assertThat(house.people.signIns().isOwed(late)).isFalse();
    assertThat(withCode(late, code(seed))).isEqualTo(new SignIn.Expired());

    String used = ticket();
    assertThat(withCode(used, codes.get(0))).isEqualTo(done());
    assertThat(withCode(used, codes.get(1))).isEqualTo(new SignIn.Expired());
    assertThat(withCode("guessed", codes.get(1))).isEqualTo(new SignIn.Expired());
  }

  @Test
  void aNewPasswordMakesWhatWasBegunWithTheOldOneVoid() {
    List<String> codes = confirm(begin());
    String ticket = ticket();

    house.members.resetPassword(EMAIL, "another password");

    assertThat(withCode(ticket, codes.getFirst())).isEqualTo(new SignIn.Expired());
  }

  @Test
  void thePasswordTurnsItOff() {
    confirm(begin());

    AccountsTest.refused(
        () -> factors().turnOff(member, "not it at all", actor()), "present", "not your password");
    assertThat(factors().isOn(member.id())).isTrue();
    factors().turnOff(member, PASSWORD, actor());

    assertThat(signIn(PASSWORD)).isEqualTo(done());
    assertThat(factors().recoveryCodesLeft(member.id())).isZero();
  }

  @Test
  void theOperatorTakesALostOneOff() {
    confirm(begin());

    factors().reset(" OWNER@example.com");

    assertThat(signIn(PASSWORD)).isEqualTo(done());
    AccountsTest.refused(() -> factors().reset(EMAIL), "email", "no second factor");
    AccountsTest.refused(() -> factors().reset("nobody@example.com"), "email", "No member");
  }

  @Test
  void whatIsOnIsNotBegunAgain() {
    String seed = begin();
    confirm(seed);
    factors().begin(member.id());
    house.pass(Duration.ofMinutes(1));

    assertThat(factors().begun(member)).isEmpty();
    assertThat(withCode(ticket(), code(seed))).isEqualTo(done());
    assertThatThrownBy(() -> factors().confirm(member, code(seed), PASSWORD, actor()))
        .isInstanceOf(NoSuchAccountException.class);
  }

  @Test
  void itIsWrittenDownInEachAccountOfTheMember() {
    String other = house.accounts.create("Other", "starter").id();
    house.members.create(other, EMAIL, PASSWORD, Role.VIEWER);
    confirm(begin());

    assertThat(column("SELECT account_id FROM audit WHERE action = 'member.two-factor-on'"))
        .containsExactlyInAnyOrder(account, other);
  }

  @Test
  void theListOfMembersSaysWhoHasOne() {
    confirm(begin());

    assertThat(house.members.list(account).getFirst().secondFactor()).isTrue();
  }

  private SignIn signIn(String password) {
    return house.people.signIns().withPassword(EMAIL, password, null);
  }

  private String ticket() {
    return ((SignIn.CodeOwed) signIn(PASSWORD)).ticket();
  }

  private SignIn withCode(String ticket, String code) {
    return house.people.signIns().withCode(ticket, code, null);
  }

  private SignIn done() {
    return new SignIn.Done(member);
  }

  private SecondFactors factors() {
    return house.people.secondFactors();
  }

  private String begin() {
    factors().begin(member.id());
    return factors().begun(member).orElseThrow().seed();
  }

  private List<String> confirm(String seed) {
    return factors().confirm(member, code(seed), PASSWORD, actor());
  }

  private String code(String seed) {
    return TimeCode.code(seed, TimeCode.step(house.instant()));
  }

  /** A code of the right form that is none of the three that would count. */
  private String wrong(String seed) {
    String code = "000000";
    while (TimeCode.match(seed, code, house.instant()).isPresent()) {
      code = "111111";
    }
    return code;
  }

  private Actor actor() {
    return new Actor(Actor.Kind.MEMBER, member.id(), member.email(), null);
  }

  private List<String> actions() {
    return column("SELECT action FROM audit");
  }

  private List<String> column(String sql) {
    return house.store.read(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }
}
