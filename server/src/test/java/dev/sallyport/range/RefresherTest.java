package dev.sallyport.range;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.AccountChanges;
import dev.sallyport.account.Accounts;
import dev.sallyport.account.Actor;
import dev.sallyport.account.Allowlists;
import dev.sallyport.account.Assertion;
import dev.sallyport.account.Change;
import dev.sallyport.account.ChangeResult;
import dev.sallyport.account.EntryDraft;
import dev.sallyport.account.Group;
import dev.sallyport.account.GroupSource.Family;
import dev.sallyport.account.Groups;
import dev.sallyport.account.Guard;
import dev.sallyport.account.ListRef;
import dev.sallyport.account.Plans;
import dev.sallyport.allowlist.Network;
import dev.sallyport.outgoing.Outgoing;
import dev.sallyport.outgoing.Reach;
import dev.sallyport.store.OnBothDatabases;
import dev.sallyport.store.Store;
import dev.sallyport.store.StoreSettings;
import dev.sallyport.store.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@SuppressWarnings("NullAway.Init") // made before each test
class RefresherTest extends OnBothDatabases {
  private static final Guard YES =
      new Guard(Actor.commandLine(), Set.of(), true, OptionalLong.empty(), null);

  private StoreSettings settings;
  private Store store;
  private Allowlists lists;
  private Outgoing outgoing;
  private PublishedFile published;
  private Refresher refresher;
  private ListRef list;
  private Instant now = Instant.parse("2026-03-02T10:00:00Z");

  @BeforeEach
  void follow() throws Exception {
    settings = database().fresh(folder());
    store = Store.open(settings);
    AccountChanges changes = new AccountChanges(store);
    lists = new Allowlists(store, Plans.defaults(), changes, () -> now);
    list =
        ListRef.ofAccount(
            new Accounts(store, Plans.defaults(), changes, () -> now)
                .create("Acme", "professional")
                .id());
    outgoing = new Outgoing(new Reach(List.of(Network.of("127.0.0.0/8"))), "Sallyport/test");
    published = new PublishedFile(column(1, 20));
    Ranges ranges = new Ranges(outgoing, true);
    refresher = new Refresher(lists, ranges);
    RangeResult.Found found = (RangeResult.Found) ranges.fetch(published.url(), "", Family.ANY);
    made(new Change.PutGroup(null, "Cloud", found.source(), found.networks(), found.etag()));
    published.asked().clear();
  }

  @AfterEach
  void close() {
    published.close();
    outgoing.close();
    store.close();
    TestDatabase.release(settings);
  }

  private static String column(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(i -> "198.51.100." + i)
        .collect(Collectors.joining("\n"));
  }

  private void made(Change change) {
    assertThat(lists.change(list, change, YES)).isInstanceOf(ChangeResult.Changed.class);
  }

  private Group group() {
    return lists.groups().of(list).getFirst();
  }

  private long revision() {
    return lists.find(list).orElseThrow().revision();
  }

  private void aDayLater() throws InterruptedException {
    now = now.plus(Groups.EVERY);
    refresher.round();
  }

  @Test
  void looksOnceADay() throws Exception {
    refresher.round();
    assertThat(published.asked()).isEmpty();
    aDayLater();
    refresher.round();
    assertThat(published.asked()).hasSize(1);
    assertThat(group().checks().fetchedAt()).isEqualTo(now);
    assertThat(revision()).isEqualTo(1);
  }

  @Test
  void followsASmallChangeByItself() throws Exception {
    published.publish(column(2, 22));
    aDayLater();
    assertThat(group().networks()).isEqualTo(21);
    assertThat(lists.history(list, Long.MAX_VALUE, 1).getFirst())
        .satisfies(row -> {
          assertThat(row.kind()).isEqualTo("group-refresh");
          assertThat(row.actor().name()).isEqualTo("Sallyport (group Cloud)");
          assertThat(row.difference().addedCount()).isEqualTo(2);
          assertThat(row.difference().removedCount()).isEqualTo(1);
        });
  }

