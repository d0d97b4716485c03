package dev.sallyport.api;

import dev.sallyport.account.Account;
import dev.sallyport.account.AccountChanges;
import dev.sallyport.account.Accounts;
import dev.sallyport.account.Actor;
import dev.sallyport.account.Allowlists;
import dev.sallyport.account.BulkEmails;
import dev.sallyport.account.Change;
import dev.sallyport.account.ChangeResult;
import dev.sallyport.account.Credentials;
import dev.sallyport.account.EntryDraft;
import dev.sallyport.account.Guard;
import dev.sallyport.account.IdempotencyKeys;
import dev.sallyport.account.ListRef;
import dev.sallyport.account.NewCredential;
import dev.sallyport.account.Plan;
import dev.sallyport.account.Plans;
import dev.sallyport.account.Scope;
import dev.sallyport.account.StoreTrouble;
import dev.sallyport.activity.Activity;
import dev.sallyport.activity.Attempts;
import dev.sallyport.activity.Call;
import dev.sallyport.activity.CallersOfLate;
import dev.sallyport.activity.Counters;
import dev.sallyport.activity.Recorder;
import dev.sallyport.admission.Follower;
import dev.sallyport.admission.Throttle;
import dev.sallyport.alert.Alerts;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Network;
import dev.sallyport.intake.Intake;
import dev.sallyport.intake.Tally;
import dev.sallyport.message.Composer;
import dev.sallyport.message.SpoolFolder;
import dev.sallyport.outgoing.Outgoing;
import dev.sallyport.outgoing.Reach;
import dev.sallyport.peer.ClientHeader;
import dev.sallyport.peer.HttpPeers;
import dev.sallyport.peer.TrustedProxies;
import dev.sallyport.range.Ranges;
import dev.sallyport.relay.FakeRelay;
import dev.sallyport.relay.RelayUrl;
import dev.sallyport.relay.SmtpRelay;
import dev.sallyport.secret.SealedSecrets;
import dev.sallyport.store.Store;
import dev.sallyport.store.StoreSettings;
import io.javalin.Javalin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/** The API on a free port, with a real store, a real relay and one account, for tests. */
final class ApiGate implements AutoCloseable {
  static final long MAX_MESSAGE = 1_000_000;

  final Clock clock = new Clock();
  final FakeRelay relay = FakeRelay.start();
  final Store store;
  final Accounts accounts;
  final Credentials credentials;
  final Allowlists allowlists;
  final Account account;
  final String token;
  final String tokenId;
  final Api api;
  final Recorder recorder;
  final Alerts alerts;
  private final Follower follower;
  private final SmtpRelay smtpRelay;
  private final Javalin javalin;
  private final Outgoing outgoing =
      new Outgoing(new Reach(List.of(Network.of("127.0.0.0/8"))), "Sallyport/test");

  /** The time, which a test may move. */
  static final class Clock implements InstantSource {
    private volatile Duration ahead = Duration.ZERO;

    @Override
    public Instant instant() {
      return Instant.now().plus(ahead);
    }

    void forward(Duration by) {
      ahead = ahead.plus(by);
    }
  }

  /** What can be different from one gate to another. */
  static final class Options {
    private TrustedProxies trusted = new TrustedProxies(List.of());
    private ClientHeader header = ClientHeader.NONE;
    private Duration relayTimeout = Duration.ofSeconds(10);
    private Duration bulkTime = Duration.ofSeconds(20);
    private int requestsPerMinute;
    private boolean empty;

    Options trusting(String network, ClientHeader named) {
      trusted = new TrustedProxies(List.of(Network.of(network)));
      header = named;
      return this;
    }

    Options relayTimeout(Duration timeout) {
      relayTimeout = timeout;
      return this;
    }

    Options bulkTime(Duration time) {
      bulkTime = time;
      return this;
    }

    Options requestsPerMinute(int bound) {
      requestsPerMinute = bound;
      return this;
    }

    /** Nothing is ever loaded, so that no list is known. */
    Options withoutAnyList() {
      empty = true;
      return this;
    }

    ApiGate start(Path folder) {
      return new ApiGate(folder, this);
    }
  }

  static Options with() {
    return new Options();
  }

  static ApiGate start(Path folder) {
    return with().start(folder);
  }

