package dev.sallyport.submission;

import dev.sallyport.account.Account;
import dev.sallyport.account.Actor;
import dev.sallyport.account.Change;
import dev.sallyport.account.ChangeResult;
import dev.sallyport.account.CredentialKind;
import dev.sallyport.account.EntryDraft;
import dev.sallyport.account.Guard;
import dev.sallyport.account.ListRef;
import dev.sallyport.account.Mode;
import dev.sallyport.account.NewCredential;
import dev.sallyport.activity.CounterFilter;
import dev.sallyport.admission.Throttle;
import dev.sallyport.allowlist.Network;
import dev.sallyport.intake.Intake;
import dev.sallyport.intake.Tally;
import dev.sallyport.peer.TrustedProxies;
import dev.sallyport.relay.FakeRelay;
import dev.sallyport.relay.RelayUrl;
import dev.sallyport.relay.SmtpRelay;
import dev.sallyport.relay.TestCertificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.SSLContext;

/** The real server on port 0 before a relay that takes everything, with an account of its own. */
final class Bench implements AutoCloseable {
  private static final SSLContext CERTIFICATE = TestCertificates.issuedTo("127.0.0.1");
  private static final Guard YES =
      new Guard(Actor.commandLine(), Set.of(), true, OptionalLong.empty(), null);

  private final SharedStore store = SharedStore.get();
  private final FakeRelay fakeRelay;
  private final SmtpRelay relay;
  private final Account account;
  private final NewCredential user;
  private final Tally tally = new Tally();
  private final SubmissionServer server;

  private Bench(Options options) {
    fakeRelay = options.relay.start();
    relay = new SmtpRelay(List.of(RelayUrl.parse(fakeRelay.url())), Duration.ofSeconds(20));
    account = store.accounts.create("account " + UUID.randomUUID(), "enterprise");
    user = store.credentials.createSmtpUser(account.id(), "billing", Actor.commandLine());
    InstantSource clock = InstantSource.system();
    List<InetSocketAddress> anyPort =
        List.of(new InetSocketAddress(InetAddress.ofLiteral(options.address), 0));
    try {
      server =
          SubmissionServer.start(
              new SubmissionSettings(
                  anyPort,
                  anyPort,
                  "gate.example.com",
                  options.authWithoutTls,
                  !options.proxies.isEmpty(),
                  new TrustedProxies(options.proxies),
                  options.maxBytes,
                  options.limits.build()),
              store.follower.admission(),
              new Intake(
                  store.follower.admission(), relay, tally, "gate.example.com", clock, false),
              tally,
              new Throttle(clock),
              store.spool,
              () -> CERTIFICATE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Bench start() {
    return with().start();
  }

  static Options with() {
    return new Options();
  }

  FakeRelay relay() {
    return fakeRelay;
  }

  Tally tally() {
    return tally;
  }

  SubmissionServer server() {
    return server;
  }

  SubmissionCounters counters() {
    return server.counters();
  }

  String username() {
    return user.credential().username();
  }

  String password() {
    return user.secret();
  }

  /** The argument of AUTH PLAIN. */
  String plain() {
    return plain(username(), password());
  }

  static String plain(String username, String password) {
    String message = "\0" + username + "\0" + password;
    return Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8));
  }

  void allow(String... networks) {
    change(ListRef.ofAccount(account.id()), replaceBy(networks));
  }

  void allowUser(String... networks) {
    change(new ListRef(account.id(), user.credential().id()), replaceBy(networks));
  }

  void monitor() {
    change(ListRef.ofAccount(account.id()), new Change.SetMode(Mode.MONITOR));
  }

  void monitorUser() {
    change(new ListRef(account.id(), user.credential().id()), new Change.SetMode(Mode.MONITOR));
  }

  void addDomain(String domain) {
    store.accounts.addDomain(account.id(), domain);
  }

  void pauseAccount() {
    store.accounts.setPaused(account.id(), true);
  }

  void pauseUser() {
    store.credentials.setPaused(
        account.id(), CredentialKind.SMTP_USER, user.credential().id(), true, Actor.commandLine());
  }

  void deleteUser() {
    store.credentials.delete(
        account.id(), CredentialKind.SMTP_USER, user.credential().id(), Actor.commandLine());
  }

  private static Change replaceBy(String... networks) {
    return new Change.Replace(
        Arrays.stream(networks)
            .map(network -> new EntryDraft(network, network, null, null))
            .toList());
  }

  private void change(ListRef ref, Change change) {
    ChangeResult result = store.lists.change(ref, change, YES);
    if (!(result instanceof ChangeResult.Changed)) {
      throw new AssertionError(result);
    }
  }

  /** A client on 127.0.0.1 that has not read the banner. */
  Client connect() throws IOException {
    return connect("127.0.0.1");
  }

  Client connect(String from) throws IOException {
    return Client.connect(server.addresses().getFirst(), from);
  }

  Client connectTls() throws IOException {
    Client client = Client.connect(server.tlsAddresses().getFirst(), "127.0.0.1");
    client.startHandshake();
    return client;
  }

  /** A client that has said EHLO. */
  Client greeted() throws IOException {
    Client client = connect();
    client.expect("220 ");
    client.say("EHLO client.example.org", "250-gate.example.com");
    return client;
  }

  /** A client that has authenticated. */
  Client authenticated() throws IOException {
    Client client = greeted();
    client.say("AUTH PLAIN " + plain(), "235 2.7.0 ");
    return client;
  }

  /** A client that has been told to send its message. */
  Client sendingData() throws IOException {
    Client client = addressed();
    client.say("DATA", "354 ");
    return client;
  }

  /** A client that has named a sender and a recipient. */
  Client addressed() throws IOException {
    Client client = authenticated();
    client.say("MAIL FROM:<sender@example.com>", "250 2.1.0 ");
    client.say("RCPT TO:<one@example.net>", "250 ");
    return client;
  }

  /** What was counted of this account's calls, as {@code reason address entered calls}. */
  List<String> counted() {
    store.recorder.flush();
    Instant now = Instant.now();
    CounterFilter all =
        new CounterFilter(
            now.minus(Duration.ofHours(2)), now.plusSeconds(60), null, null, null, null);
    return store.counters.page(account.id(), all, null, 100).counters().stream()
        .map(counter ->
            "%s %s %s %d %s"
                .formatted(
                    counter.reason(),
                    counter.address(),
                    counter.letIn() ? "in" : "out",
                    counter.calls(),
                    counter.channel()))
        .sorted()
        .toList();
  }

  @Override
  public void close() {
    server.stop(Duration.ZERO);
    relay.close();
    fakeRelay.close();
    store.accounts.delete(account.id());
  }

  /** What a bench may be given. */
  static final class Options {
    private final FakeRelay.Options relay = FakeRelay.with();
    private String address = "127.0.0.1";
    private AuthWithoutTls authWithoutTls = AuthWithoutTls.LOOPBACK;
    private List<Network> proxies = List.of();
    private long maxBytes = 100_000;
    private final TestLimits limits = new TestLimits();

    FakeRelay.Options relay() {
      return relay;
    }

    Options listen(String literal) {
      address = literal;
      return this;
    }

    Options authWithoutTls(AuthWithoutTls where) {
      authWithoutTls = where;
      return this;
    }

    /** Speaks PROXY with these networks. */
    Options proxies(String... networks) {
      proxies = Arrays.stream(networks).map(Network::of).toList();
      return this;
    }

    Options maxBytes(long bytes) {
      maxBytes = bytes;
      return this;
    }

    TestLimits limits() {
      return limits;
    }

    Bench start() {
      return new Bench(this);
    }
  }
}
