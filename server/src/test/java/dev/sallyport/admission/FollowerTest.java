package dev.sallyport.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Account;
import dev.sallyport.account.AccountChanges;
import dev.sallyport.account.Accounts;
import dev.sallyport.account.Actor;
import dev.sallyport.account.Allowlists;
import dev.sallyport.account.Change;
import dev.sallyport.account.Credentials;
import dev.sallyport.account.EntryDraft;
import dev.sallyport.account.Guard;
import dev.sallyport.account.ListRef;
import dev.sallyport.account.Plans;
import dev.sallyport.account.Scope;
import dev.sallyport.admission.Authentication.Authenticated;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.store.OnBothDatabases;
import dev.sallyport.store.Store;
import dev.sallyport.store.StoreSettings;
import dev.sallyport.store.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node that follows a store which others change, and which fails. */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // made before each test
final class FollowerTest extends OnBothDatabases {
  private static final Guard YES =
      new Guard(Actor.commandLine(), Set.of(), true, OptionalLong.empty(), null);
  private static final InstantSource CLOCK = () -> Instant.parse("2026-03-02T10:00:00Z");
  private static final IpAddress LISTED = IpAddress.of("192.0.2.1");
  private static final IpAddress ADDED = IpAddress.of("192.0.2.2");

  private StoreSettings settings;
  private House here;
  private Follower follower;
  private Account account;
  private String token;

  /** A store with what is changed in it. */
  private static final class House {
    final Store store;
    final AccountChanges changes;
    final Accounts accounts;
    final Credentials credentials;
    final Allowlists lists;

    House(StoreSettings settings) {
      store = Store.open(settings);
      changes = new AccountChanges(store);
      accounts = new Accounts(store, Plans.defaults(), changes, CLOCK);
      credentials = new Credentials(store, changes, CLOCK);
      lists = new Allowlists(store, Plans.defaults(), changes, CLOCK);
    }

    String token(Account of) {
      return credentials
          .createToken(of.id(), "ci", Set.of(Scope.EMAIL), Actor.commandLine())
          .secret();
    }

    void add(Account to, IpAddress address) {
      lists.change(
          ListRef.ofAccount(to.id()),
          new Change.Add(new EntryDraft(address.toString(), "x", null, null)),
          YES);
    }

    void execute(String sql) {
      int _ = store.write(handle -> handle.execute(sql));
    }
  }

  @BeforeEach
  void furnish() {
    settings = database().fresh(folder());
    here = new House(settings);
    account = here.accounts.create("Acme", "starter");
    token = here.token(account);
    here.add(account, LISTED);
    follower = new Follower(here.changes, Duration.ofHours(1), CLOCK);
  }

  @AfterEach
  void close() {
    follower.close();
    here.store.close();
    TestDatabase.release(settings);
  }

  @Test
  void aStoreThatKnowsLessThanWasKnownHereIsGoneBy() {
    here.add(account, ADDED);
    follower.start();
    assertThat(decided(ADDED)).isInstanceOf(Decision.Admitted.class);

    // As where a replica takes over that had not heard of the last change.
    here.store.write(handle -> {
      handle.execute("DELETE FROM allowlist_entry WHERE network = '" + ADDED + "'");
      handle.execute("UPDATE allowlist SET revision = revision - 1");
      handle.execute("UPDATE account SET change_number = change_number - 1");
      return handle.execute("UPDATE change_counter SET number = number - 1");
    });

    await(() -> decided(ADDED) instanceof Decision.NotListed);
    assertThat(decided(LISTED)).isInstanceOf(Decision.Admitted.class);
  }

  @Test
  void aChangeMadeAfterOthersWereLostHolds() {
    for (int i = 0; i < 3; i++) {
      here.accounts.setPaused(account.id(), i % 2 == 0);
    }
    follower.start();
    assertThat(decided(LISTED)).isInstanceOf(Decision.AccountPaused.class);

    here.store.write(handle -> {
      handle.execute("UPDATE account SET paused = FALSE, change_number = change_number - 2");
      return handle.execute("UPDATE change_counter SET number = number - 2");
    });

    await(() -> decided(LISTED) instanceof Decision.Admitted);
  }