  private ApiGate(Path folder, Options options) {
    try {
      store = Store.open(StoreSettings.sqlite(folder, true));
      Plans plans =
          new Plans(
              List.of(
                  new Plan("free", false, 0, 0),
                  new Plan("starter", true, 3, options.requestsPerMinute),
                  new Plan("enterprise", true, 1000, options.requestsPerMinute)));
      AccountChanges changes = new AccountChanges(store);
      accounts = new Accounts(store, plans, changes, clock);
      credentials = new Credentials(store, changes, clock);
      allowlists = new Allowlists(store, plans, changes, new CallersOfLate(store, clock), clock);
      recorder = new Recorder(store, Duration.ofDays(90), clock);
      follower = new Follower(changes, Duration.ofHours(1), null, recorder::record, clock);
      if (!options.empty) {
        follower.start();
      }
      List<Account> existing = accounts.list();
      account = existing.isEmpty() ? accounts.create("Example", "enterprise") : existing.getFirst();
      NewCredential made = token("main", EnumSet.allOf(Scope.class));
      token = made.secret();
      tokenId = made.credential().id();
      smtpRelay = new SmtpRelay(List.of(RelayUrl.parse(relay.url())), options.relayTimeout);
      Tally tally = new Tally();
      Intake intake =
          new Intake(follower.admission(), smtpRelay, tally, "gate.example.com", clock, false);
      Composer composer =
          new Composer(SpoolFolder.open(folder.resolve("spool")), MAX_MESSAGE, clock);
      alerts =
          new Alerts(
              store,
              new SealedSecrets(store, folder.resolve("secrets.key")),
              true,
              "https://gate.example",
              clock);
      api =
          new Api(
              new ApiServices(
                  new HttpPeers(options.trusted, options.header),
                  follower.admission(),
                  new Throttle(clock),
                  accounts,
                  credentials,
                  allowlists,
                  new Ranges(outgoing, true),
                  new Activity(store),
                  alerts,
                  new Counters(store),
                  new Attempts(store),
                  new IdempotencyKeys(store, clock),
                  new BulkEmails(store, clock),
                  composer,
                  intake,
                  tally,
                  clock,
                  StoreTrouble::isPassing),
              new ApiSettings(MAX_MESSAGE, 64L * 1024 * 1024, options.bulkTime));
      javalin =
          Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.concurrency.useVirtualThreads = true;
            config.jetty.host = "127.0.0.1";
            config.jetty.port = 0;
            config.http.prefer405over404 = true;
            config.routes.error(404, context -> context.result("a page for people"));
            api.addTo(config);
          });
      javalin.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  InetSocketAddress address() {
    ServerConnector connector = (ServerConnector) javalin.jettyServer().server().getConnectors()[0];
    return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), connector.getLocalPort());
  }

  /** A call with the main token, which has every scope. */
  HttpCall call() {
    return new HttpCall(address()).bearer(token);
  }

  HttpCall callWith(String secret) {
    return new HttpCall(address()).bearer(secret);
  }

  HttpCall callWithout() {
    return new HttpCall(address());
  }

  NewCredential token(String name, Set<Scope> scopes) {
    return credentials.createToken(account.id(), name, scopes, Actor.commandLine());
  }

  /** Puts an address on the account's list, whatever the warnings. */
  String list(String address) {
    return list(ListRef.ofAccount(account.id()), address, null);
  }

  String list(ListRef ref, String address, @Nullable String status) {
    return change(ref, new Change.Add(new EntryDraft(address, "Listed", status, null)));
  }

  String change(ListRef ref, Change change) {
    Guard guard = new Guard(Actor.commandLine(), Set.of(), true, OptionalLong.empty(), null);
    if (allowlists.change(ref, change, guard) instanceof ChangeResult.Changed changed) {
      return changed.entry() == null ? "" : changed.entry().id();
    }
    throw new AssertionError("not changed: " + change);
  }

  /** Counts calls as let in from there just now. */
  void called(String address, String credentialId, String channel, int times) {
    Recorder recorder = new Recorder(store, Duration.ofDays(90), clock);
    for (int i = 0; i < times; i++) {
      recorder.record(
          new Call(
              account.id(),
              credentialId,
              channel,
              IpAddress.of(address),
              "",
              "unrestricted",
              true));
    }
    recorder.flush();
  }

  /** A message of one recipient. */
  static String mail() {
    return mailTo("friend@example.org");
  }

  static String mailTo(String address) {
    return """
    {"from":{"email":"sender@example.com","name":"Sender"},
     "to":[{"email":"%s","name":"Friend"}],
     "subject":"Hello","text":"Hello there."}\
    """
        .formatted(address);
  }

  @Override
  public void close() {
    javalin.stop();
    outgoing.close();
    smtpRelay.close();
    relay.close();
    follower.close();
    store.close();
  }
}
