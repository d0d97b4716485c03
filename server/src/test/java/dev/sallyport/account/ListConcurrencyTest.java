package dev.sallyport.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Several that change one list at once, in one process and in two. */
final class ListConcurrencyTest extends ListTestCase {
  private static final int EACH = 25;

  @Test
  void revisionsNeitherSkipNorRepeatWhereTwoProcessesWriteAtOnce() throws Exception {
    try (TestHouse other = new TestHouse(settings)) {
      List<Callable<Long>> changes = new ArrayList<>();
      for (int i = 1; i <= EACH; i++) {
        changes.add(adding(house, "192.0.2." + i));
        changes.add(adding(other, "198.51.100." + i));
      }

      assertThat(results(changes))
          .containsExactlyInAnyOrderElementsOf(
              LongStream.rangeClosed(1, 2 * EACH).boxed().toList());
      assertThat(current().entries()).hasSize(2 * EACH);
      assertThat(other.changes.load(account).orElseThrow().list()).isEqualTo(current());
      assertThat(house.changes.newest()).isEqualTo(1 + 2 * EACH);
      assertThat(house.allowlists.history(list, Long.MAX_VALUE, 500))
          .extracting(HistoryRow::revision)
          .hasSize(2 * EACH)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void ofTwoThatAddOneNetworkAtOnceOneIsToldSo() throws Exception {
    try (TestHouse other = new TestHouse(settings)) {
      Callable<Boolean> here = () -> isMade(house, "192.0.2.1");
      Callable<Boolean> there = () -> isMade(other, "192.0.2.1");

      assertThat(results(List.of(here, there, here, there)))
          .containsExactlyInAnyOrder(true, false, false, false);
      assertThat(addresses()).containsExactly("192.0.2.1");
    }
  }

  @Test
  void ofTwoEditsOfOneRevisionOneIsStale() throws Exception {
    Entry entry = add("192.0.2.1", "x");
    Guard seen = new Guard(Actor.commandLine(), Set.of(), true, OptionalLong.of(1), null);
    try (TestHouse other = new TestHouse(settings)) {
      Callable<ChangeResult> here =
          () -> house.allowlists.change(list, new Change.Pause(entry.id()), seen);
      Callable<ChangeResult> there =
          () -> other.allowlists.change(list, new Change.Delete(entry.id()), seen);

      assertThat(results(List.of(here, there)))
          .filteredOn(ChangeResult.Stale.class::isInstance)
          .hasSize(1);
      assertThat(current().revision()).isEqualTo(2);
    }
  }

  @Test
  void theOpeningIsAskedAboutWhicheverOfTwoDeletionsComesLast() throws Exception {
    Entry one = add("192.0.2.1", "one");
    Entry two = add("192.0.2.2", "two");
    Callable<ChangeResult> first = () -> change(new Change.Delete(one.id()), NOTHING_ACKNOWLEDGED);
    Callable<ChangeResult> second = () -> change(new Change.Delete(two.id()), NOTHING_ACKNOWLEDGED);

    assertThat(results(List.of(first, second)))
        .filteredOn(ChangeResult.NeedsAcknowledgement.class::isInstance)
        .hasSize(1);
    assertThat(current().entries()).hasSize(1);
  }

  @Test
  void aFollowerThatAsksMeanwhileMissesNoChange() throws Exception {
    List<String> accounts = new CopyOnWriteArrayList<>();
    try (TestHouse other = new TestHouse(settings)) {
      List<Callable<String>> changes = new ArrayList<>();
      for (int i = 0; i < EACH; i++) {
        String name = "account " + i;
        changes.add(() -> house.accounts.create(name + " here", "free").id());
        changes.add(() -> other.accounts.create(name + " there", "free").id());
      }
      long seen = 1;
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<String>> made = changes.stream().map(threads::submit).toList();
        while (!made.stream().allMatch(Future::isDone)) {
          AccountChanges.ChangedAccounts changed = other.changes.after(seen);
          accounts.addAll(changed.accountIds());
          seen = changed.newest();
        }
        accounts.addAll(other.changes.after(seen).accountIds());
        assertThat(accounts)
            .containsExactlyInAnyOrderElementsOf(made.stream().map(Future::resultNow).toList());
      }
    }
  }

  private Callable<Long> adding(TestHouse where, String address) {
    return () ->
        made(where.allowlists.change(list, new Change.Add(draft(address, "x")), YES))
            .list()
            .revision();
  }

  private boolean isMade(TestHouse where, String address) {
    return where.allowlists.change(list, new Change.Add(draft(address, "x")), YES)
        instanceof ChangeResult.Changed;
  }

  private static <T> List<T> results(List<Callable<T>> works) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<T> results = new ArrayList<>();
      for (Future<T> work : threads.invokeAll(works)) {
        results.add(work.get());
      }
      return results;
    }
  }
}
