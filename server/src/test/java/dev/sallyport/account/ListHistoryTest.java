package dev.sallyport.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.allowlist.IpAddress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ListHistoryTest extends ListTestCase {

  @Test
  void aRevisionTellsWhoDidWhatFromWhereAndWhen() {
    Actor actor =
        new Actor(
            Actor.Kind.MEMBER, "a".repeat(24), "owner@example.com", IpAddress.of("2001:db8::9"));
    change(
        new Change.Add(draft("192.0.2.1", "x")),
        new Guard(actor, Set.of(), true, OptionalLong.empty(), null));

    assertThat(history())
        .containsExactly(
            new HistoryRow(
                1,
                house.instant(),
                actor,
                "add",
                Mode.ENFORCE,
                0,
                1,
                new Difference(current().entries(), List.of(), List.of(), 1, 0, 0)));
  }

  @Test
  void eachKindOfChangeHasItsWord() {
    Entry entry = add("192.0.2.1", "x");
    made(new Change.Edit(entry.id(), null, "y", null, null));
    made(new Change.Pause(entry.id()));
    made(new Change.Resume(entry.id()));
    made(new Change.SetMode(Mode.MONITOR));
    made(new Change.Replace(drafts("192.0.2.2")));
    made(new Change.Restore(1));
    made(new Change.Delete(entry.id()));

    assertThat(history().stream().map(HistoryRow::kind))
        .containsExactly("delete", "restore", "replace", "mode", "resume", "pause", "edit", "add");
  }

  @Test
  void anEditThatOnlyPausesIsCalledAPause() {
    Entry entry = add("192.0.2.1", "x");
    made(new Change.Edit(entry.id(), "192.0.2.1", "x", "paused", null));

    assertThat(history().getFirst().kind()).isEqualTo("pause");
  }

  @Test
  void historyIsReadInPages() {
    for (int i = 1; i <= 7; i++) {
      add("192.0.2." + i, "x");
    }

    assertThat(revisions(house.allowlists.history(list, Long.MAX_VALUE, 3)))
        .containsExactly(7L, 6L, 5L);
    assertThat(revisions(house.allowlists.history(list, 5, 3))).containsExactly(4L, 3L, 2L);
    assertThat(revisions(house.allowlists.history(list, 2, 3))).containsExactly(1L);
    assertThat(house.allowlists.history(list, 1, 3)).isEmpty();
    assertThat(house.allowlists.history(list, Long.MIN_VALUE, 3)).isEmpty();
  }

  @Test
  void aPageHasBounds() {
    assertThatThrownBy(() -> house.allowlists.history(list, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> house.allowlists.history(list, 1, 501))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void restoringIsARevisionOfItsOwn() {
    Entry one = add("192.0.2.1", "one");
    add("192.0.2.2", "two");
    made(new Change.Delete(one.id()));

    Allowlist restored = made(new Change.Restore(2)).list();

    assertThat(restored.revision()).isEqualTo(4);
    assertThat(addresses()).containsExactly("192.0.2.1", "192.0.2.2");
    assertThat(restored.entries().getFirst().id()).isEqualTo(one.id());
  }

  @Test
  void restoringKeepsTheModeAsItIs() {
    add("192.0.2.1", "one");
    made(new Change.SetMode(Mode.MONITOR));
    add("192.0.2.2", "two");
    made(new Change.SetMode(Mode.ENFORCE));

    assertThat(made(new Change.Restore(2)).list().mode()).isEqualTo(Mode.ENFORCE);
  }

  @Test
  void restoringTheListAsItIsIsNoRevision() {
    add("192.0.2.1", "one");

    assertThat(made(new Change.Restore(1)).list().revision()).isEqualTo(1);
  }

  @Test
  void aRestoredEntryThatHasExpiredStaysExpired() {
    Entry entry = addUntil("192.0.2.1", "x", house.instant().plusSeconds(5));
    add("192.0.2.2", "y");
    made(new Change.Delete(entry.id()));
    house.pass(Duration.ofSeconds(10));

    Allowlist restored = made(new Change.Restore(2)).list();

    assertThat(restored.entries().getFirst().status(house.instant())).isEqualTo("expired");
  }

  @Test
  void addressesThatWereExchangedAreRestored() {
    Entry one = add("192.0.2.1", "one");
    Entry two = add("192.0.2.2", "two");
    made(new Change.Edit(one.id(), "192.0.2.3", null, null, null));
    made(new Change.Edit(two.id(), "192.0.2.1", null, null, null));
    made(new Change.Edit(one.id(), "192.0.2.2", null, null, null));

    made(new Change.Restore(2));

    assertThat(addresses()).containsExactly("192.0.2.1", "192.0.2.2");
    assertThat(current().entries().getFirst().name()).isEqualTo("one");
  }

  @Test
  void aRevisionThatNeverWasIsSaidSo() {
    add("192.0.2.1", "one");

    for (long revision : new long[] {0, 2, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
      assertThat(change(new Change.Restore(revision)))
          .isInstanceOf(ChangeResult.NoSuchRevision.class);
    }
  }

  @Test
  void everyRevisionIsFoundAgainAsItStood() {
    Random random = new Random(42);
    Map<Long, List<Entry>> seen = new HashMap<>();
    for (int step = 0; step < 120; step++) {
      Allowlist after = made(somethingOf(random)).list();
      seen.put(after.revision(), after.entries());
      house.pass(Duration.ofSeconds(1));
    }

    long newest = current().revision();
    assertThat(newest).isGreaterThan(60);
    List<HistoryRow> rows = house.allowlists.history(list, Long.MAX_VALUE, 500);
    assertThat(rows).hasSize((int) newest);
    for (HistoryRow row : rows) {
      List<Entry> before = seen.getOrDefault(row.revision() - 1, List.of());
      List<Entry> after = seen.getOrDefault(row.revision(), List.of());
      assertThat(house.allowlists.at(list, row.revision())).contains(after);
      assertThat(row.before()).isEqualTo(before.size());
      assertThat(row.after()).isEqualTo(after.size());
      assertThat(row.difference()).isEqualTo(Difference.between(before, after, 100));
    }
    assertThat(house.allowlists.history(list, 31, 5))
        .isEqualTo(rows.subList((int) newest - 30, (int) newest - 25));
  }

  @Test
  void aLargeDifferenceNamesItsFirstEntriesAndCountsTheRest() {
    house.accounts.setPlan(account, "professional");
    made(new Change.Replace(range("10.0.0.", 150)));
    made(new Change.Replace(range("10.0.1.", 120)));

    Difference difference = history().getFirst().difference();
    assertThat(difference.added()).hasSize(100);
    assertThat(difference.removed()).hasSize(100);
    assertThat(difference.addedCount()).isEqualTo(120);
    assertThat(difference.removedCount()).isEqualTo(150);
    assertThat(difference.unnamed()).isEqualTo(70);
    assertThat(difference.added().getFirst().network()).hasToString("10.0.1.0");
    assertThat(house.allowlists.revisionBelow(list, 3).orElseThrow().difference().removed())
        .hasSize(150);
  }

  @Test
  void howLongListsWereIsWorkedOutOfWhatAnEarlierVersionKept() throws IOException {
    Random random = new Random(7);
    for (int step = 0; step < 40; step++) {
      made(somethingOf(random));
    }
    made(new Change.Add(draft("198.51.100.1", "{\"id\":\"")));
    List<HistoryRow> rows = history();

    String migration;
    try (InputStream file =
        ListHistoryTest.class.getResourceAsStream("/db/migration/V7__history_as_differences.sql")) {
      migration = new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
    int start = migration.indexOf("UPDATE");
    String update = migration.substring(start, migration.indexOf(';', start));
    house.store.write(handle -> {
      handle.execute("UPDATE allowlist_history SET entries_after = 0");
      return handle.createUpdate(update).execute();
    });

    assertThat(history()).isEqualTo(rows);
  }

  private static List<EntryDraft> range(String start, int size) {
    return IntStream.range(0, size).mapToObj(i -> draft(start + i, "x")).toList();
  }

  @Test
  void anEntryThatExpiredOnTheListIsToldWhateverBecameOfItLater() {
    Instant end = house.instant().plusSeconds(60);
    Entry stays = addUntil("192.0.2.1", "stays", end);
    Entry goes = addUntil("192.0.2.2", "goes", end);
    Entry longer = addUntil("192.0.2.3", "longer", end);
    made(new Change.Delete(goes.id()));
    made(new Change.Edit(longer.id(), null, null, null, new Change.Expiry(end.plusSeconds(60))));
    made(new Change.Edit(stays.id(), null, "renamed", null, null));
    house.pass(Duration.ofSeconds(90));
    made(new Change.Delete(stays.id()));

    assertThat(house.allowlists.expired(list, Instant.EPOCH, house.instant(), 9))
        .containsExactly(new Expired(stays.id(), stays.network(), "renamed", end));
    assertThat(house.allowlists.expired(list, end, house.instant(), 9)).isEmpty();
  }

  private Change somethingOf(Random random) {
    List<Entry> entries = current().entries();
    String address = "192.0.2." + random.nextInt(1, 40);
    if (entries.isEmpty()) {
      return new Change.Add(draft(address, "first"));
    }
    Entry some = entries.get(random.nextInt(entries.size()));
    return switch (random.nextInt(7)) {
      case 0 -> new Change.Edit(some.id(), null, "name " + random.nextInt(100), null, null);
      case 1 -> new Change.Pause(some.id());
      case 2 -> new Change.Delete(some.id());
      case 3 -> new Change.Restore(random.nextLong(1, current().revision() + 1));
      case 4 -> new Change.Replace(shuffled(entries, random));
      default ->
          addresses().contains(address)
              ? new Change.Resume(some.id())
              : new Change.Add(draft(address, "x"));
    };
  }

  private static List<EntryDraft> shuffled(List<Entry> entries, Random random) {
    List<EntryDraft> drafts = new ArrayList<>();
    entries.forEach(entry -> {
      if (random.nextInt(4) > 0) {
        drafts.add(new EntryDraft(entry.network().toString(), entry.name(), null, null));
      }
    });
    Collections.shuffle(drafts, random);
    return drafts;
  }

  private List<HistoryRow> history() {
    return house.allowlists.history(list, Long.MAX_VALUE, 500);
  }

  private static List<Long> revisions(List<HistoryRow> rows) {
    return rows.stream().map(HistoryRow::revision).toList();
  }

  @Test
  void revisionsSinceAMomentAreTheNewestOnes() {
    for (int i = 1; i <= 9; i++) {
      add("192.0.2." + i, "x");
      house.pass(Duration.ofHours(1));
    }
    Instant since = house.instant().minus(Duration.ofHours(6));

    assertThat(house.allowlists.historySince(list, since, 100))
        .extracting(HistoryRow::revision)
        .containsExactly(9L, 8L, 7L, 6L, 5L, 4L);
    assertThat(house.allowlists.historySince(list, since, 2)).hasSize(2);
    assertThat(house.allowlists.historySince(list, house.instant(), 2)).isEmpty();
  }
}
