package dev.sallyport.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.allowlist.IpAddress;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ListWarningsTest extends ListTestCase {

  @Test
  void theFirstEntryClosesTheAccount() {
    assertThat(warnings(new Change.Add(draft("192.0.2.1", "x")), NOTHING_ACKNOWLEDGED))
        .containsExactly("closes_account");
    assertThat(current().revision()).isZero();
    made(change(new Change.Add(draft("192.0.2.1", "x")), acknowledging("closes_account")));
  }

  @Test
  void aFirstEntryThatIsPausedClosesTheAccountToo() {
    EntryDraft draft = new EntryDraft("192.0.2.1", "x", "paused", null);

    assertThat(warnings(new Change.Add(draft), NOTHING_ACKNOWLEDGED))
        .containsExactly("closes_account");
  }

  @Test
  void aSecondEntryNeedsNoAcknowledgement() {
    add("192.0.2.1", "x");

    made(change(new Change.Add(draft("192.0.2.2", "y")), NOTHING_ACKNOWLEDGED));
  }

  @Test
  void deletingTheLastEntryOpensTheAccount() {
    Entry entry = add("192.0.2.1", "x");

    assertThat(warnings(new Change.Delete(entry.id()), NOTHING_ACKNOWLEDGED))
        .containsExactly("opens_account");
    made(change(new Change.Delete(entry.id()), acknowledging("opens_account")));
    assertThat(addresses()).isEmpty();
  }

  @Test
  void deletingTheLastEntryOpensTheAccountEvenWhereItHadExpired() {
    Entry entry = addUntil("192.0.2.1", "x", house.instant().plusSeconds(1));
    house.pass(Duration.ofSeconds(2));

    assertThat(warnings(new Change.Delete(entry.id()), NOTHING_ACKNOWLEDGED))
        .containsExactly("opens_account");
  }

  @Test
  void pausingTheOnlyEntryOpensNothing() {
    Entry entry = add("192.0.2.1", "x");

    made(change(new Change.Pause(entry.id()), NOTHING_ACKNOWLEDGED));

    assertThat(addresses()).hasSize(1);
  }

  @Test
  void replacingByNothingOpensTheAccount() {
    add("192.0.2.1", "x");

    assertThat(warnings(new Change.Replace(List.of()), NOTHING_ACKNOWLEDGED))
        .containsExactly("opens_account");
  }

  @Test
  void restoringAnEmptyRevisionOpensTheAccount() {
    Entry entry = add("192.0.2.1", "x");
    made(new Change.Delete(entry.id()));
    add("192.0.2.2", "y");

    assertThat(warnings(new Change.Restore(2), NOTHING_ACKNOWLEDGED))
        .containsExactly("opens_account");
  }

  @Test
  void monitorModeIsAcknowledgedLikeAnOpeningAndItsEndIsNot() {
    assertThat(warnings(new Change.SetMode(Mode.MONITOR), NOTHING_ACKNOWLEDGED))
        .containsExactly("opens_account");
    made(change(new Change.SetMode(Mode.MONITOR), acknowledging("opens_account")));
    made(change(new Change.SetMode(Mode.ENFORCE), NOTHING_ACKNOWLEDGED));
  }

  @Test
  void aChangeThatDeniesItsOwnCallerIsAcknowledged() {
    Entry own = add("198.51.100.0/24", "office");
    add("192.0.2.1", "other");

    assertThat(warnings(new Change.Pause(own.id()), from("198.51.100.9")))
        .containsExactly("denies_caller");
    made(change(new Change.Pause(own.id()), from("203.0.113.1")));
  }

  @Test
  void closingTheAccountCanDenyItsOwnCallerAtOnce() {
    assertThat(warnings(new Change.Add(draft("192.0.2.1", "x")), from("198.51.100.9")))
        .containsExactly("closes_account", "denies_caller");
  }

  @Test
  void aCallerStillCoveredByAnotherEntryIsNotWarned() {
    Entry own = add("198.51.100.9", "own");
    add("198.51.100.0/24", "office");

    made(change(new Change.Delete(own.id()), from("198.51.100.9")));
  }

  @Test
  void aCallerDeniedBeforeIsNotWarned() {
    Entry entry = add("192.0.2.1", "x");

    made(change(new Change.Pause(entry.id()), from("198.51.100.9")));
  }

  @Test
  void theEndOfMonitorModeDeniesACallerWhoIsNotListed() {
    add("192.0.2.1", "x");
    made(new Change.SetMode(Mode.MONITOR));

    assertThat(warnings(new Change.SetMode(Mode.ENFORCE), from("198.51.100.9")))
        .containsExactly("denies_caller");
    made(change(new Change.SetMode(Mode.ENFORCE), from("192.0.2.1")));
  }

  @Test
  void aVeryWideNetworkIsAcknowledged() {
    add("10.0.0.1", "x");

    assertThat(warnings(new Change.Add(draft("0.0.0.0/0", "all")), NOTHING_ACKNOWLEDGED))
        .containsExactly("very_wide");
    assertThat(warnings(new Change.Add(draft("::/0", "all")), NOTHING_ACKNOWLEDGED))
        .containsExactly("very_wide");
    assertThat(warnings(new Change.Add(draft("10.0.0.0/7", "two")), NOTHING_ACKNOWLEDGED))
        .containsExactly("very_wide");
    made(change(new Change.Add(draft("10.0.0.0/8", "at the bound")), NOTHING_ACKNOWLEDGED));
  }

  @Test
  void veryWideIsJudgedOnTheUnion() {
    made(new Change.AddAll(drafts("10.0.0.0/9")));

    assertThat(
            warnings(
                new Change.AddAll(drafts("10.128.0.0/9", "11.0.0.0/32")), NOTHING_ACKNOWLEDGED))
        .containsExactly("very_wide");
    made(change(new Change.AddAll(drafts("10.0.0.0/10", "10.64.0.0/10")), NOTHING_ACKNOWLEDGED));
  }

  @Test
  void halvesOfTheInternetAreAsWideAsTheWhole() {
    add("192.0.2.1", "x");

    assertThat(
            warnings(new Change.AddAll(drafts("0.0.0.0/1", "128.0.0.0/1")), NOTHING_ACKNOWLEDGED))
        .containsExactly("very_wide");
  }

  @Test
  void aListThatIsVeryWideAlreadyIsNotWarnedOfAgain() {
    add("0.0.0.0/1", "half");

    made(change(new Change.Add(draft("128.0.0.0/1", "other half")), NOTHING_ACKNOWLEDGED));
  }

  @Test
  void aListThatIsVeryWideInOneFamilyIsWarnedOfInTheOther() {
    add("0.0.0.0/1", "half");

    assertThat(warnings(new Change.Add(draft("::/0", "all")), NOTHING_ACKNOWLEDGED))
        .containsExactly("very_wide");
  }

  @Test
  void aVeryWideEntryIsWarnedOfWhenItIsResumed() {
    add("192.0.2.1", "x");
    Entry wide =
        only(
            made(
                change(
                    new Change.Add(new EntryDraft("0.0.0.0/0", "all", "paused", null)),
                    NOTHING_ACKNOWLEDGED)));

    assertThat(warnings(new Change.Resume(wide.id()), NOTHING_ACKNOWLEDGED))
        .containsExactly("very_wide");
  }

  @Test
  void aCodeThatIsNewAsksAgain() {
    Change change = new Change.Add(draft("0.0.0.0/0", "all"));

    assertThat(warnings(change, acknowledging("closes_account"))).containsExactly("very_wide");
    assertThat(warnings(change, acknowledging("very_wide"))).containsExactly("closes_account");
    made(change(change, acknowledging("closes_account", "very_wide")));
  }

  @Test
  void aChangeThatIsInvalidIsNotAskedAbout() {
    assertThat(change(new Change.Add(draft("0.0.0.0/0", "")), NOTHING_ACKNOWLEDGED))
        .isInstanceOf(ChangeResult.Invalid.class);
  }

  @Test
  void aWarningSaysTheFactTheConsequenceAndTheWayOut() {
    Guard own =
        new Guard(
            Actor.commandLine(),
            Set.of("closes_account"),
            false,
            OptionalLong.empty(),
            IpAddress.of("198.51.100.9"));

    ChangeResult result = change(new Change.Add(draft("192.0.2.1", "x")), own);

    assertThat(result)
        .isEqualTo(
            new ChangeResult.NeedsAcknowledgement(
                List.of(
                    new Warning(
                        "denies_caller",
                        "Your own address, 198.51.100.9, is allowed now. This change denies it."
                            + " To keep it, add 198.51.100.9 to the list first."))));
  }
}
