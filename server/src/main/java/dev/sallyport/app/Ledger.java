package dev.sallyport.app;

import dev.sallyport.account.AccountChanges;
import dev.sallyport.account.Accounts;
import dev.sallyport.account.Allowlists;
import dev.sallyport.account.Credentials;
import dev.sallyport.account.MemberServices;
import dev.sallyport.account.Members;
import dev.sallyport.account.Plans;
import dev.sallyport.activity.Activity;
import dev.sallyport.activity.CallersOfLate;
import dev.sallyport.alert.Alerts;
import dev.sallyport.secret.SealedSecrets;
import dev.sallyport.store.Store;
import dev.sallyport.store.StoreSettings;
import java.time.InstantSource;

/** The store and all that is written in it; what a command needs, and the server too. */
record Ledger(
    Store store,
    SealedSecrets sealed,
    Plans plans,
    AccountChanges changes,
    Accounts accounts,
    MemberServices people,
    Credentials credentials,
    Allowlists lists,
    Activity activity,
    Alerts alerts)
    implements AutoCloseable {

  /**
   * Opens the store that the settings name.
   *
   * @param create whether to make it where there is none
   * @throws dev.sallyport.store.StoreException where it can't be opened
   */
  static Ledger open(Settings settings, boolean create, InstantSource clock) {
    return open(settings, create, false, clock);
  }

  /**
   * Opens the store for a server, which can begin while PostgreSQL is out of reach.
   *
   * @throws dev.sallyport.store.StoreException where it can't be opened, and waiting won't help
   */
  static Ledger openForServer(Settings settings, InstantSource clock) {
    return open(settings, true, settings.databaseUrl().isPresent(), clock);
  }

  private static Ledger open(
      Settings settings, boolean create, boolean mayBeAway, InstantSource clock) {
    Store store =
        Store.open(
            new StoreSettings(
                settings.dataDir(),
                settings.databaseUrl().orElse(null),
                settings.databasePoolSize(),
                create,
                mayBeAway));
    Plans plans = settings.plans();
    AccountChanges changes = new AccountChanges(store);
    Accounts accounts = new Accounts(store, plans, changes, clock);
    SealedSecrets sealed = new SealedSecrets(store, settings.secretsKeyFile());
    Members members = new Members(store, accounts, changes, clock);
    return new Ledger(
        store,
        sealed,
        plans,
        changes,
        accounts,
        MemberServices.of(store, sealed, changes, members, clock),
        new Credentials(store, changes, clock),
        new Allowlists(store, plans, changes, new CallersOfLate(store, clock), clock),
        new Activity(store),
        new Alerts(
            store,
            sealed,
            !settings.alertFrom().isEmpty(),
            settings.publicUrl().orElse(""),
            clock));
  }

  @Override
  public void close() {
    store.close();
  }

  Members members() {
    return people.members();
  }
}
