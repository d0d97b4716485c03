package dev.sallyport.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.sallyport.account.Assertion.Expected;
import dev.sallyport.account.ChangeResult.BreaksAssertions;
import dev.sallyport.account.ChangeResult.Changed;
import dev.sallyport.allowlist.Network;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssertionsTest extends ListTestCase {
  @SuppressWarnings("NullAway.Init") // made before each test
  private Entry office;

  @BeforeEach
  void listTheOffice() {
    office = add("192.0.2.0/28", "Office");
  }

  private Assertion must(String address, Expected expected) {
    return house
        .allowlists
        .assertions()
        .add(account, "Check", address, expected, Actor.commandLine());
  }

  private void assertRefused(Change change, String... sentences) {
    ChangeResult result = change(change);
    assertThat(result).isInstanceOf(BreaksAssertions.class);
    assertThat(((BreaksAssertions) result).sentences()).containsExactly(sentences);
  }

  @Test
  void aChangeThatBreaksWhatMustBeAllowedIsRefused() {
    must("192.0.2.10", Expected.ALLOWED);
    long revision = current().revision();

    String why = "Check: 192.0.2.10 must be allowed, and would not be.";
    assertRefused(new Change.Pause(office.id()), why);
    assertRefused(new Change.Replace(drafts("198.51.100.1")), why);
    assertThat(current().revision()).isEqualTo(revision);
  }

  @Test
  void aChangeThatBreaksWhatMustBeDeniedIsRefused() {
    must("8.8.8.8", Expected.DENIED);
    assertRefused(
        new Change.Add(draft("8.0.0.0/8", "Wide")),
        "Check: 8.8.8.8 must be denied, and would not be.");
  }

  @Test
  void anEmptyListAllowsEverythingSoEmptyingItIsRefused() {
    must("8.8.8.8", Expected.DENIED);
    assertRefused(
        new Change.Delete(office.id()), "Check: 8.8.8.8 must be denied, and would not be.");
  }

  @Test
  void aChangeThatBreaksNothingIsMade() {
    must("192.0.2.10", Expected.ALLOWED);
    must("8.8.8.8", Expected.DENIED);
    add("203.0.113.7", "Branch");
    assertThat(change(new Change.Replace(drafts("192.0.2.10")))).isInstanceOf(Changed.class);
  }

  @Test
  void aPreviewTellsOfItToo() {
    Assertion made = must("192.0.2.10", Expected.ALLOWED);
    assertThat(house.allowlists.preview(list, new Change.Pause(office.id()), null))
        .isEqualTo(new PreviewResult.Refused(new BreaksAssertions(List.of(made))));
  }

  @Test
  void goingBackToARevisionIsHeldToIt() {
    made(new Change.Add(draft("198.51.100.0/24", "Branch")));
    must("198.51.100.9", Expected.ALLOWED);
    assertRefused(new Change.Restore(1), "Check: 198.51.100.9 must be allowed, and would not be.");
  }

  @Test
  void whatDoesNotHoldAlreadyHoldsUpNothing() {
    addUntil("198.51.100.1", "Guest", house.instant().plus(Duration.ofHours(1)));
    Assertion guest = must("198.51.100.1", Expected.ALLOWED);
    house.pass(Duration.ofHours(2));

    assertThat(guest.holds(current().entries(), house.instant())).isFalse();
    add("203.0.113.7", "Branch");
  }

  @Test
  void aDeletedOneHoldsUpNothing() {
    Assertion made = must("192.0.2.10", Expected.ALLOWED);
    assertThat(house.allowlists.assertions().delete(account, made.id(), Actor.commandLine()))
        .hasValue(made);
    made(new Change.Pause(office.id()));
  }

  @Test
  void aChangeGoesBackByItselfWhateverWasAssertedSince() {
    Guard within =
        new Guard(
            Actor.commandLine(),
            Set.of(),
            true,
            OptionalLong.empty(),
            null,
            Duration.ofMinutes(10));
    change(new Change.Add(draft("203.0.113.7", "Branch")), within);
    must("203.0.113.7", Expected.ALLOWED);

    house.pass(Duration.ofMinutes(11));
    house.allowlists.confirmations().carryOutDue();
    assertThat(addresses()).containsExactly("192.0.2.0/28");
  }

  @Test
  void aCredentialsOwnListIsNotHeldToIt() {
    Credential token =
        house
            .credentials
            .createToken(account, "billing", Set.of(Scope.EMAIL), Actor.commandLine())
            .credential();
    must("192.0.2.10", Expected.ALLOWED);
    assertThat(
            house.allowlists.change(
                new ListRef(account, token.id()),
                new Change.Add(draft("198.51.100.1", "Elsewhere")),
                YES))
        .isInstanceOf(Changed.class);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/28, ALLOWED, true",
    "192.0.2.8/29, ALLOWED, true",
    "192.0.2.0/27, ALLOWED, false",
    "192.0.2.0/27, DENIED, false",
    "192.0.2.8/29, DENIED, false",
    "192.0.2.16/28, DENIED, true",
    "2001:db8::/32, DENIED, true",
  })
  void ofANetworkEveryAddressIsMeant(String network, Expected expected, boolean holds) {
    Assertion one = new Assertion("a", "Check", Network.of(network), expected, house.instant());
    assertThat(one.holds(current().entries(), house.instant())).isEqualTo(holds);
  }

  @Test
  void whatDoesNotHoldIsNotSaved() {
    assertThatThrownBy(() -> must("8.8.8.8", Expected.ALLOWED))
        .isInstanceOf(InvalidFieldException.class)
        .hasMessageStartingWith("8.8.8.8 is not allowed");
    assertThat(house.allowlists.assertions().list(account)).isEmpty();
  }

  @Test
  void anAddressIsReadAsStrictlyAsAnEntrys() {
    assertThatThrownBy(() -> must("192.0.2.1/28", Expected.ALLOWED))
        .isInstanceOf(InvalidFieldException.class)
        .hasMessageContaining("192.0.2.0/28");
  }

  @Test
  void anAccountHasAtMostAHundred() {
    for (int i = 0; i < 100; i++) {
      must("198.51.100." + i, Expected.DENIED);
    }
    assertThatThrownBy(() -> must("198.51.100.100", Expected.DENIED))
        .isInstanceOf(InvalidFieldException.class)
        .hasMessageContaining("at most 100");
  }

  @Test
  void addingAndDeletingAreInTheAuditLog() {
    Assertion made = must("192.0.2.10", Expected.ALLOWED);
    house.allowlists.assertions().delete(account, made.id(), Actor.commandLine());
    assertThat(house.accounts.audit(account, AuditQuery.ALL, 3))
        .extracting(AuditEntry::action, AuditEntry::subjectName)
        .contains(
            tuple("assertion.delete", "Check (192.0.2.10 must be allowed)"),
            tuple("assertion.create", "Check (192.0.2.10 must be allowed)"));
  }

  @Test
  void theyGoWithTheirAccount() {
    must("192.0.2.10", Expected.ALLOWED);
    house.accounts.delete(account);
    assertThat(house.allowlists.assertions().list(account)).isEmpty();
  }
}
