package dev.sallyport.chaos;

import dev.sallyport.account.Account;
import dev.sallyport.account.AccountChanges;
import dev.sallyport.account.Accounts;
import dev.sallyport.account.Actor;
import dev.sallyport.account.Allowlists;
import dev.sallyport.account.Credentials;
import dev.sallyport.account.Entry;
import dev.sallyport.account.HistoryRow;
import dev.sallyport.account.ListRef;
import dev.sallyport.account.NewCredential;
import dev.sallyport.account.Plans;
import dev.sallyport.account.Scope;
import dev.sallyport.activity.CallersOfLate;
import dev.sallyport.chaos.Revision.Listed;
import dev.sallyport.store.Store;
import dev.sallyport.store.StoreSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The store, reached past every fault: to furnish it, and to ask it for the truth. */
final class House implements AutoCloseable {
  private static final int PAGE = 200;

  private final Store store;
  private final Accounts accounts;
  private final Credentials credentials;
  private final Allowlists lists;

  House(Path folder, int database) {
    Clock clock = Clock.systemUTC();
    store = Store.open(StoreSettings.postgres(folder, Database.url(database), 2, true));
    AccountChanges changes = new AccountChanges(store);
    Plans plans = Plans.defaults();
    accounts = new Accounts(store, plans, changes, clock);
    credentials = new Credentials(store, changes, clock);
    lists = new Allowlists(store, plans, changes, new CallersOfLate(store, clock), clock);
  }

  /** An account with one credential of each kind. */
  record Tenant(String id, String token, String user, String password) {}

  Tenant tenant(String name) {
    Account account = accounts.create(name, "enterprise");
    NewCredential token =
        credentials.createToken(account.id(), "all", Set.of(Scope.values()), Actor.commandLine());
    NewCredential user = credentials.createSmtpUser(account.id(), "mail", Actor.commandLine());
    return new Tenant(account.id(), token.secret(), user.credential().username(), user.secret());
  }

  /** Every revision of an account's list, the newest last. */
  List<Revision> revisions(String accountId) {
    ListRef ref = ListRef.ofAccount(accountId);
    List<HistoryRow> rows = new ArrayList<>();
    long before = Long.MAX_VALUE;
    while (true) {
      List<HistoryRow> page = lists.history(ref, before, PAGE);
      rows.addAll(page);
      if (page.size() < PAGE) {
        break;
      }
      before = page.getLast().revision();
    }
    Map<String, Listed> listed = new HashMap<>();
    List<Revision> revisions = new ArrayList<>();
    for (HistoryRow row : rows.reversed()) {
      row.difference().removed().forEach(entry -> listed.remove(entry.id()));
      row.difference().added().forEach(entry -> listed.put(entry.id(), listed(entry)));
      row.difference()
          .changed()
          .forEach(edited -> listed.put(edited.after().id(), listed(edited.after())));
      revisions.add(new Revision(row.revision(), row.kind(), listed));
    }
    Map<String, Listed> now = new HashMap<>();
    lists.find(ref).orElseThrow().entries().forEach(entry -> now.put(entry.id(), listed(entry)));
    if (!now.equals(listed)) {
      throw new IllegalStateException("the history leads to " + listed + ", the list is " + now);
    }
    return revisions;
  }

  private static Listed listed(Entry entry) {
    return new Listed(entry.network().toString(), entry.name(), !entry.paused());
  }

  @Override
  public void close() {
    store.close();
  }
}
