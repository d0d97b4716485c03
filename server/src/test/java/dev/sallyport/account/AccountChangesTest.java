package dev.sallyport.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.account.AccountChanges.ChangedAccounts;
import dev.sallyport.account.AccountChanges.Position;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class AccountChangesTest extends AccountTestCase {
  private static final Actor ACTOR = Actor.commandLine();

  @Test
  void eachChangeDrawsTheNextNumber() {
    String a = account("A");
    assertThat(house.changes.newest()).isEqualTo(1);
    house.accounts.setPaused(a, true);
    assertThat(house.changes.newest()).isEqualTo(2);
    assertThat(house.changes.load(a).orElseThrow().changeNumber()).isEqualTo(2);
  }

  @Test
  void everyKindOfChangeIsLearnedOf() {
    String a = account("A");
    ListRef list = ListRef.ofAccount(a);
    Credential token =
        house.credentials.createToken(a, "t", Set.of(Scope.EMAIL), ACTOR).credential();
    CredentialKind kind = CredentialKind.API_TOKEN;
    List<Runnable> deeds =
        List.of(
            () -> house.accounts.setPlan(a, "free"),
            () -> house.accounts.setPlan(a, "starter"),
            () -> house.accounts.setPaused(a, true),
            () -> house.accounts.addDomain(a, "example.com"),
            () -> house.accounts.removeDomain(a, "example.com"),
            () -> house.credentials.createSmtpUser(a, "s", ACTOR),
            () -> house.credentials.rename(a, kind, token.id(), "new", ACTOR),
            () -> house.credentials.setScopes(a, token.id(), Set.of(Scope.CREDENTIALS), ACTOR),
            () -> house.credentials.setPaused(a, kind, token.id(), true, ACTOR),
            () -> house.allowlists.change(list, add("192.0.2.1"), ListTestCase.YES),
            () ->
                house.allowlists.change(
                    new ListRef(a, token.id()), add("192.0.2.1"), ListTestCase.YES),
            () -> house.credentials.delete(a, kind, token.id(), ACTOR),
            () -> house.accounts.delete(a));
    for (Runnable deed : deeds) {
      long before = house.changes.newest();
      deed.run();
      assertThat(house.changes.after(before)).satisfies(changed(before + 1, a));
    }
  }

  @Test
  void anAccountChangedOftenIsNamedOnce() {
    String a = account("A");
    String b = account("B");
    house.accounts.setPaused(a, true);

    assertThat(house.changes.after(0)).satisfies(changed(3, b, a));
    assertThat(house.changes.after(2)).satisfies(changed(3, a));
    assertThat(house.changes.after(3)).satisfies(changed(3));
  }

  @Test
  void aDeletedAccountIsLearnedOf() {
    String a = account("A");
    long before = house.changes.newest();

    house.accounts.delete(a);

    assertThat(house.changes.after(before).accountIds()).containsExactly(a);
    assertThat(house.changes.load(a)).isEmpty();
  }

  @Test
  void aChangeThatComesToNothingIsNone() {
    String a = account("A");
    house.accounts.setPaused(a, false);
    house.accounts.setPlan(a, "starter");
    house.allowlists.change(ListRef.ofAccount(a), new Change.Replace(List.of()), ListTestCase.YES);
    house.allowlists.change(
        ListRef.ofAccount(a), add("192.0.2.1"), ListTestCase.NOTHING_ACKNOWLEDGED);

    assertThat(house.changes.newest()).isEqualTo(1);
  }

  @Test
  void accountsAreLoadedInPartsAndNoneIsMissed() {
    house.store.write(handle ->
        handle.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200)"
                + " INSERT INTO account (account_id, name, plan, paused, created_at,"
                + " change_number) SELECT CAST(i AS VARCHAR(24)), CAST(i AS VARCHAR(24)),"
                + " 'free', FALSE, 0, i FROM n"));

    Set<String> all = ConcurrentHashMap.newKeySet();
    house.changes.loadAll(state -> all.add(state.account().id()));

    assertThat(all).hasSize(1_200);
    assertThat(house.changes.after(200).accountIds()).hasSize(1_000).startsWith("201");
    assertThat(house.accounts.list()).hasSize(1_200);
  }

  @Test
  void whoTakesALoadedAccountMayAskTheStore() {
    String a = account("A");
    List<AccountState> again = new ArrayList<>();

    house.changes.loadAll(state -> house.changes.load(state.account().id()).ifPresent(again::add));
    house.changes.load(
        List.of(a), state -> again.add(house.changes.load(a).orElseThrow()), _ -> {});

    assertThat(again).hasSize(2);
  }

  @Test
  void aLoadThatFailedHandsNothingOnAnyMore() throws Exception {
    house.store.write(handle ->
        handle.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
                + " INSERT INTO account (account_id, name, plan, paused, created_at,"
                + " change_number) SELECT CAST(i AS VARCHAR(24)), CAST(i AS VARCHAR(24)),"
                + " 'free', FALSE, 0, i FROM n"));
    AtomicInteger taken = new AtomicInteger();
    AtomicBoolean ended = new AtomicBoolean();
    AtomicInteger late = new AtomicInteger();

    assertThatThrownBy(() ->
            house.changes.loadAll(_ -> {
              if (ended.get()) {
                late.incrementAndGet();
              }
              if (taken.incrementAndGet() == 600) {
                throw new IllegalStateException("planned");
              }
              LockSupport.parkNanos(100_000);
            }))
        .hasMessage("planned");
    ended.set(true);
    Thread.sleep(200);

    assertThat(late).hasValue(0);
  }

  @Test
  void aServerWhosePlaceWasTakenIsTold() {
    assertThat(new Position("00000009", 7).isOutlivedBy("0000000A")).isTrue();
    assertThat(new Position("0000000A", 7).isOutlivedBy("0000000A")).isFalse();
    assertThat(new Position("0000000B", 7).isOutlivedBy("0000000A")).isFalse();
    // A database that names no history.
    assertThat(new Position("", 7).isOutlivedBy("")).isFalse();
  }

  @Test
  void subscribersHaveSeenAChangeBeforeItIsAnswered() {
    List<String> seen = new ArrayList<>();
    Thread maker = Thread.currentThread();
    house.changes.subscribe(id -> {
      assertThat(Thread.currentThread()).isSameAs(maker);
      seen.add(
          house
              .changes
              .load(id)
              .map(state -> state.account().name() + state.list().revision())
              .orElse("gone"));
    });

    String a = account("A");
    assertThat(seen).containsExactly("A0");
    house.allowlists.change(ListRef.ofAccount(a), add("192.0.2.1"), ListTestCase.YES);
    assertThat(seen).containsExactly("A0", "A1");
    house.accounts.delete(a);
    assertThat(seen).containsExactly("A0", "A1", "gone");
  }

  @Test
  void aSubscriberThatFailsKeepsNothingFromTheOthers() {
    List<String> seen = new ArrayList<>();
    house.changes.subscribe(_ -> {
      throw new IllegalStateException("planned");
    });
    house.changes.subscribe(seen::add);

    assertThatThrownBy(() -> account("A")).hasMessage("planned");

    assertThat(seen).containsExactly(house.accounts.find("A").orElseThrow().id());
  }

  @Test
  void everyAccountIsLoadedWithAllThatDecidesItsCalls() {
    String a = account("A");
    String b = account("B");
    house.accounts.delete(account("C"));
    house.accounts.addDomain(a, "example.com");
    Credential user = house.credentials.createSmtpUser(a, "s", ACTOR).credential();
    house.allowlists.change(ListRef.ofAccount(a), add("192.0.2.1"), ListTestCase.YES);
    house.allowlists.change(new ListRef(a, user.id()), add("192.0.2.2"), ListTestCase.YES);
    house.allowlists.change(
        ListRef.ofAccount(b), new Change.SetMode(Mode.MONITOR), ListTestCase.YES);

    List<AccountState> all = new ArrayList<>();
    AccountChanges.Position reached = house.changes.loadAll(all::add);

    assertThat(reached.number()).isEqualTo(house.changes.newest());
    assertThat(all)
        .containsExactlyInAnyOrder(
            house.changes.load(a).orElseThrow(), house.changes.load(b).orElseThrow());
    AccountState state = house.changes.load(a).orElseThrow();
    assertThat(state.account().domains()).containsExactly("example.com");
    assertThat(state.credentials().getFirst().credential()).isEqualTo(user);
    assertThat(state.credentialLists().getFirst().ref()).isEqualTo(new ListRef(a, user.id()));
    assertThat(house.changes.load(b).orElseThrow().list().mode()).isEqualTo(Mode.MONITOR);
  }

  @Test
  void aDamagedListCostsItsOwnAccountAndLetsNobodyIn() {
    String sound = account("A");
    String damaged = account("B");
    Credential user = house.credentials.createSmtpUser(damaged, "s", ACTOR).credential();
    house.allowlists.change(ListRef.ofAccount(damaged), add("192.0.2.1"), ListTestCase.YES);
    house.store.write(handle -> handle.execute("UPDATE allowlist_entry SET network = '192.0.2'"));

    List<String> good = new ArrayList<>();
    List<AccountState> bad = new ArrayList<>();
    house.changes.loadAll(state -> good.add(state.account().id()), bad::add);

    assertThat(good).containsExactly(sound);
    assertThat(bad).hasSize(1);
    AccountState state = bad.getFirst();
    assertThat(state.credentials().getFirst().credential()).isEqualTo(user);
    assertThat(
            Policy.of(state.list().entries().stream().map(Entry::rule).toList())
                .decide(IpAddress.of("192.0.2.1"), house.millis())
                .allowed())
        .isFalse();
    assertThatThrownBy(() -> house.changes.load(damaged)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> house.changes.loadAll(_ -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aChangeMadeElsewhereIsNoticedOnce() {
    String a = account("A");
    try (TestHouse other = new TestHouse(settings)) {
      assertThat(other.changes.changedElsewhere()).isFalse();

      house.accounts.setPaused(a, true);

      assertThat(other.changes.changedElsewhere()).isTrue();
      assertThat(other.changes.changedElsewhere()).isFalse();
    }
  }

  @Test
  void whatNoDatabaseCanHoldFindsNothing() {
    for (String odd : List.of("a\u0000", "\uD800", "", "x".repeat(10_000))) {
      assertThat(house.accounts.find(odd)).isEmpty();
      assertThat(house.accounts.byId(odd)).isEmpty();
      assertThat(house.changes.load(odd)).isEmpty();
      assertThat(house.credentials.find(odd, CredentialKind.API_TOKEN, odd)).isEmpty();
      assertThat(house.allowlists.find(ListRef.ofAccount(odd))).isEmpty();
      assertThat(house.allowlists.find(new ListRef(odd, odd))).isEmpty();
      assertThat(house.members.byId(odd)).isEmpty();
      assertThat(house.sessions.find(odd)).isEmpty();
    }
  }

  private static Consumer<ChangedAccounts> changed(long newest, String... accounts) {
    return changed -> {
      assertThat(changed.accountIds()).containsExactly(accounts);
      assertThat(changed.newest()).isEqualTo(newest);
    };
  }

  private String account(String name) {
    return house.accounts.create(name, "starter").id();
  }

  private static Change add(String address) {
    return new Change.Add(ListTestCase.draft(address, "x"));
  }
}
