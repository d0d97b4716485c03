package dev.sallyport.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.account.ChangeResult.Changed;
import dev.sallyport.account.ChangeResult.NoSuchEntry;
import dev.sallyport.account.ChangeResult.TooManyEntries;
import dev.sallyport.account.GroupSource.Family;
import dev.sallyport.allowlist.Network;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroupTest extends ListTestCase {
  private static final GroupSource CLOUD =
      new GroupSource("https://ranges.example/v4.json", "", "aws", "region=north", Family.ANY);

  private static Change.PutGroup put(@Nullable String id, String name, String... networks) {
    return new Change.PutGroup(
        id, name, CLOUD, Arrays.stream(networks).map(Network::of).toList(), "\"1\"");
  }

  private Group cloud() {
    made(put(null, "Cloud", "198.51.100.0/25", "2001:db8:1::/48"));
    return only();
  }

  private Group only() {
    assertThat(house.allowlists.groups().of(list)).hasSize(1);
    return house.allowlists.groups().of(list).getFirst();
  }

  @Test
  void isAddedInOneRevision() {
    Group group = cloud();
    assertThat(group.name()).isEqualTo("Cloud");
    assertThat(group.networks()).isEqualTo(2);
    assertThat(group.daily()).isTrue();
    assertThat(group.source()).isEqualTo(CLOUD);
    assertThat(addresses()).containsExactly("198.51.100.0/25", "2001:db8:1::/48");
    assertThat(house.allowlists.history(list, Long.MAX_VALUE, 10))
        .singleElement()
        .extracting(HistoryRow::kind)
        .isEqualTo("group-add");
  }

  @Test
  void leavesOutWhatAWiderNetworkCovers() {
    made(put(null, "Cloud", "198.51.100.7", "198.51.100.0/24", "198.51.100.0/24"));
    assertThat(addresses()).containsExactly("198.51.100.0/24");
  }

  @Test
  void leavesANetworkToTheEntryThatHasItAlready() {
    Entry office = add("198.51.100.0/25", "Office");
    Changed changed = made(put(null, "Cloud", "198.51.100.0/25", "203.0.113.0/24"));
    assertThat(changed.covered())
        .containsExactly("1 network of the file was already on the list, and stays where it was.");
    assertThat(changed.list().entries()).contains(office).hasSize(2);
    assertThat(only().elsewhere()).isEqualTo(1);
  }

  @Test
  void isRefusedWhereEveryNetworkIsOnTheListAlready() {
    add("198.51.100.0/25", "Office");
    assertThat(refused(put(null, "Cloud", "198.51.100.0/25")).errors()).containsKey("filter");
  }

  @Test
  void neverTakesEveryAddress() {
    assertThat(refused(put(null, "Cloud", "198.51.100.0/25", "::/0")).errors())
        .containsKey("filter");
  }

  @Test
  void countsTowardTheNumberOfEntriesOfThePlan() {
    String[] many = IntStream.range(0, 101).mapToObj(i -> "198.51.100." + i).toArray(String[]::new);
    assertThat(change(put(null, "Cloud", many))).isEqualTo(new TooManyEntries("starter", 100));
  }

  @Test
  void aListHasABoundedNumberOfThem() {
    for (int i = 0; i < Group.MOST; i++) {
      made(put(null, "Cloud", "198.51.100." + i));
    }
    assertThat(refused(put(null, "Cloud", "203.0.113.0/24")).errors()).containsKey("source");
  }

  @Test
  void followsAnotherVersionKeepingTheEntriesThatStay() {
    Group group = cloud();
    Entry kept = current().entries().get(1);
    house.pass(Duration.ofDays(1));
    made(put(group.id(), "Cloud", "2001:db8:1::/48", "203.0.113.0/24"));
    assertThat(current().entries()).contains(kept);
    assertThat(addresses()).containsExactly("2001:db8:1::/48", "203.0.113.0/24");
    assertThat(only().checks().changedAt()).isEqualTo(house.instant());
  }

  @Test
  void aLookThatFindsNothingNewIsNoRevisionButIsRemembered() {
    Group group = cloud();
    house.pass(Duration.ofDays(1));
    made(put(group.id(), "Cloud", "198.51.100.0/25", "2001:db8:1::/48"));
    assertThat(current().revision()).isEqualTo(1);
    assertThat(only().checks().fetchedAt()).isEqualTo(house.instant());
    assertThat(only().checks().changedAt()).isEqualTo(group.createdAt());
  }

  @Test
  void whatComesToAPausedOneIsPaused() {
    Group group = cloud();
    made(new Change.PauseGroup(group.id()));
    assertThat(only().paused()).isTrue();
    made(put(group.id(), "Cloud", "198.51.100.0/25", "203.0.113.0/24"));
    assertThat(current().entries()).allMatch(Entry::paused);
    made(new Change.ResumeGroup(group.id()));
    assertThat(current().entries()).noneMatch(Entry::paused);
  }

  @Test
  void isRenamedWithItsEntries() {
    Group group = cloud();
    made(new Change.RenameGroup(group.id(), "North"));
    assertThat(current().entries()).extracting(Entry::name).containsOnly("North");
    assertThat(only().name()).isEqualTo("North");
  }

  @Test
  void itsEntriesAreNotChangedAlone() {
    cloud();
    Entry entry = current().entries().getFirst();
    for (Change change :
        List.of(
            new Change.Pause(entry.id()),
            new Change.Delete(entry.id()),
            new Change.Edit(entry.id(), null, "Mine", null, null),
            new Change.Narrow(entry.id(), List.of("198.51.100.1")),
            new Change.DeleteAll(List.of(entry.id())))) {
      assertThat(refused(change).errors().get("address"))
          .singleElement()
          .asString()
          .contains("198.51.100.0/25 belongs to the group Cloud");
    }
  }

  @Test
  void isDeletedWithItsEntriesAndComesBackWithThemButFollowsNoMore() {
    add("203.0.113.9", "Office");
    Group group = cloud();
    made(new Change.DeleteGroup(group.id()));
    assertThat(addresses()).containsExactly("203.0.113.9");
    assertThat(house.allowlists.groups().of(list)).isEmpty();

    made(new Change.Restore(2));
    assertThat(only().id()).isEqualTo(group.id());
    assertThat(only().networks()).isEqualTo(2);
    assertThat(only().daily()).isFalse();
    assertThat(only().checks().waiting()).contains("Revision 4");
  }

  @Test
  void anEntryWrittenOtherwiseInAWholeListLeavesTheGroup() {
    cloud();
    made(
        new Change.Replace(
            List.of(draft("198.51.100.0/25", "Mine"), draft("2001:db8:1::/48", "Cloud"))));
    assertThat(current().entries().getFirst().groupId()).isNull();
    assertThat(only().networks()).isEqualTo(1);
  }

  @Test
  void oneThatIsNotThereIsSaidSo() {
    assertThat(change(new Change.PauseGroup("0".repeat(24)))).isEqualTo(new NoSuchEntry());
    assertThat(change(put("0".repeat(24), "Cloud", "203.0.113.0/24"))).isEqualTo(new NoSuchEntry());
  }

  @Test
  void isTakenByOneNodeWhenItIsDue() {
    Groups groups = house.allowlists.groups();
    cloud();
    assertThat(groups.due(10)).isEmpty();
    house.pass(Groups.EVERY);
    Group due = groups.due(10).getFirst();
    assertThat(groups.claim(due, Duration.ofMinutes(5))).isTrue();
    assertThat(groups.claim(due, Duration.ofMinutes(5))).isFalse();
    assertThat(groups.due(10)).isEmpty();
  }

  @Test
  void anUploadedFileIsNotFollowed() {
    GroupSource file = new GroupSource(null, "ranges.txt", "column", "", Family.ANY);
    made(new Change.PutGroup(null, "Partner", file, List.of(Network.of("203.0.113.0/24")), null));
    assertThat(only().daily()).isFalse();
    assertThatThrownBy(() -> house.allowlists.groups().setDaily(only(), true, Actor.commandLine()))
        .isInstanceOf(InvalidFieldException.class);
  }

  @Test
  void goesWithItsAccount() {
    cloud();
    house.accounts.delete(account);
    assertThat(house.allowlists.groups().of(list)).isEmpty();
  }

  private static Change.PutGroup from(GroupSource source, String id, String... networks) {
    return new Change.PutGroup(
        id, null, source, Arrays.stream(networks).map(Network::of).toList(), "\"2\"");
  }

  private static GroupSource upload(String filter) {
    return new GroupSource(null, "ranges.txt", "column", filter, Family.ANY);
  }

  @Test
  void oneThatIsUploadedInThePlaceOfItsUrlFollowsNoMore() {
    Group group = cloud();
    made(from(upload(""), group.id(), "203.0.113.0/24"));
    assertThat(only().daily()).isFalse();
  }

  @Test
  void oneThatGetsAUrlInThePlaceOfAnUploadFollowsIt() {
    made(new Change.PutGroup(null, "P", upload(""), List.of(Network.of("203.0.113.0/24")), null));
    made(from(CLOUD, only().id(), "203.0.113.0/24"));
    assertThat(only().daily()).isTrue();
    house.pass(Groups.EVERY);
    assertThat(house.allowlists.groups().due(10)).hasSize(1);
  }

  @Test
  void oneThatIsNotToFollowDoesNotBeginWithAnotherUrl() {
    Group group = cloud();
    house.allowlists.groups().setDaily(group, false, Actor.commandLine());
    GroupSource other = new GroupSource("https://ranges.example/v5", "", "aws", "", Family.ANY);
    made(from(other, group.id(), "203.0.113.0/24"));
    assertThat(only().daily()).isFalse();
  }

  @Test
  void itsFileIsHadWholeWhileSomeOfItStandsElsewhere() {
    Entry office = add("198.51.100.0/25", "Office");
    made(put(null, "Cloud", "198.51.100.0/25", "203.0.113.0/24"));
    assertThat(only().checks().etag()).isNull();
    made(new Change.Delete(office.id()));
    made(put(only().id(), "Cloud", "198.51.100.0/25", "203.0.113.0/24"));
    assertThat(only().checks().etag()).isEqualTo("\"1\"");
  }

  @Test
  void whatALookFoundIsNotWrittenOverAnotherFile() {
    Group looked = cloud();
    house.pass(Duration.ofSeconds(5));
    GroupSource other = new GroupSource("https://ranges.example/v5", "", "aws", "", Family.ANY);
    made(from(other, looked.id(), "203.0.113.0/24"));
    house.allowlists.groups().unchanged(looked);
    assertThat(only().checks().etag()).isEqualTo("\"2\"");
    house.allowlists.groups().failed(looked, "The server answers 500.");
    assertThat(only().checks().error()).isNull();
  }

  @Test
  void aLookUnderWayDoesNotHaveItFollowAgain() {
    Group looked = cloud();
    house.allowlists.groups().setDaily(looked, false, Actor.commandLine());
    house.allowlists.groups().waits(looked, "Too much.");
    assertThat(only().checks().waiting()).isNull();
  }

  @Test
  void oneThatFollowsAgainLooksAtTheWholeFileAndWaitsForNothing() {
    Group group = cloud();
    made(new Change.DeleteGroup(group.id()));
    made(new Change.Restore(1));
    house.allowlists.groups().setDaily(only(), true, Actor.commandLine());
    assertThat(only().checks().waiting()).isNull();
    assertThat(only().checks().etag()).isNull();
  }

  @Test
  void anUploadedOneThatComesBackIsNotSaidToHaveFollowed() {
    made(new Change.PutGroup(null, "P", upload(""), List.of(Network.of("203.0.113.0/24")), null));
    made(new Change.DeleteGroup(only().id()));
    made(new Change.Restore(1));
    assertThat(only().checks().waiting()).isNull();
  }

  @Test
  void whatNoRevisionTellsOfItIsInTheAuditLog() {
    Group group = cloud();
    made(new Change.RenameGroup(group.id(), "North"));
    house.allowlists.groups().setDaily(only(), false, Actor.commandLine());
    house.allowlists.groups().setDaily(only(), true, Actor.commandLine());
    GroupSource other = new GroupSource("https://ranges.example/v5", "", "aws", "", Family.ANY);
    made(from(other, group.id(), "198.51.100.0/25", "2001:db8:1::/48"));
    made(new Change.DeleteGroup(group.id()));
    made(new Change.Restore(2));
    assertThat(house.accounts.audit(account, AuditQuery.ALL, 10))
        .filteredOn(line -> line.subjectId().equals(group.id()))
        .extracting(line -> line.action() + " " + line.subjectName())
        .containsExactlyInAnyOrder(
            "group.rename North",
            "group.unfollow North",
            "group.follow North",
            "group.source North",
            "group.unfollow North");
  }

  @Test
  void aLookAtTheSameFileIsNotInTheAuditLog() {
    Group group = cloud();
    made(put(group.id(), "Cloud", "198.51.100.0/25", "203.0.113.0/24"));
    assertThat(house.accounts.audit(account, AuditQuery.ALL, 10))
        .noneMatch(line -> line.action().startsWith("group."));
  }
}
