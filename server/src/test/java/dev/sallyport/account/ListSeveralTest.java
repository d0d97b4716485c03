package dev.sallyport.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Change.DeleteAll;
import dev.sallyport.account.Change.Narrow;
import dev.sallyport.account.Change.PauseAll;
import dev.sallyport.account.Change.ResumeAll;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several entries changed at once, and one entry narrowed to parts of it. */
final class ListSeveralTest extends ListTestCase {

  private List<String> statuses() {
    return current().entries().stream().map(entry -> entry.status(house.instant())).toList();
  }

  @Test
  void severalArePausedInOneRevision() {
    Entry first = add("192.0.2.1", "first");
    add("192.0.2.2", "second");
    Entry third = add("192.0.2.3", "third");

    made(new PauseAll(List.of(third.id(), first.id())));

    assertThat(statuses()).containsExactly("paused", "active", "paused");
    assertThat(current().revision()).isEqualTo(4);
    assertThat(house.allowlists.history(list, Long.MAX_VALUE, 1).getFirst().kind())
        .isEqualTo("pause");
  }

  @Test
  void whatIsResumedIsWhatIsPausedAndHasNotExpired() {
    Entry paused = add("192.0.2.1", "paused");
    Entry expired = addUntil("192.0.2.2", "expired", house.instant().plusSeconds(5));
    made(new PauseAll(List.of(paused.id(), expired.id())));
    house.pass(Duration.ofSeconds(9));

    made(new ResumeAll(List.of(paused.id(), expired.id())));

    assertThat(statuses()).containsExactly("active", "expired");
    assertThat(current().entries().getLast().paused()).isTrue();
  }

  @Test
  void resumingWhatIsActiveIsNoRevision() {
    Entry entry = add("192.0.2.1", "x");

    made(new ResumeAll(List.of(entry.id())));

    assertThat(current().revision()).isEqualTo(1);
  }

  @Test
  void severalAreDeletedInOneRevisionAndComeBackInOne() {
    made(new Change.AddAll(drafts("192.0.2.1", "192.0.2.2", "192.0.2.3")));
    List<Entry> entries = current().entries();

    made(new DeleteAll(List.of(entries.get(0).id(), entries.get(2).id())));
    assertThat(addresses()).containsExactly("192.0.2.2");
    assertThat(current().revision()).isEqualTo(2);

    made(new Change.Restore(1));
    assertThat(addresses()).containsExactly("192.0.2.1", "192.0.2.2", "192.0.2.3");
  }

  @Test
  void deletingAllOfThemIsWarnedOf() {
    made(new Change.AddAll(drafts("192.0.2.1", "192.0.2.2")));
    List<String> ids = current().entries().stream().map(Entry::id).toList();

    assertThat(warnings(new DeleteAll(ids), NOTHING_ACKNOWLEDGED)).containsExactly("opens_account");
  }

  @Test
  void oneThatIsNotThereLeavesAllAsTheyAre() {
    Entry entry = add("192.0.2.1", "x");

    assertThat(change(new DeleteAll(List.of(entry.id(), "f".repeat(24)))))
        .isInstanceOf(ChangeResult.NoSuchEntry.class);
    assertThat(addresses()).containsExactly("192.0.2.1");
  }

  @Test
  void severalArePausedAndDeletedUnderAPlanWithoutAnAllowlist() {
    Entry entry = add("192.0.2.1", "x");
    house.accounts.setPlan(account, "free");

    made(new PauseAll(List.of(entry.id())));
    made(new DeleteAll(List.of(entry.id())));

    assertThat(addresses()).isEmpty();
  }

  @Test
  void anEntryIsNarrowedToPartsOfItInItsPlace() {
    Entry wide = addUntil("192.0.2.0/24", "site", house.instant().plus(Duration.ofDays(2)));
    add("203.0.113.1", "other");

    made(new Narrow(wide.id(), List.of("192.0.2.7", "192.0.2.128/30")));

    assertThat(addresses()).containsExactly("192.0.2.7", "192.0.2.128/30", "203.0.113.1");
    assertThat(current().entries().subList(0, 2))
        .allSatisfy(part -> {
          assertThat(part.name()).isEqualTo("site");
          assertThat(part.expiresAt()).isEqualTo(wide.expiresAt());
        });
    assertThat(current().entries().getFirst().id()).isEqualTo(wide.id());
    assertThat(current().revision()).isEqualTo(3);
  }

  @Test
  void anEntryIsNotNarrowedToWhatItDoesNotHold() {
    Entry wide = add("192.0.2.0/24", "site");

    assertThat(refused(new Narrow(wide.id(), List.of("192.0.2.7", "203.0.113.1"))).errors())
        .containsEntry("addresses.1.address", List.of("203.0.113.1 lies outside 192.0.2.0/24."));
    assertThat(refused(new Narrow(wide.id(), List.of())).errors()).containsKey("address");
  }

  @Test
  void anEntryIsNotNarrowedOntoAnother() {
    Entry wide = add("192.0.2.0/24", "site");
    add("192.0.2.7", "desk");

    assertThat(refused(new Narrow(wide.id(), List.of("192.0.2.7", "192.0.2.8"))).errors())
        .containsEntry("addresses.0.address", List.of("192.0.2.7 is already on the list as desk."));
  }

  @Test
  void aPlansNumberOfEntriesHoldsForParts() {
    Entry wide = add("192.0.2.0/24", "site");
    int most = house.accounts.plan("starter").maxEntries();
    List<String> parts =
        java.util.stream.IntStream.rangeClosed(0, most)
            .mapToObj(i -> "192.0.2." + i % 256)
            .toList();

    assertThat(change(new Narrow(wide.id(), parts)))
        .isInstanceOf(ChangeResult.TooManyEntries.class);
  }
}
