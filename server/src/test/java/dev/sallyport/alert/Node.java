package dev.sallyport.alert;

import dev.sallyport.account.AccountChanges;
import dev.sallyport.account.Accounts;
import dev.sallyport.account.Allowlists;
import dev.sallyport.account.Plans;
import dev.sallyport.activity.Newcomers;
import dev.sallyport.activity.Recorder;
import dev.sallyport.allowlist.Network;
import dev.sallyport.message.Composer;
import dev.sallyport.message.SpoolFolder;
import dev.sallyport.outgoing.Outgoing;
import dev.sallyport.outgoing.Reach;
import dev.sallyport.relay.Relay;
import dev.sallyport.secret.SealedSecrets;
import dev.sallyport.store.Store;
import dev.sallyport.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Future;

/** One node's alerts, over a real store, whose steps a test makes by hand. */
final class Node implements AutoCloseable {
  static final Duration DIGEST = Duration.ofMinutes(15);

  final Store store;
  final Accounts accounts;
  final Allowlists lists;
  final Alerts alerts;
  final Watch watch;
  final Courier courier;
  final Recorder recorder;
  final AlertCounters counters = new AlertCounters();
  private final Outgoing outgoing;

  Node(StoreSettings settings, Path folder, Relay relay, List<Network> allowed, InstantSource clock)
      throws IOException {
    store = Store.open(settings);
    AccountChanges changes = new AccountChanges(store);
    accounts = new Accounts(store, Plans.defaults(), changes, clock);
    lists = new Allowlists(store, Plans.defaults(), changes, clock);
    recorder = new Recorder(store, Duration.ofDays(90), clock);
    recorder.start();
    SealedSecrets sealed = new SealedSecrets(store, folder.resolve("secrets.key"));
    alerts = new Alerts(store, sealed, true, "https://gate.example", clock);
    watch = new Watch(store, changes, new Newcomers(store), DIGEST, counters, clock);
    outgoing = new Outgoing(new Reach(allowed), "Sallyport");
    Composer composer = new Composer(SpoolFolder.open(folder.resolve("spool")), 1 << 20, clock);
    courier =
        new Courier(
            store,
            sealed,
            new Poster(outgoing),
            new Mailer(relay, composer, "alerts@gate.example", "gate.example", clock),
            Duration.ofMinutes(15),
            counters,
            clock);
  }

  /** Tries all that is due, and waits for the end of the tries. */
  void deliver() throws Exception {
    List<Future<?>> begun = courier.round();
    while (!begun.isEmpty()) {
      for (Future<?> each : begun) {
        each.get();
      }
      begun = courier.round();
    }
  }

  @Override
  public void close() {
    courier.close();
    outgoing.close();
    recorder.close();
    store.close();
  }
}