  @Test
  void aCredentialThatCantBeReadCostsItsOwnAccountAndNoOther() {
    Account damaged = here.accounts.create("Damaged", "starter");
    String sound = here.token(damaged);
    here.credentials.createSmtpUser(damaged.id(), "s", Actor.commandLine());
    here.execute(
        "UPDATE credential SET kind = 'NONE_SUCH' WHERE account_id = '%s' AND kind = 'SMTP_USER'"
            .formatted(damaged.id()));

    follower.start();

    assertThat(decided(LISTED)).isInstanceOf(Decision.Admitted.class);
    assertThat(decided(sound, LISTED)).isInstanceOf(Decision.ListUnknown.class);
  }

  @Test
  void anAccountWithoutARightIdCostsNoOther() {
    here.execute(
        "INSERT INTO account (account_id, name, plan, paused, created_at, change_number)"
            + " VALUES ('no id', 'Odd', 'starter', FALSE, 0, 1)");

    follower.start();

    assertThat(decided(LISTED)).isInstanceOf(Decision.Admitted.class);
    here.execute("UPDATE account SET deleted_at = 1 WHERE account_id = 'no id'");
    here.accounts.setPaused(account.id(), true);
    assertThat(decided(LISTED)).isInstanceOf(Decision.AccountPaused.class);
  }

  @Test
  void aChangeThatCantBeReadBackLeavesTheListInItsPlace() {
    AtomicBoolean away = new AtomicBoolean();
    here.changes.subscribe(_ -> {
      if (away.get()) {
        here.store.close();
      }
    });
    follower.start();

    away.set(true);
    here.add(account, ADDED);

    assertThat(decided(LISTED)).isInstanceOf(Decision.Admitted.class);
    assertThat(decided(ADDED)).isInstanceOf(Decision.NotListed.class);
  }

  @Test
  void manyChangesMadeElsewhereAreAllTakenOver() {
    ManyAccounts.fill(here.store, 1_200);
    follower.start();
    try (Store there = Store.open(TestDatabase.existing(settings))) {
      there.write(handle -> {
        handle.execute("UPDATE change_counter SET number = number + 1200");
        return handle.execute(
            "UPDATE account SET paused = TRUE, change_number ="
                + " (SELECT number FROM change_counter)");
      });
    }

    await(() -> follower.followed() >= 1_201);

    assertThat(follower.accounts()).isEqualTo(1_201);
    for (int number = 1; number <= 1_200; number++) {
      assertThat(decided(ManyAccounts.one(number, number, 2).token(), LISTED))
          .isInstanceOf(Decision.AccountPaused.class);
    }
  }

  @Test
  void ofAnOwnChangeNothingIsFoundElsewhere() {
    follower.start();
    here.add(account, ADDED);
    Account next = here.accounts.create("Next", "starter");
    try (Store store = Store.open(TestDatabase.existing(settings))) {
      Accounts there = new Accounts(store, Plans.defaults(), new AccountChanges(store), CLOCK);
      there.setPaused(next.id(), true);
    }

    await(() -> follower.followed() > 0);

    assertThat(follower.followed()).isEqualTo(1);
  }

  @Test
  void whatIsDeletedWhileAllIsReadAnewStaysAway() {
    Map<Account, String> doomed = new HashMap<>();
    for (int i = 0; i < 40; i++) {
      Account each = here.accounts.create("Doomed " + i, "starter");
      doomed.put(each, here.token(each));
    }
    ManyAccounts.fill(here.store, 3_000);
    AtomicInteger number = new AtomicInteger(1_000_000);
    here.execute("UPDATE change_counter SET number = " + number);
    follower.start();
    List<String> alive = new ArrayList<>();
    doomed.forEach((each, secret) -> {
      // The counter goes back each time, so that everything is read again.
      here.execute("UPDATE change_counter SET number = " + number.addAndGet(-100));
      here.accounts.delete(each.id());
      for (int i = 0; i < 10; i++) {
        if (follower.admission().byToken(secret) instanceof Authenticated) {
          alive.add(each.name());
        }
        pause();
      }
    });

    assertThat(alive).isEmpty();
  }

  private Decision decided(IpAddress from) {
    return decided(token, from);
  }

  private Decision decided(String secret, IpAddress from) {
    Authentication shown = follower.admission().byToken(secret);
    assertThat(shown).isInstanceOf(Authenticated.class);
    return follower.admission().decide(((Authenticated) shown).caller(), from);
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