  @Test
  void waitsWithALargeChangeAndMakesItOnceItIsSmall() throws Exception {
    published.publish(column(1, 2));
    aDayLater();
    assertThat(revision()).isEqualTo(1);
    assertThat(group().checks().waiting()).contains("Networks that come: 0, that go: 18.");

    published.publish(column(1, 19));
    aDayLater();
    assertThat(revision()).isEqualTo(2);
    assertThat(group().checks().waiting()).isNull();
  }

  @Test
  void breaksNoAssertion() throws Exception {
    lists
        .assertions()
        .add(
            list.accountId(),
            "Sender",
            "198.51.100.20",
            Assertion.Expected.ALLOWED,
            Actor.commandLine());
    published.publish(column(1, 19));
    aDayLater();
    assertThat(revision()).isEqualTo(1);
    assertThat(group().checks().waiting()).contains("Sender: 198.51.100.20 must be allowed");
  }

  @Test
  void aFileThatIsAwayOrBrokenChangesNothingAndIsAskedForLessAndLess() throws Exception {
    published.answerWith(500);
    aDayLater();
    Instant since = now;
    assertThat(group().checks().error()).isEqualTo("The server answers 500.");
    assertThat(group().checks().nextAt()).isEqualTo(now.plus(Duration.ofMinutes(15)));
    published.answerWith(200);
    published.publish("not a network\n");
    now = now.plus(Duration.ofMinutes(15));
    refresher.round();
    assertThat(group().checks().error()).contains("line 1");
    assertThat(group().checks().errorSince()).isEqualTo(since);
    assertThat(group().checks().nextAt()).isEqualTo(now.plus(Duration.ofHours(1)));
    assertThat(group().networks()).isEqualTo(20);
    assertThat(revision()).isEqualTo(1);

    published.publish(column(1, 20));
    now = now.plus(Duration.ofHours(1));
    refresher.round();
    assertThat(group().checks().error()).isNull();
  }

  @Test
  void leavesAChangeAloneThatWaitsToBeConfirmed() throws Exception {
    made(new Change.Add(new EntryDraft("203.0.113.9", "Office", null, null)));
    now = now.plus(Groups.EVERY).minusSeconds(60);
    Guard within =
        new Guard(
            Actor.commandLine(), Set.of(), true, OptionalLong.empty(), null, Duration.ofHours(2));
    lists.change(
        list, new Change.Add(new EntryDraft("203.0.113.10", "Branch", null, null)), within);
    published.publish(column(1, 21));
    now = now.plusSeconds(60);
    refresher.round();
    assertThat(lists.confirmations().waiting(list)).isPresent();
    assertThat(group().networks()).isEqualTo(20);

    now = now.plus(Duration.ofMinutes(5));
    lists.confirmations().confirm(list, OptionalLong.empty(), Actor.commandLine());
    now = now.plus(Duration.ofMinutes(5));
    refresher.round();
    assertThat(group().networks()).isEqualTo(21);
  }

  @Test
  void looksAtNoGroupThatIsNotToFollow() throws Exception {
    lists.groups().setDaily(group(), false, Actor.commandLine());
    aDayLater();
    assertThat(published.asked()).isEmpty();
  }

  @Test
  void waitsWithAFewNetworksThatHoldManyAddresses() throws Exception {
    published.publish(column(1, 20) + "\n203.0.0.0/12\n");
    aDayLater();
    assertThat(revision()).isEqualTo(1);
    assertThat(group().checks().waiting()).contains("more than twice the addresses");

    published.publish(column(1, 20) + "\n203.0.113.0/24\n");
    aDayLater();
    assertThat(revision()).isEqualTo(2);
  }

  @Test
  void addsANetworkOnceTheEntryIsGoneThatHadIt() throws Exception {
    made(new Change.DeleteGroup(group().id()));
    made(new Change.Add(new EntryDraft("198.51.100.1", "Office", null, null)));
    Ranges ranges = new Ranges(outgoing, true);
    RangeResult.Found found = (RangeResult.Found) ranges.fetch(published.url(), "", Family.ANY);
    made(new Change.PutGroup(null, "Cloud", found.source(), found.networks(), found.etag()));
    assertThat(group().elsewhere()).isEqualTo(1);
    made(new Change.Delete(lists.find(list).orElseThrow().entries().getFirst().id()));
    aDayLater();
    assertThat(group().networks()).isEqualTo(20);
  }
}
