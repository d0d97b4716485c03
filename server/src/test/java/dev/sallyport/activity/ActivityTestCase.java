package dev.sallyport.activity;

import dev.sallyport.account.AccountChanges;
import dev.sallyport.account.Accounts;
import dev.sallyport.account.Plans;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.store.OnBothDatabases;
import dev.sallyport.store.Store;
import dev.sallyport.store.StoreSettings;
import dev.sallyport.store.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test class with a store, an account and a clock that it moves. */
@SuppressWarnings("NullAway.Init") // made before each test
abstract class ActivityTestCase extends OnBothDatabases {
  static final String TOKEN = "b".repeat(24);
  static final String USER = "c".repeat(24);
  static final String ENTRY = "e".repeat(24);
  static final Duration KEEP = Duration.ofDays(90);

  Store store;
  String account;
  Recorder recorder;
  Activity activity;
  Attempts attempts;
  Instant now = Instant.parse("2026-03-02T10:15:00Z");
  private StoreSettings settings;

  @BeforeEach
  final void open() {
    settings = database().fresh(folder());
    store = Store.open(settings);
    account =
        new Accounts(store, Plans.defaults(), new AccountChanges(store), () -> now)
            .create("Acme", "starter")
            .id();
    recorder = new Recorder(store, KEEP, () -> now, 3);
    activity = new Activity(store);
    attempts = new Attempts(store);
  }

  @AfterEach
  final void close() {
    store.close();
    TestDatabase.release(settings);
  }

  final void listed(String address, String credential) {
    recorder.record(call(address, credential, ENTRY, "listed", true));
  }

  final void notListed(String address, String credential) {
    recorder.record(call(address, credential, "", "not_listed", false));
  }

  final Call call(String address, String credential, String entry, String reason, boolean letIn) {
    String channel = credential.equals(TOKEN) ? "api" : "smtp";
    return new Call(account, credential, channel, IpAddress.of(address), entry, reason, letIn);
  }

  final void pass(Duration time) {
    now = now.plus(time);
  }

  final void tidy() {
    new Retention(store, KEEP, () -> now).tidy(new CountDownLatch(1));
  }
}
