package dev.sallyport.app;

import dev.sallyport.account.Account;
import dev.sallyport.account.Actor;
import dev.sallyport.account.Allowlist;
import dev.sallyport.account.Change;
import dev.sallyport.account.ChangeResult;
import dev.sallyport.account.Credential;
import dev.sallyport.account.EntryDraft;
import dev.sallyport.account.Guard;
import dev.sallyport.account.ListRef;
import dev.sallyport.account.Role;
import dev.sallyport.account.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Two accounts to measure pages of: one with {@value #ENTRIES} entries and {@value #DAYS} days of
 * activity, and one with an empty list and {@value #OPEN_CALLERS} callers.
 */
final class PageSpeedAccounts {
  static final String BUSY = "busy@example.com";
  static final String OPEN = "open@example.com";
  static final String PASSWORD = "correct horse battery";

  private static final int ENTRIES = 10_000;
  private static final int DAYS = 90;
  private static final int CALLERS_A_DAY = 9_200;
  private static final int OPEN_CALLERS = 100_000;
  private static final int CREDENTIALS = 40;
  private static final long DAY = Duration.ofDays(1).toMillis();

  private PageSpeedAccounts() {}

  /**
   * What was made.
   *
   * @param entry the id of a range on the busy account's list
   * @param credential the id of one of its tokens
   * @param rows how many of each table, in words
   */
  record Made(String entry, String credential, String rows) {}

  static Made make(Ledger ledger) {
    Account busy = account(ledger, "Busy", BUSY);
    List<String> credentials = credentials(ledger, busy);
    Allowlist list = list(ledger, busy);
    ledger.store().write(handle -> fillBusy(handle, busy.id(), list, credentials));
    Account open = account(ledger, "Open", OPEN);
    List<String> others = credentials(ledger, open);
    ledger.store().write(handle -> fillOpen(handle, open.id(), others));
    return new Made(
        list.entries().get(1).id(),
        credentials.getFirst(),
        ledger.store().read(PageSpeedAccounts::rows));
  }

  private static Account account(Ledger ledger, String name, String email) {
    Account account = ledger.accounts().create(name, "enterprise");
    ledger.members().create(account.id(), email, PASSWORD, Role.OWNER);
    return account;
  }

  private static List<String> credentials(Ledger ledger, Account account) {
    return IntStream.range(0, CREDENTIALS)
        .mapToObj(i ->
            ledger
                .credentials()
                .createToken(account.id(), "service " + i, Set.of(Scope.EMAIL), Actor.commandLine())
                .credential())
        .map(Credential::id)
        .toList();
  }

  /** Of ten entries one is paused, one expires; the second is a range. Some revisions follow. */
  private static Allowlist list(Ledger ledger, Account account) {
    ListRef ref = ListRef.ofAccount(account.id());
    List<EntryDraft> drafts = new ArrayList<>();
    for (int i = 0; i < ENTRIES; i++) {
      String address = i == 1 ? "10.128.0.0/16" : address(i);
      Instant expiry = i % 10 == 3 ? Instant.now().plus(Duration.ofDays(1 + i % 60)) : null;
      drafts.add(new EntryDraft(address, "Host " + i, i % 10 == 4 ? "paused" : null, expiry));
    }
    drafts.add(new EntryDraft("127.0.0.0/8", "Here", null, null));
    Allowlist list = change(ledger, ref, new Change.AddAll(drafts));
    for (int i = 0; i < 60; i++) {
      String id = list.entries().get(i * 20 + 5).id();
      list = change(ledger, ref, new Change.Edit(id, null, "Renamed " + i, null, null));
    }
    return list;
  }

  private static Allowlist change(Ledger ledger, ListRef ref, Change change) {
    Guard yes = new Guard(Actor.commandLine(), Set.of(), true, OptionalLong.empty(), null);
    return switch (ledger.lists().change(ref, change, yes)) {
      case ChangeResult.Changed changed -> changed.list();
      case ChangeResult other -> throw new IllegalStateException(other.toString());
    };
  }

  private static String address(int number) {
    return "10." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
  }

  /** Of a hundred callers a day one is denied; each calls in two hours of the day. */
  private static boolean fillBusy(
      Handle handle, String account, Allowlist list, List<String> credentials) {
    long today = today();
    for (int back = 0; back < DAYS; back++) {
      PreparedBatch days = days(handle);
      for (int i = 0; i < CALLERS_A_DAY; i++) {
        boolean allowed = i % 100 != 0;
        days.add(
            account,
            today - back * DAY,
            i % 5 == 0 ? "smtp" : "api",
            allowed ? address(i) : "198.51." + back + "." + i / 100,
            credentials.get(i % CREDENTIALS),
            allowed ? list.entries().get(i).id() : "",
            allowed ? "listed" : "not_listed",
            allowed,
            5L + i % 7,
            today - back * DAY + i,
            today - back * DAY + i + 1_000L);
      }
      days.execute();
    }
    return fillTheRest(handle, account);
  }

  /** Each caller calls on one to three of the last thirty days. */
  private static boolean fillOpen(Handle handle, String account, List<String> credentials) {
    long today = today();
    for (int back = 0; back < 30; back++) {
      PreparedBatch days = days(handle);
      for (int i = 0; i < OPEN_CALLERS; i++) {
        boolean calls = i % 30 == back || (i % 2 == 0 && i * 7 % 30 == back) || i * 11 % 60 == back;
        if (calls) {
          days.add(
              account,
              today - back * DAY,
              "api",
              i % 5 == 0
                  ? String.format(Locale.ROOT, "2001:db8:%x::%x", i % 4096 + 1, i / 4096 + 1)
                  : "100." + (i >> 16 & 255) + "." + (i >> 8 & 255) + "." + (i & 255),
              credentials.get(i % CREDENTIALS),
              "",
              "unrestricted",
              true,
              1L + i % 500,
              today - back * DAY + i,
              today - back * DAY + i + 1_000L);
        }
      }
      days.execute();
    }
    return fillTheRest(handle, account);
  }

  private static long today() {
    return System.currentTimeMillis() / DAY * DAY;
  }

  private static PreparedBatch days(Handle handle) {
    return handle.prepareBatch(
        "INSERT INTO activity_day (account_id, period, channel, address, credential_id, entry_id,"
            + " reason, let_in, calls, first_at, last_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  }

  /** The other tables, as the recorder would have filled them. */
  private static boolean fillTheRest(Handle handle, String account) {
    for (int hour : new int[] {0, 9}) {
      handle.execute(
          "INSERT INTO activity_hour (account_id, period, channel, address, credential_id,"
              + " entry_id, reason, let_in, calls, first_at, last_at) SELECT account_id,"
              + " period + ?, channel, address, credential_id, entry_id, reason, let_in, calls,"
              + " first_at + ?, last_at + ? FROM activity_day WHERE account_id = ?",
          hour * 3_600_000L,
          hour * 3_600_000L,
          hour * 3_600_000L,
          account);
    }
    handle.execute(
        "INSERT INTO activity_total SELECT account_id, period, channel, reason, let_in, SUM(calls)"
            + " FROM activity_hour WHERE account_id = ?"
            + " GROUP BY account_id, period, channel, reason, let_in",
        account);
    handle.execute(
        "INSERT INTO activity_credential SELECT account_id, credential_id, period, channel, reason,"
            + " let_in, SUM(calls) FROM activity_hour WHERE account_id = ?"
            + " GROUP BY account_id, credential_id, period, channel, reason, let_in",
        account);
    handle.execute(
        "INSERT INTO activity_entry SELECT account_id, entry_id, period, credential_id, SUM(calls)"
            + " FROM activity_day WHERE account_id = ? AND reason = 'listed'"
            + " GROUP BY account_id, entry_id, period, credential_id ORDER BY period, entry_id",
        account);
    handle.execute(
        "INSERT INTO activity_last_use SELECT account_id, entry_id, MAX(last_at) FROM activity_day"
            + " WHERE account_id = ? AND reason = 'listed' GROUP BY account_id, entry_id",
        account);
    return true;
  }

  private static String rows(Handle handle) {
    StringBuilder rows = new StringBuilder("Rows:");
    for (String table :
        List.of("activity_day", "activity_hour", "activity_entry", "activity_credential")) {
      rows.append(
          String.format(
              Locale.ROOT,
              " %s %,d",
              table,
              handle.createQuery("SELECT COUNT(*) FROM " + table).mapTo(Long.class).one()));
    }
    return rows.toString();
  }
}
