package dev.sallyport.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Deadline.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlinesTest extends ListTestCase {
  private static final Actor ANNA = new Actor(Actor.Kind.MEMBER, "a", "anna@example.com", null);

  @BeforeEach
  void listOne() {
    add("192.0.2.1", "Office");
  }

  private static Guard within(Duration time) {
    return new Guard(Actor.commandLine(), Set.of(), true, OptionalLong.empty(), null, time);
  }

  private ChangeResult addWithin(String address, Duration time) {
    return change(new Change.Add(draft(address, "New")), within(time));
  }

  private void pass(Duration time) {
    house.pass(time);
    house.allowlists.confirmations().carryOutDue();
  }

  private HistoryRow newest() {
    return house.allowlists.history(list, Long.MAX_VALUE, 1).getFirst();
  }

  private Optional<Outcome> outcome(long revision) {
    return Optional.ofNullable(
            house.allowlists.confirmations().deadlines(list, revision, revision).get(revision))
        .map(Deadline::settled)
        .map(Deadline.Settled::outcome);
  }

  @Test
  void whatIsNotConfirmedGoesBackAtItsDeadlineAsARevision() {
    addWithin("192.0.2.2", Duration.ofMinutes(10));

    pass(Duration.ofMinutes(10).minusMillis(1));
    assertThat(addresses()).containsExactly("192.0.2.1", "192.0.2.2");

    pass(Duration.ofMillis(1));
    assertThat(addresses()).containsExactly("192.0.2.1");
    assertThat(current().revision()).isEqualTo(3);
    assertThat(newest().kind()).isEqualTo("revert");
    assertThat(newest().actor().kind()).isEqualTo(Actor.Kind.GATE);
    assertThat(outcome(2)).hasValue(Outcome.WENT_BACK);
  }

  @Test
  void whatIsConfirmedStands() {
    addWithin("192.0.2.2", Duration.ofMinutes(10));
    assertThat(house.allowlists.confirmations().confirm(list, OptionalLong.of(2), ANNA))
        .isPresent();

    pass(Duration.ofHours(1));
    assertThat(addresses()).containsExactly("192.0.2.1", "192.0.2.2");
    assertThat(current().revision()).isEqualTo(2);
    assertThat(outcome(2)).hasValue(Outcome.CONFIRMED);
  }

  @Test
  void onlyTheChangeThatIsMeantIsConfirmed() {
    addWithin("192.0.2.2", Duration.ofMinutes(10));
    assertThat(house.allowlists.confirmations().confirm(list, OptionalLong.of(1), ANNA)).isEmpty();
    assertThat(house.allowlists.confirmations().waiting(list)).isPresent();
  }

  @Test
  void aFurtherChangeSettlesIt() {
    addWithin("192.0.2.2", Duration.ofMinutes(10));
    add("192.0.2.3", "Later");

    pass(Duration.ofMinutes(10));
    assertThat(addresses()).containsExactly("192.0.2.1", "192.0.2.2", "192.0.2.3");
    assertThat(outcome(2)).hasValue(Outcome.CHANGED);
  }

  @Test
  void aFurtherChangeWithADeadlineGoesBackToTheOneBefore() {
    addWithin("192.0.2.2", Duration.ofMinutes(10));
    addWithin("192.0.2.3", Duration.ofMinutes(20));

    pass(Duration.ofMinutes(20));
    assertThat(addresses()).containsExactly("192.0.2.1", "192.0.2.2");
  }

  @Test
  void aChangeThatComesToNothingLeavesItWaiting() {
    addWithin("192.0.2.2", Duration.ofMinutes(10));
    made(new Change.SetMode(Mode.ENFORCE));
    assertThat(house.allowlists.confirmations().waiting(list)).isPresent();
  }

  @Test
  void aChangeOfAnEmptyListCantGoBack() {
    made(new Change.Replace(List.of()));
    assertThat(addWithin("192.0.2.2", Duration.ofMinutes(10)))
        .isInstanceOfSatisfying(
            ChangeResult.Invalid.class,
            refused -> assertThat(refused.errors()).containsOnlyKeys("confirm_within"));
    assertThat(current().entries()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT59S", "PT24H1S"})
  void theTimeHasBounds(Duration time) {
    assertThat(addWithin("192.0.2.2", time)).isInstanceOf(ChangeResult.Invalid.class);
    assertThat(current().revision()).isEqualTo(1);
  }

  @Test
  void emptyingAListGoesBackToItsEntries() {
    change(new Change.Replace(List.of()), within(Duration.ofMinutes(1)));
    pass(Duration.ofMinutes(1));
    assertThat(addresses()).containsExactly("192.0.2.1");
  }

  @Test
  void monitorModeGoesBackToEnforcing() {
    change(new Change.SetMode(Mode.MONITOR), within(Duration.ofMinutes(1)));
    pass(Duration.ofMinutes(1));
    assertThat(current().mode()).isEqualTo(Mode.ENFORCE);
  }

  @Test
  void goingBackToMonitorModeIsAcknowledgedBeforehand() {
    made(new Change.SetMode(Mode.MONITOR));
    Guard guard =
        new Guard(
            Actor.commandLine(),
            Set.of(),
            false,
            OptionalLong.empty(),
            null,
            Duration.ofMinutes(1));
    assertThat(warnings(new Change.SetMode(Mode.ENFORCE), guard)).containsExactly("opens_account");
  }

  @Test
  void itIsTakenBackBySomebodysWordBeforeItsTime() {
    addWithin("192.0.2.2", Duration.ofMinutes(10));
    assertThat(made(new Change.GoBack()).list().revision()).isEqualTo(3);
    assertThat(addresses()).containsExactly("192.0.2.1");
    assertThat(outcome(2)).hasValue(Outcome.WENT_BACK);
    assertThat(change(new Change.GoBack())).isInstanceOf(ChangeResult.NoSuchRevision.class);
  }

  @Test
  void aPlanThatForbidsEntriesDoesNotKeepAListFromGoingBack() {
    change(new Change.Replace(drafts("192.0.2.9")), within(Duration.ofMinutes(10)));
    house.accounts.setPlan(account, "free");
    pass(Duration.ofMinutes(10));
    assertThat(addresses()).containsExactly("192.0.2.1");
  }

  @Test
  void aNodeThatIsLateFindsItDone() {
    addWithin("192.0.2.2", Duration.ofMinutes(10));
    Allowlists other =
        new Allowlists(house.store, Plans.defaults(), new AccountChanges(house.store), house);
    pass(Duration.ofMinutes(10));
    other.confirmations().carryOutDue();
    assertThat(current().revision()).isEqualTo(3);
  }

  @Test
  void aCredentialsOwnListGoesBackAndItsDeadlineGoesWithTheCredential() {
    Credential token =
        house.credentials.createToken(account, "ci", Set.of(Scope.EMAIL), ANNA).credential();
    ListRef own = new ListRef(account, token.id());
    made(house.allowlists.change(own, new Change.Add(draft("192.0.2.1", "x")), YES));
    made(
        house.allowlists.change(
            own, new Change.Add(draft("192.0.2.2", "y")), within(Duration.ofMinutes(1))));

    pass(Duration.ofMinutes(1));
    assertThat(house.allowlists.find(own).orElseThrow().entries()).hasSize(1);
    made(
        house.allowlists.change(
            own, new Change.Add(draft("192.0.2.3", "z")), within(Duration.ofMinutes(1))));
    house.credentials.delete(account, CredentialKind.API_TOKEN, token.id(), ANNA);
    pass(Duration.ofMinutes(1));
    assertThat(house.allowlists.find(own)).isEmpty();
  }
}
