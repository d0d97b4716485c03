package dev.sallyport.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.ChangeResult.NeedsAcknowledgement;
import dev.sallyport.account.PreviewResult.Previewed;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Network;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change is held against who called of late. */
@SuppressWarnings("NullAway.Init") // made before each test
final class RecentCallersTest extends ListTestCase {
  private String billing;
  private String token;

  @BeforeEach
  void makeCredentials() {
    billing =
        house.credentials.createSmtpUser(account, "billing", Actor.commandLine()).credential().id();
    token =
        house
            .credentials
            .createToken(account, "ci", Set.of(Scope.EMAIL), Actor.commandLine())
            .credential()
            .id();
  }

  @Test
  void aFirstEntryThatLeavesOutASenderAsksAboutIt() {
    called("203.0.113.9", billing, 412);
    called("192.0.2.1", token, 3);

    Warning warning = denies(new Change.Add(draft("192.0.2.0/24", "office")));

    assertThat(warning.message())
        .isEqualTo(
            "1 of the 2 addresses that sent in the last 30 days would be denied: 203.0.113.9"
                + " (412 calls, SMTP user billing). To keep one, list it too.");
    assertThat(warning.callers()).extracting(RecentCaller::calls).containsExactly(412L);
  }

  @Test
  void theChangeIsMadeOnceThatIsAcknowledged() {
    called("203.0.113.9", billing, 412);

    made(
        change(
            new Change.Add(draft("192.0.2.1", "office")),
            acknowledging("closes_account", "denies_recent_callers")));
  }

  @Test
  void aSenderThatStaysListedAsksNothing() {
    called("203.0.113.9", billing, 412);
    made(change(new Change.Add(draft("203.0.113.9", "office")), acknowledging("closes_account")));

    made(change(new Change.Add(draft("192.0.2.1", "other")), NOTHING_ACKNOWLEDGED));
  }

  @Test
  void aSenderThatIsDeniedTodayAlreadyIsNoNewLoss() {
    called("203.0.113.9", billing, 412);
    add("192.0.2.1", "office");
    add("192.0.2.2", "other");

    Previewed previewed = previewed(new Change.Delete(current().entries().getFirst().id()));

    assertThat(previewed.effect().cutOff().isEmpty()).isTrue();
    assertThat(previewed.effect().stillDenied().callers()).isEqualTo(1);
    assertThat(previewed.warnings()).isEmpty();
  }

  @Test
  void pausingTheEntryOfASenderAsks() {
    called("203.0.113.9", billing, 1);
    Entry entry = add("203.0.113.0/24", "office");

    assertThat(denies(new Change.Pause(entry.id())).message()).contains("203.0.113.9 (1 call,");
  }

  @Test
  void theEndOfMonitorModeAsksAboutWhomItLetThrough() {
    called("203.0.113.9", billing, 5);
    add("192.0.2.1", "office");
    made(new Change.SetMode(Mode.MONITOR));

    assertThat(denies(new Change.SetMode(Mode.ENFORCE)).callers()).hasSize(1);
  }

  @Test
  void aCredentialThatIsGoneCutsNobodyOff() {
    called("203.0.113.9", billing, 412);
    house.credentials.delete(account, CredentialKind.SMTP_USER, billing, Actor.commandLine());

    assertThat(warnings(new Change.Add(draft("192.0.2.1", "office")), NOTHING_ACKNOWLEDGED))
        .containsExactly("closes_account");
  }

  @Test
  void aCredentialsOwnListCutsOffItsOwnCallersOnly() {
    called("203.0.113.9", billing, 412);
    called("203.0.113.9", token, 7);
    list = new ListRef(account, token);

    assertThat(denies(new Change.Add(draft("192.0.2.1", "office"))).callers())
        .extracting(RecentCaller::credentialId)
        .containsExactly(token);
  }

  @Test
  void whatACredentialsOwnListDeniesIsNotLostByTheAccounts() {
    called("203.0.113.9", token, 7);
    list = new ListRef(account, token);
    add("192.0.2.1", "office");
    list = ListRef.ofAccount(account);

    assertThat(warnings(new Change.Add(draft("192.0.2.1", "office")), NOTHING_ACKNOWLEDGED))
        .containsExactly("closes_account");
  }

  @Test
  void addressesCountedTogetherStayAllowedOnlyWhereAllAre() {
    called("203.0.113.0/24", billing, 412);

    assertThat(denies(new Change.Add(draft("203.0.113.0/25", "half"))).callers()).hasSize(1);
    assertThat(warnings(new Change.Add(draft("203.0.112.0/23", "all")), NOTHING_ACKNOWLEDGED))
        .containsExactly("closes_account");
  }

  @Test
  void aWarningNamesFiveAndCountsTheRest() {
    for (int i = 1; i <= 7; i++) {
      called("203.0.113." + i, billing, i);
    }

    assertThat(denies(new Change.Add(draft("192.0.2.1", "office"))).message())
        .startsWith("7 of the 7 addresses")
        .containsSubsequence("203.0.113.7", "203.0.113.3")
        .doesNotContain("203.0.113.2")
        .contains(" and 2 more.");
  }

