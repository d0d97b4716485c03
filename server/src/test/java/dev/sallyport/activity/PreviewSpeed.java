package dev.sallyport.activity;

import com.sun.management.OperatingSystemMXBean;
import dev.sallyport.account.AccountChanges;
import dev.sallyport.account.Accounts;
import dev.sallyport.account.Actor;
import dev.sallyport.account.Allowlists;
import dev.sallyport.account.Change;
import dev.sallyport.account.ChangeResult;
import dev.sallyport.account.Credentials;
import dev.sallyport.account.EntryDraft;
import dev.sallyport.account.Guard;
import dev.sallyport.account.ListRef;
import dev.sallyport.account.Plans;
import dev.sallyport.account.PreviewResult;
import dev.sallyport.account.Scope;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Network;
import dev.sallyport.store.Store;
import dev.sallyport.store.StoreSettings;
import dev.sallyport.store.TestDatabase;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How long a preview takes over {@value #CALLERS} distinct callers of 30 days. Not among the tests,
 * for it asserts no time: run by name, it prints what docs/preview.md tells.
 */
final class PreviewSpeed {
  private static final int CALLERS = 100_000;
  private static final int CREDENTIALS = 20;
  private static final int RUNS = 15;
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private static final Instant NOW = Instant.parse("2026-03-31T15:00:00Z");

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void measure(TestDatabase database) {
    StoreSettings settings = database.fresh(folder);
    try (Store store = Store.open(settings)) {
      AccountChanges changes = new AccountChanges(store);
      Plans plans = Plans.defaults();
      String account =
          new Accounts(store, plans, changes, () -> NOW).create("Acme", "enterprise").id();
      Credentials credentials = new Credentials(store, changes, () -> NOW);
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < CREDENTIALS; i++) {
        ids.add(
            credentials
                .createToken(account, "service " + i, Set.of(Scope.EMAIL), Actor.commandLine())
                .credential()
                .id());
      }
      List<Network> addresses = addresses();
      long rows = fill(store, account, ids, addresses);
      say("%s: %,d callers in %,d rows", database, CALLERS, rows);
      for (int entries : new int[] {50, 10_000}) {
        replace(lists(store, plans, changes), account, entries, addresses);
        Change change = new Change.Add(new EntryDraft("10.0.0.0/8", "office", null, null));
        say("  a list of %,d entries", entries);
        measure("the first of a day", () -> preview(lists(store, plans, changes), account, change));
        Allowlists kept = lists(store, plans, changes);
        measure("each after it", () -> preview(kept, account, change));
      }
    } finally {
      TestDatabase.release(settings);
    }
  }

  private static Allowlists lists(Store store, Plans plans, AccountChanges changes) {
    return new Allowlists(store, plans, changes, new CallersOfLate(store, () -> NOW), () -> NOW);
  }

  /** A list that lets in as many of the callers as it has entries. */
  private static void replace(
      Allowlists lists, String account, int entries, List<Network> addresses) {
    List<EntryDraft> drafts =
        addresses.stream()
            .limit(entries)
            .map(address -> new EntryDraft(address.toString(), "n", null, null))
            .toList();
    Guard yes = new Guard(Actor.commandLine(), Set.of(), true, OptionalLong.empty(), null);
    ChangeResult result = lists.change(ListRef.ofAccount(account), new Change.Replace(drafts), yes);
    if (!(result instanceof ChangeResult.Changed)) {
      throw new IllegalStateException(result.toString());
    }
  }

  private static long preview(Allowlists lists, String account, Change change) {
    PreviewResult result = lists.preview(ListRef.ofAccount(account), change, null);
    return ((PreviewResult.Previewed) result).effect().callers();
  }

  /** Elapsed time, and the processor time of all threads of this process, the collector's too. */
  private static void measure(String what, LongSupplier work) {
    long[] nanos = new long[RUNS];
    long[] busy = new long[RUNS];
    for (int run = -5; run < RUNS; run++) {
      long cpu = PROCESS.getProcessCpuTime();
      long start = System.nanoTime();
      long callers = work.getAsLong();
      long took = System.nanoTime() - start;
      if (callers != CALLERS) {
        throw new IllegalStateException(callers + " callers");
      }
      if (run >= 0) {
        nanos[run] = took;
        busy[run] = PROCESS.getProcessCpuTime() - cpu;
      }
    }
    say("    %s: %s ms, processor %s ms", what, spread(nanos), spread(busy));
  }

  private static String spread(long[] nanos) {
    Arrays.sort(nanos);
    return String.format(
        Locale.ROOT,
        "%.0f / %.0f / %.0f",
        nanos[0] / 1e6,
        nanos[nanos.length / 2] / 1e6,
        nanos[nanos.length - 1] / 1e6);
  }

  @SuppressWarnings("SystemOut") // what it is run for
  private static void say(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }

  /** Different addresses, one in five of IPv6. */
  private static List<Network> addresses() {
    Random random = new Random(1);
    Set<Network> found = new java.util.LinkedHashSet<>();
    while (found.size() < CALLERS) {
      found.add(
          Network.of(
              random.nextInt(5) == 0
                  ? IpAddress.v6(
                      0x2001_0db8_0000_0000L | random.nextInt(1 << 20), random.nextLong())
                  : IpAddress.v4(random.nextInt())));
    }
    return List.copyOf(found);
  }

  /** One to three days of calls for each, written day by day as they would have been. */
  private static long fill(
      Store store, String account, List<String> credentials, List<Network> addresses) {
    Random random = new Random(2);
    record Row(int day, Network address, String credential) {}
    List<Row> rows = new ArrayList<>();
    for (Network address : addresses) {
      String credential = credentials.get(random.nextInt(credentials.size()));
      List<Integer> days = new ArrayList<>();
      for (int day = 0; day < 30; day++) {
        days.add(day);
      }
      Collections.shuffle(days, random);
      for (int day : days.subList(0, 1 + random.nextInt(3))) {
        rows.add(new Row(day, address, credential));
      }
    }
    rows.sort(java.util.Comparator.comparingInt(Row::day));
    for (int from = 0; from < rows.size(); from += 10_000) {
      List<Row> some = rows.subList(from, Math.min(rows.size(), from + 10_000));
      store.write(handle -> {
        PreparedBatch batch =
            handle.prepareBatch(
                "INSERT INTO activity_day (account_id, period, channel, address, credential_id,"
                    + " entry_id, reason, let_in, calls, first_at, last_at) VALUES (:account,"
                    + " :period, 'api', :address, :credential, '', 'unrestricted', TRUE, :calls,"
                    + " :first, :last)");
        for (Row row : some) {
          long period = Periods.day(NOW.minus(Duration.ofDays(29L - row.day())));
          batch
              .bind("account", account)
              .bind("period", period)
              .bind("address", row.address().toString())
              .bind("credential", row.credential())
              .bind("calls", 1 + random.nextInt(500))
              .bind("first", period + 1_000_000)
              .bind("last", period + 40_000_000)
              .add();
        }
        batch.execute();
        return true;
      });
    }
    return rows.size();
  }
}
