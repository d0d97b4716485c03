package dev.sallyport.account;

import dev.sallyport.secret.SealedSecrets;
import dev.sallyport.store.Store;
import dev.sallyport.store.StoreSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** An open store with all that this package keeps in it, and a clock that tests move. */
public final class TestHouse implements AutoCloseable, InstantSource {
  private final AtomicLong now =
      new AtomicLong(Instant.parse("2026-03-02T10:00:00Z").toEpochMilli());

  /** Who called of late, as a test has it. */
  final List<RecentCaller> recentCallers = new ArrayList<>();

  /** How often it was asked who called of late. */
  int askedForCallers;

  /** Runs once, when next asked who called of late. */
  Runnable whenAskedForCallers = () -> {};

  final Store store;
  final AccountChanges changes;
  final Accounts accounts;
  final Credentials credentials;
  final Allowlists allowlists;
  final Members members;
  final MemberServices people;
  final Sessions sessions;

  public TestHouse(StoreSettings settings) {
    store = Store.open(settings);
    changes = new AccountChanges(store);
    accounts = new Accounts(store, Plans.defaults(), changes, this);
    credentials = new Credentials(store, changes, this);
    allowlists = new Allowlists(store, Plans.defaults(), changes, _ -> callers(), this);
    members = new Members(store, accounts, changes, this);
    SealedSecrets sealed = new SealedSecrets(store, settings.folder().resolve("secrets.key"));
    people = MemberServices.of(store, sealed, changes, members, this);
    sessions = people.sessions();
  }

  private CallerTable callers() {
    askedForCallers++;
    Runnable meanwhile = whenAskedForCallers;
    whenAskedForCallers = () -> {};
    meanwhile.run();
    CallerTables tables = new CallerTables(CallerTable.EMPTY);
    for (RecentCaller caller : recentCallers) {
      tables.add(
          caller.address(),
          caller.credentialId(),
          caller.channel(),
          caller.calls(),
          caller.firstSeenAt().toEpochMilli(),
          caller.lastSeenAt().toEpochMilli());
    }
    return tables.table(0);
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(now.get());
  }

  void pass(Duration time) {
    now.addAndGet(time.toMillis());
  }

  @Override
  public void close() {
    store.close();
  }
}
