package dev.sallyport.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.activity.Call;
import dev.sallyport.admission.Authentication.Authenticated;
import dev.sallyport.admission.Decision.Admitted;
import dev.sallyport.admission.Decision.NotListed;
import dev.sallyport.admission.Decision.Reason;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.secret.SecretHash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final IpAddress INSIDE = IpAddress.of("192.0.2.10");
  private static final IpAddress OUTSIDE = IpAddress.of("198.51.100.9");

  private final Picture picture = new Picture();
  private final AtomicLong nanos = new AtomicLong();
  private final Freshness freshness = new Freshness(Duration.ofHours(1), nanos::get);
  private final List<Call> calls = new ArrayList<>();
  private final Admission admission =
      new Admission(picture, freshness, calls::add, () -> States.NOW);

  @BeforeEach
  void loaded() {
    freshness.confirm(freshness.now());
  }

  private Caller caller() {
    return ((Authenticated) admission.byToken(States.TOKEN)).caller();
  }

  @Test
  void aTokenIsKnownByItsSecret() {
    picture.put(new States().state());
    assertThat(caller().credentialName()).isEqualTo("checkout");
    assertThat(caller().scopes()).containsExactly("email");
    assertThat(admission.byToken("sly_other")).isInstanceOf(Authentication.Refused.class);
  }

  @Test
  void anSmtpUserIsKnownByNameAndPasswordTogether() {
    picture.put(new States().state());
    assertThat(admission.bySmtpUser("smtp_billing", States.PASSWORD))
        .isInstanceOf(Authenticated.class);
    assertThat(admission.bySmtpUser("smtp_billing", "wrong"))
        .isInstanceOf(Authentication.Refused.class);
    assertThat(admission.bySmtpUser("smtp_nobody", States.PASSWORD))
        .isInstanceOf(Authentication.Refused.class);
  }

  @Test
  void aCredentialOfOneChannelOpensNotTheOther() {
    picture.put(new States().state());
    assertThat(admission.bySmtpUser(SecretHash.of(States.TOKEN), States.TOKEN))
        .isInstanceOf(Authentication.Refused.class);
    assertThat(admission.byToken(States.PASSWORD)).isInstanceOf(Authentication.Refused.class);
  }

  @Test
  void pausedCredentialsAuthenticateNoMore() {
    picture.put(new States().tokenPaused().state());
    assertThat(admission.byToken(States.TOKEN)).isInstanceOf(Authentication.Refused.class);
  }

  @Test
  void anEmptyListIsOpen() {
    picture.put(new States().state());
    assertThat(admission.decide(caller(), OUTSIDE))
        .isInstanceOfSatisfying(
            Admitted.class, a -> assertThat(a.verdict().reason()).isEqualTo(Reason.UNRESTRICTED));
  }

  @Test
  void aListWithOnlyAPausedEntryIsClosed() {
    picture.put(new States().pausedEntry("192.0.2.0/24").state());
    assertThat(admission.decide(caller(), INSIDE))
        .isInstanceOfSatisfying(
            NotListed.class, d -> assertThat(d.verdict().reason()).isEqualTo(Reason.PAUSED));
    assertThat(admission.decide(caller(), OUTSIDE)).isInstanceOf(NotListed.class);
  }

  @Test
  void anEntryThatExpiresClosesByTheClockAlone() {
    picture.put(new States().entryUntil("192.0.2.0/24", States.NOW).state());
    assertThat(admission.decide(caller(), INSIDE))
        .isInstanceOfSatisfying(
            NotListed.class, d -> assertThat(d.verdict().reason()).isEqualTo(Reason.EXPIRED));
  }

  @Test
  void theAccountsPauseComesBeforeItsList() {
    picture.put(new States().entry("192.0.2.0/24").state());
    Caller before = caller();
    picture.put(new States().number(2).paused().entry("192.0.2.0/24").state());
    assertThat(admission.decide(before, OUTSIDE)).isInstanceOf(Decision.AccountPaused.class);
  }

  @Test
  void theCredentialComesBeforeTheAccount() {
    picture.put(new States().state());
    Caller before = caller();
    picture.put(new States().number(2).paused().tokenPaused().state());
    assertThat(admission.decide(before, INSIDE)).isInstanceOf(Decision.CredentialGone.class);
    picture.put(new States().number(3).withoutToken().state());
    assertThat(admission.decide(before, INSIDE)).isInstanceOf(Decision.CredentialGone.class);
    assertThat(admission.byToken(States.TOKEN)).isInstanceOf(Authentication.Refused.class);
  }

  @Test
  void theCredentialsOwnListCanOnlyNarrow() {
    picture.put(new States().entry("192.0.2.0/24").tokensOwnList("198.51.100.0/24").state());
    assertThat(admission.decide(caller(), INSIDE)).isInstanceOf(Decision.NotOnCredentialList.class);
    assertThat(admission.decide(caller(), OUTSIDE)).isInstanceOf(NotListed.class);
  }

  @Test
  void aCredentialsOwnListThatWasEmptiedIsOpen() {
    picture.put(new States().entry("192.0.2.0/24").tokensOwnList().state());
    assertThat(admission.decide(caller(), INSIDE)).isInstanceOf(Admitted.class);
  }

  @Test
  void monitorModeLetsThroughAndSaysSo() {
    picture.put(new States().entry("192.0.2.0/24").monitored().state());
    assertThat(admission.decide(caller(), OUTSIDE))
        .isInstanceOfSatisfying(
            Admitted.class,
            a -> {
              assertThat(a.monitored()).isTrue();
              assertThat(a.verdict().reason()).isEqualTo(Reason.NOT_LISTED);
            });
    assertThat(admission.decide(caller(), INSIDE))
        .isInstanceOfSatisfying(Admitted.class, a -> assertThat(a.monitored()).isFalse());
  }

  @Test
  void monitorModeOfTheAccountDoesNotSwitchTheCredentialsListOff() {
    picture.put(
        new States().entry("192.0.2.0/24").monitored().tokensOwnList("192.0.2.0/25").state());
    assertThat(admission.decide(caller(), OUTSIDE))
        .isInstanceOf(Decision.NotOnCredentialList.class);
  }

  @Test
  void aNameWithALineEndIsDamage() {
    picture.put(new States().state());
    Caller before = caller();
    picture.put(new States().number(2).named("acme\nx").state());
    assertThat(admission.decide(before, INSIDE)).isInstanceOf(Decision.ListUnknown.class);
  }

  @Test
  void aDecisionIsCountedWithItsReasonAndWhetherTheCallWentOn() {
    picture.put(new States().entry("192.0.2.0/24").monitored().state());

    admission.count(caller(), INSIDE, admission.decide(caller(), INSIDE), true);
    admission.count(caller(), OUTSIDE, admission.decide(caller(), OUTSIDE), true);
    admission.count(caller(), OUTSIDE, new Decision.AccountPaused(), false);
    admission.count(caller(), OUTSIDE, new Decision.CredentialGone(), false);

    assertThat(calls)
        .extracting(call -> call.client() + " " + call.reason() + " " + call.letIn())
        .containsExactly(
            "192.0.2.10 listed true",
            "198.51.100.9 not_listed true",
            "198.51.100.9 account_paused false");
    assertThat(calls.getFirst().channel()).isEqualTo("api");
    assertThat(calls.getFirst().entryId()).isNotEmpty();
  }

  @Test
  void nothingIsAllowedBeforeAnythingWasLoaded() {
    Admission unloaded =
        new Admission(
            picture, new Freshness(Duration.ZERO, nanos::get), calls::add, () -> States.NOW);
    picture.put(new States().state());
    assertThat(unloaded.byToken(States.TOKEN)).isInstanceOf(Authentication.Unavailable.class);
    assertThat(unloaded.decide(caller(), INSIDE)).isInstanceOf(Decision.ListUnknown.class);
  }

  @Test
  void listsOlderThanTheirAgeAreNotGoneBy() {
    picture.put(new States().state());
    Caller before = caller();
    nanos.addAndGet(Duration.ofHours(1).toNanos());
    assertThat(admission.decide(before, INSIDE)).isInstanceOf(Admitted.class);
    nanos.addAndGet(1);
    assertThat(admission.decide(before, INSIDE)).isInstanceOf(Decision.ListUnknown.class);
    assertThat(admission.byToken(States.TOKEN)).isInstanceOf(Authentication.Unavailable.class);
  }

  @Test
  void anAccountThatCantBeReadIsTurnedAwayAndOthersAreNot() {
    picture.put(new States().state());
    Caller before = caller();
    picture.markUnknown(States.ACCOUNT);
    assertThat(admission.decide(before, INSIDE)).isInstanceOf(Decision.ListUnknown.class);
    picture.put(new States().number(2).state());
    assertThat(admission.decide(before, INSIDE)).isInstanceOf(Admitted.class);
  }

  @Test
  void domainsBindTheSenderByNameNotBySuffix() {
    picture.put(new States().domains("example.com").state());
    assertThat(admission.maySendAs(caller(), "a@Example.COM")).isTrue();
    assertThat(admission.maySendAs(caller(), "a@evilexample.com")).isFalse();
    assertThat(admission.maySendAs(caller(), "a@sub.example.com")).isFalse();
    assertThat(admission.maySendAs(caller(), "a@example.com@example.net")).isFalse();
  }
}
