package dev.sallyport.alert;

import dev.sallyport.account.Account;
import dev.sallyport.account.Actor;
import dev.sallyport.account.Change;
import dev.sallyport.account.ChangeResult;
import dev.sallyport.account.EntryDraft;
import dev.sallyport.account.Guard;
import dev.sallyport.account.ListRef;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Network;
import dev.sallyport.relay.FakeRelay;
import dev.sallyport.relay.RelayUrl;
import dev.sallyport.relay.SmtpRelay;
import dev.sallyport.store.OnBothDatabases;
import dev.sallyport.store.StoreSettings;
import dev.sallyport.store.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A node with an account, a receiver and a relay, and a clock that tests move. */
@SuppressWarnings("NullAway.Init") // filled before each test
abstract class AlertTestCase extends OnBothDatabases implements InstantSource {
  static final Set<AlertEvent> ALL = EnumSet.copyOf(AlertEvent.chosen());
  static final Actor OPS =
      new Actor(Actor.Kind.MEMBER, "m", "ops@acme.example", IpAddress.of("198.51.100.9"));

  private volatile Instant now = Instant.parse("2026-03-13T14:06:00Z");
  private StoreSettings settings;
  Receiver receiver;
  FakeRelay relay;
  Node node;
  Account account;

  @BeforeEach
  final void begin() throws IOException {
    settings = database().fresh(folder());
    receiver = new Receiver();
    relay = FakeRelay.start();
    node = open();
    account = node.accounts.create("Acme", "professional");
  }

  @AfterEach
  final void end() throws Exception {
    node.close();
    receiver.close();
    relay.close();
    TestDatabase.release(settings);
  }

  final Node open() throws IOException {
    return open(List.of(Network.of("127.0.0.0/8")));
  }

  final Node open(List<Network> allowed) throws IOException {
    return new Node(
        TestDatabase.existing(settings),
        folder(),
        new SmtpRelay(List.of(RelayUrl.parse(relay.url())), Duration.ofSeconds(10)),
        allowed,
        this);
  }

  @Override
  public final Instant instant() {
    return now;
  }

  final void pass(Duration time) {
    now = now.plus(time);
  }

  final AddedTarget webhook() {
    return node.alerts.addWebhook(account.id(), receiver.url(), ALL, OPS);
  }

  final void add(String address, String name, Instant expires) {
    change(new Change.Add(new EntryDraft(address, name, null, expires)));
  }

  final void add(String address) {
    change(new Change.Add(new EntryDraft(address, "Office", null, null)));
  }

  final void change(Change change) {
    Guard guard = new Guard(OPS, Set.of(), true, OptionalLong.empty(), null);
    ChangeResult result = node.lists.change(ListRef.ofAccount(account.id()), change, guard);
    if (!(result instanceof ChangeResult.Changed)) {
      throw new AssertionError(result.toString());
    }
  }

  /** All that was told to a target, the newest first. */
  final List<Delivery> log(AddedTarget target) {
    return node.alerts.deliveries(target.target(), 100);
  }
}
