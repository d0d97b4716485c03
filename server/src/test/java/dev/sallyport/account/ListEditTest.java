package dev.sallyport.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Change.Edit;
import dev.sallyport.account.Change.Expiry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ListEditTest extends ListTestCase {

  @Test
  void anEditChangesWhatItNamesAndNothingElse() {
    Instant expiry = house.instant().plus(Duration.ofDays(1));
    Entry before = addUntil("192.0.2.1", "old", expiry);
    house.pass(Duration.ofSeconds(5));

    Entry after = only(made(new Edit(before.id(), null, "new", null, null)));

    assertThat(after)
        .isEqualTo(
            new Entry(
                before.id(),
                before.network(),
                "new",
                false,
                expiry,
                before.createdAt(),
                house.instant()));
  }

  @Test
  void anEditThatChangesNothingIsNoRevision() {
    Entry entry = add("192.0.2.1", "x");

    assertThat(only(made(new Edit(entry.id(), "192.0.2.1/32", "x", "active", new Expiry(null)))))
        .isEqualTo(entry);
    assertThat(current().revision()).isEqualTo(1);
  }

  @Test
  void pausingWhatIsPausedIsNoRevision() {
    Entry entry = add("192.0.2.1", "x");
    made(new Change.Pause(entry.id()));

    made(new Change.Pause(entry.id()));

    assertThat(current().revision()).isEqualTo(2);
  }

  @Test
  void anAddressIsNotMovedOntoAnother() {
    add("192.0.2.1", "first");
    Entry second = add("192.0.2.2", "second");

    ChangeResult.Invalid refusal = refused(new Edit(second.id(), "192.0.2.1", null, null, null));

    assertThat(refusal.errors())
        .containsEntry("address", List.of("192.0.2.1 is already on the list as first."));
  }

  @Test
  void anEditedEntryKeepsItsPlace() {
    Entry first = add("192.0.2.1", "first");
    add("192.0.2.2", "second");

    made(new Edit(first.id(), "203.0.113.0/24", null, null, null));

    assertThat(addresses()).containsExactly("203.0.113.0/24", "192.0.2.2");
  }

  @Test
  void anExpiryIsTakenOff() {
    Entry entry = addUntil("192.0.2.1", "x", house.instant().plusSeconds(9));

    assertThat(only(made(new Edit(entry.id(), null, null, null, new Expiry(null)))).expiresAt())
        .isNull();
  }

  @Test
  void aNewExpiryLiesInTheFuture() {
    Entry entry = add("192.0.2.1", "x");

    assertThat(
            refused(new Edit(entry.id(), null, null, null, new Expiry(house.instant()))).errors())
        .containsOnlyKeys("expires_at");
  }

  @Test
  void anExpiredEntryIsNotResumedWithoutANewExpiry() {
    Entry entry = expired("192.0.2.1");

    assertThat(refused(new Change.Resume(entry.id())).errors().get("expires_at"))
        .singleElement()
        .asString()
        .isEqualTo(
            "This entry expired on 2026-03-02 10:01 UTC. Resumed as it is, it would match nothing."
                + " Give it a new expiry, or take the expiry off.");
  }

  @Test
  void anExpiredEntryIsResumedByANewExpiry() {
    Entry entry = expired("192.0.2.1");
    Instant expiry = house.instant().plusSeconds(60);

    Entry after = only(made(new Edit(entry.id(), null, null, "active", new Expiry(expiry))));

    assertThat(after.status(house.instant())).isEqualTo("active");
  }

  @Test
  void anExpiredEntryCanBeRenamedAndSentBackAsItWasShown() {
    Entry entry = expired("192.0.2.1");
    Instant expiry = entry.expiresAt();

    Entry after =
        only(made(new Edit(entry.id(), "192.0.2.1", "new name", "expired", new Expiry(expiry))));

    assertThat(after.name()).isEqualTo("new name");
    assertThat(after.status(house.instant())).isEqualTo("expired");
  }

  @Test
  void anEntryThatHasNotExpiredIsNotMadeExpiredByItsStatus() {
    Entry entry = add("192.0.2.1", "x");

    assertThat(refused(new Edit(entry.id(), null, null, "expired", null)).errors())
        .containsOnlyKeys("status");
  }

  @Test
  void allMistakesOfAnEditAreToldAtOnce() {
    Entry entry = add("192.0.2.1", "x");

    assertThat(
            refused(new Edit(entry.id(), "nonsense", "", "off", new Expiry(house.instant())))
                .errors()
                .keySet())
        .containsExactlyInAnyOrder("address", "name", "status", "expires_at");
  }

  @Test
  void anEntryThatIsNotThereIsSaidSo() {
    for (Change change :
        List.of(
            new Edit("f".repeat(24), null, "x", null, null),
            new Change.Pause("f".repeat(24)),
            new Change.Resume(""),
            new Change.Delete("nonsense"))) {
      assertThat(change(change)).isInstanceOf(ChangeResult.NoSuchEntry.class);
    }
  }

  @Test
  void anEntryOfAnotherListIsNotThere() {
    Entry entry = add("192.0.2.1", "x");
    String other = house.accounts.create("Other", "starter").id();

    assertThat(
            house.allowlists.change(ListRef.ofAccount(other), new Change.Delete(entry.id()), YES))
        .isInstanceOf(ChangeResult.NoSuchEntry.class);
  }

  @Test
  void replacingKeepsTheIdsOfNetworksThatStay() {
    Entry kept = add("192.0.2.1", "kept");
    add("192.0.2.2", "gone");

    made(
        new Change.Replace(
            List.of(draft("203.0.113.0/24", "new"), draft("192.0.2.1/32", "renamed"))));

    assertThat(addresses()).containsExactly("203.0.113.0/24", "192.0.2.1");
    Entry after = current().entries().getLast();
    assertThat(after.id()).isEqualTo(kept.id());
    assertThat(after.createdAt()).isEqualTo(kept.createdAt());
    assertThat(after.name()).isEqualTo("renamed");
  }

  @Test
  void replacingByTheSameListIsNoRevision() {
    made(new Change.AddAll(drafts("192.0.2.1", "192.0.2.2")));

    made(new Change.Replace(drafts("192.0.2.1", "192.0.2.2")));

    assertThat(current().revision()).isEqualTo(1);
  }

  @Test
  void replacingInAnotherOrderIsKept() {
    made(new Change.AddAll(drafts("192.0.2.1", "192.0.2.2", "192.0.2.3")));

    made(new Change.Replace(drafts("192.0.2.3", "192.0.2.1", "192.0.2.2")));

    assertThat(addresses()).containsExactly("192.0.2.3", "192.0.2.1", "192.0.2.2");
  }

  @Test
  void aListWithAnExpiredEntryCanBeSentBackAsItWasShown() {
    Entry entry = expired("192.0.2.1");

    made(
        new Change.Replace(
            List.of(
                new EntryDraft("192.0.2.1", entry.name(), "expired", entry.expiresAt()),
                draft("192.0.2.2", "new"))));

    assertThat(current().entries().getFirst()).isEqualTo(entry);
  }

  @Test
  void replacingTellsAllMistakesByNumber() {
    assertThat(
            refused(
                    new Change.Replace(
                        List.of(draft("192.0.2.1", "a"), draft("192.0.2.1", "b"), draft("x", ""))))
                .errors()
                .keySet())
        .containsExactlyInAnyOrder("entries.1.address", "entries.2.address", "entries.2.name");
  }

  @Test
  void monitorModeIsAChangeWithItsRevision() {
    assertThat(made(new Change.SetMode(Mode.MONITOR)).list().revision()).isEqualTo(1);
    assertThat(current().mode()).isEqualTo(Mode.MONITOR);
    assertThat(made(new Change.SetMode(Mode.MONITOR)).list().revision()).isEqualTo(1);
  }

  @Test
  void aStaleRevisionIsRefusedWithTheCurrentOne() {
    add("192.0.2.1", "x");
    Guard stale = new Guard(Actor.commandLine(), Set.of(), true, OptionalLong.of(0), null);

    assertThat(change(new Change.Add(draft("192.0.2.2", "y")), stale))
        .isEqualTo(new ChangeResult.Stale(1));
    assertThat(addresses()).containsExactly("192.0.2.1");
  }

  @Test
  void theCurrentRevisionIsAccepted() {
    add("192.0.2.1", "x");
    Guard current = new Guard(Actor.commandLine(), Set.of(), true, OptionalLong.of(1), null);

    assertThat(made(change(new Change.Add(draft("192.0.2.2", "y")), current)).list().revision())
        .isEqualTo(2);
  }

  private Entry expired(String address) {
    Entry entry = addUntil(address, "for a minute", house.instant().plus(Duration.ofMinutes(1)));
    house.pass(Duration.ofMinutes(2));
    return entry;
  }
}
