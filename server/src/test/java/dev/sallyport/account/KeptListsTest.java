package dev.sallyport.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A list that was read before is not read again, and is never older than its revision. */
final class KeptListsTest extends ListTestCase {

  @Test
  void aListIsReadAgainOnlyAfterAChange() {
    Entry entry = add("192.0.2.1", "x");
    Allowlist first = current();
    assertThat(current()).isSameAs(first);

    made(new Change.Pause(entry.id()));

    assertThat(current().revision()).isEqualTo(2);
    assertThat(current().entries().getFirst().paused()).isTrue();
  }

  @Test
  void aChangeMadeElsewhereIsSeen() {
    add("192.0.2.1", "x");
    assertThat(current().entries()).hasSize(1);
    Allowlists elsewhere = new Allowlists(house.store, Plans.defaults(), house.changes, house);

    elsewhere.change(list, new Change.AddAll(drafts("192.0.2.2", "192.0.2.3")), YES);

    assertThat(addresses()).containsExactly("192.0.2.1", "192.0.2.2", "192.0.2.3");
  }

  @Test
  void whatHappenedToAnEntryIsToldOfThatEntryAlone() {
    Entry entry = add("192.0.2.1", "x");
    add("192.0.2.2", "y");
    made(new Change.Pause(entry.id()));
    made(new Change.DeleteAll(List.of(entry.id())));

    List<EntryChange> history = house.allowlists.historyOf(list, entry.id(), 10);

    assertThat(history)
        .extracting(change -> change.revision() + " " + change.kind())
        .containsExactly("4 delete", "3 pause", "1 add");
    assertThat(history.getFirst().after()).isNull();
    assertThat(house.allowlists.historyOf(list, entry.id(), 1)).hasSize(1);
  }

  @Test
  void aListTooLongToBeKeptDrivesOutNoOther() {
    add("192.0.2.1", "x");
    ListRef own = newOwnList();
    house.allowlists.change(
        own, new Change.AddAll(drafts("192.0.2.1", "192.0.2.2", "192.0.2.3")), YES);
    KeptLists kept = new KeptLists(house.store::lineage, 3);
    ListRows.Stored first = found(kept, list);

    assertThat(found(kept, own).placed()).hasSize(3);

    assertThat(found(kept, list)).isSameAs(first);
  }

  @Test
  void theListLookedAtLongestAgoMakesRoom() {
    add("192.0.2.1", "x");
    ListRef own = newOwnList();
    house.allowlists.change(own, new Change.AddAll(drafts("192.0.2.1")), YES);
    KeptLists kept = new KeptLists(house.store::lineage, 3);
    ListRows.Stored first = found(kept, list);

    assertThat(found(kept, own).placed()).hasSize(1);

    assertThat(found(kept, list)).isNotSameAs(first).isEqualTo(first);
  }

  @Test
  void aRevisionOfAnotherHistoryIsReadAnew() {
    add("192.0.2.1", "x");
    AtomicReference<String> history = new AtomicReference<>("00000001");
    KeptLists kept = new KeptLists(_ -> history.get(), 3);
    assertThat(found(kept, list).placed()).hasSize(1);
    // As a server has it that took over and gave the number to another change.
    house.store.write(handle -> handle.execute("DELETE FROM allowlist_entry"));
    assertThat(found(kept, list).placed()).hasSize(1);

    history.set("00000002");

    assertThat(found(kept, list).placed()).isEmpty();
  }

  @Test
  void aChangeOfAListThatIsNotAsItWasReadIsNotMade() {
    Entry gone = add("192.0.2.1", "x");
    assertThat(house.allowlists.find(list)).isPresent();
    house.store.write(handle -> handle.execute("DELETE FROM allowlist_entry"));

    assertThatThrownBy(() -> house.allowlists.change(list, new Change.Delete(gone.id()), YES))
        .isInstanceOf(IllegalStateException.class);
  }

  private ListRows.Stored found(KeptLists kept, ListRef ref) {
    return house.store.read(handle -> kept.find(handle, ref)).orElseThrow();
  }

  private ListRef newOwnList() {
    return new ListRef(
        account,
        house
            .credentials
            .createToken(account, "own", Set.of(Scope.EMAIL), Actor.commandLine())
            .credential()
            .id());
  }
}
