package dev.sallyport.submission;

import dev.sallyport.account.AccountChanges;
import dev.sallyport.account.Accounts;
import dev.sallyport.account.Allowlists;
import dev.sallyport.account.Credentials;
import dev.sallyport.account.Plans;
import dev.sallyport.activity.Counters;
import dev.sallyport.activity.Recorder;
import dev.sallyport.admission.Follower;
import dev.sallyport.message.SpoolFolder;
import dev.sallyport.store.Store;
import dev.sallyport.store.StoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/**
 * One store on disk for all tests of this package in one process, for making one takes longer than
 * most tests; each test has an account of its own.
 */
final class SharedStore {
  private static final SharedStore INSTANCE = new SharedStore();

  final Accounts accounts;
  final Credentials credentials;
  final Allowlists lists;
  final Follower follower;
  final Recorder recorder;
  final Counters counters;
  final Path folder;
  final SpoolFolder spool;

  private SharedStore() {
    try {
      folder = Files.createTempDirectory("sallyport-submission");
      spool = SpoolFolder.open(folder.resolve("spool"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    InstantSource clock = InstantSource.system();
    Store store = Store.open(StoreSettings.sqlite(folder.resolve("data"), true));
    Plans plans = Plans.defaults();
    AccountChanges changes = new AccountChanges(store);
    accounts = new Accounts(store, plans, changes, clock);
    credentials = new Credentials(store, changes, clock);
    lists = new Allowlists(store, plans, changes, clock);
    recorder = new Recorder(store, Duration.ofDays(90), clock);
    counters = new Counters(store);
    follower = new Follower(changes, Duration.ofHours(1), null, recorder::record, clock);
    follower.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(store)));
  }

  static SharedStore get() {
    return INSTANCE;
  }

  private void end(Store store) {
    follower.close();
    store.close();
    try (var files = Files.walk(folder)) {
      files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
    } catch (IOException left) {
      // a temporary folder stays behind
    }
  }
}