  @Test
  void aPreviewMakesNothing() {
    called("203.0.113.9", billing, 412);

    Previewed previewed = previewed(new Change.Add(draft("192.0.2.1", "office")));

    assertThat(previewed.after().revision()).isEqualTo(1);
    assertThat(previewed.effect().cutOff().callers()).isEqualTo(1);
    assertThat(previewed.warnings())
        .extracting(Warning::code)
        .containsExactly("closes_account", "denies_recent_callers");
    assertThat(current().revision()).isZero();
  }

  @Test
  void aPreviewOfWhatCantBeMadeSaysWhy() {
    assertThat(house.allowlists.preview(list, new Change.Add(draft("10.1", "x")), null))
        .isInstanceOfSatisfying(
            PreviewResult.Refused.class,
            refused -> assertThat(refused.result()).isInstanceOf(ChangeResult.Invalid.class));
  }

  @Test
  void aChangeThatCanDenyNobodyIsHeldAgainstNobody() {
    Entry office = add("203.0.113.9", "office");
    house.askedForCallers = 0;

    made(new Change.Edit(office.id(), null, "main office", null, null));
    made(new Change.Add(draft("192.0.2.1", "home")));
    assertThat(house.askedForCallers).isZero();

    made(change(new Change.Pause(office.id()), NOTHING_ACKNOWLEDGED));
    assertThat(house.askedForCallers).isEqualTo(1);
    made(change(new Change.Resume(office.id()), NOTHING_ACKNOWLEDGED));
    assertThat(house.askedForCallers).isEqualTo(1);
  }

  @Test
  void aChangeIsHeldAgainstTheListAsAnotherLeftItMeanwhile() {
    called("203.0.113.9", billing, 412);
    Entry one = add("203.0.113.9", "one");
    Entry two = add("203.0.113.0/24", "two");
    add("192.0.2.1", "three");
    house.whenAskedForCallers = () -> made(new Change.Delete(two.id()));

    assertThat(denies(new Change.Delete(one.id())).callers()).hasSize(1);
    assertThat(addresses()).containsExactly("203.0.113.9", "192.0.2.1");
  }

  @Test
  void anAddressSentLatelyWhereACallerOfLateHoldsIt() {
    called("203.0.113.0/24", billing, 412);

    assertThat(house.allowlists.sentLately(account, IpAddress.of("203.0.113.7"))).isTrue();
    assertThat(house.allowlists.sentLately(account, IpAddress.of("203.0.114.7"))).isFalse();
  }

  private void called(String address, String credential, long calls) {
    house.recentCallers.add(
        new RecentCaller(
            Network.of(address),
            credential,
            credential.equals(token) ? "api" : "smtp",
            calls,
            house.instant().minus(Duration.ofDays(3)),
            house.instant().minus(Duration.ofHours(1))));
  }

  private Warning denies(Change change) {
    ChangeResult result = change(change, acknowledging("closes_account", "very_wide"));
    assertThat(result).isInstanceOf(NeedsAcknowledgement.class);
    List<Warning> warnings = ((NeedsAcknowledgement) result).warnings();
    assertThat(warnings).extracting(Warning::code).containsExactly("denies_recent_callers");
    return warnings.getFirst();
  }

  private Previewed previewed(Change change) {
    PreviewResult result = house.allowlists.preview(list, change, null);
    assertThat(result).isInstanceOf(Previewed.class);
    return (Previewed) result;
  }

  @Test
  void addressesCountedTogetherAreNotAllowedByTheirEndsAlone() {
    called("203.0.113.0/24", billing, 412);

    Change ends = new Change.AddAll(drafts("203.0.113.0/28", "203.0.113.240/28"));
    assertThat(denies(ends).callers()).hasSize(1);
    Change halves = new Change.AddAll(drafts("203.0.113.128/25", "203.0.113.0/25"));
    assertThat(warnings(halves, NOTHING_ACKNOWLEDGED)).containsExactly("closes_account");
  }

  @Test
  void whoCallsFromOneAddressByTwoCredentialsIsTwoCallersAndOneAddress() {
    called("203.0.113.9", billing, 3);
    called("203.0.113.9", token, 4);
    called("2001:db8::9", token, 5);

    Effect effect = previewed(new Change.Add(draft("0.0.0.0/0", "all of IPv4"))).effect();

    assertThat(effect.callers()).isEqualTo(3);
    assertThat(effect.addresses()).isEqualTo(2);
    assertThat(effect.allowed().addresses()).isEqualTo(1);
    assertThat(effect.allowed().most(1)).extracting(RecentCaller::calls).containsExactly(4L);
    assertThat(effect.cutOff().calls()).isEqualTo(5);
  }

  @Test
  void whatGoingBackByItselfWouldOpenIsForetold() {
    add("192.0.2.1", "office");
    made(new Change.SetMode(Mode.MONITOR));

    PreviewResult result =
        house.allowlists.preview(
            list, new Change.SetMode(Mode.ENFORCE), null, Duration.ofMinutes(10));

    assertThat(((Previewed) result).warnings())
        .extracting(Warning::code)
        .containsExactly("opens_account");
  }
}
