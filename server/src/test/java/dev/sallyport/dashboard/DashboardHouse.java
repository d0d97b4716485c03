package dev.sallyport.dashboard;

import dev.sallyport.account.Account;
import dev.sallyport.account.AccountChanges;
import dev.sallyport.account.Accounts;
import dev.sallyport.account.Actor;
import dev.sallyport.account.Allowlist;
import dev.sallyport.account.Allowlists;
import dev.sallyport.account.Change;
import dev.sallyport.account.ChangeResult;
import dev.sallyport.account.Credential;
import dev.sallyport.account.CredentialKind;
import dev.sallyport.account.Credentials;
import dev.sallyport.account.EntryDraft;
import dev.sallyport.account.Guard;
import dev.sallyport.account.ListRef;
import dev.sallyport.account.MemberServices;
import dev.sallyport.account.Members;
import dev.sallyport.account.Plans;
import dev.sallyport.account.Role;
import dev.sallyport.activity.Attempts;
import dev.sallyport.activity.Call;
import dev.sallyport.activity.CallersOfLate;
import dev.sallyport.activity.EntryInsight;
import dev.sallyport.activity.Recorder;
import dev.sallyport.alert.Alerts;
import dev.sallyport.alert.Mailer;
import dev.sallyport.alert.PromptMail;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Network;
import dev.sallyport.intake.Messages;
import dev.sallyport.message.Composer;
import dev.sallyport.message.SpoolFolder;
import dev.sallyport.outgoing.Outgoing;
import dev.sallyport.outgoing.Reach;
import dev.sallyport.peer.Hop;
import dev.sallyport.peer.Peer;
import dev.sallyport.peer.PeerResult;
import dev.sallyport.range.Ranges;
import dev.sallyport.relay.Outbox;
import dev.sallyport.relay.OutboxRelay;
import dev.sallyport.relay.Relay;
import dev.sallyport.secret.SealedSecrets;
import dev.sallyport.store.Store;
import dev.sallyport.store.StoreException;
import dev.sallyport.store.StoreSettings;
import io.javalin.Javalin;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A dashboard on a free port, over a real store in a folder, with a clock that tests move. */
public final class DashboardHouse implements AutoCloseable, InstantSource {
  public static final String PASSWORD = "correct horse battery";

  /** What a proxy at this address says of a request is believed. */
  static final String TRUSTED_PROXY = "127.0.0.99";

  private volatile Instant now = Instant.parse("2026-03-13T14:06:00Z");
  public final Store store;
  public final Accounts accounts;
  public final Members members;
  public final MemberServices people;
  public final Credentials credentials;
  public final Allowlists allowlists;
  public final Alerts alerts;

  /** Never started: what it counts is written by {@link Recorder#flush}. */
  public final Recorder recorder;

  public final Outbox outbox;

  private final Javalin javalin;

  private final Outgoing outgoing =
      new Outgoing(new Reach(List.of(Network.of("127.0.0.0/8"))), "Sallyport/test");

  public DashboardHouse(Path folder) throws IOException {
    this(folder, Messages::keptIn);
  }

  DashboardHouse(Path folder, Function<Outbox, Messages> messages) throws IOException {
    this(folder, messages, null);
  }

  /** A dashboard whose own mail goes to that relay. */
  DashboardHouse(Path folder, Relay relay) throws IOException {
    this(folder, Messages::keptIn, relay);
  }

  private DashboardHouse(Path folder, Function<Outbox, Messages> messages, @Nullable Relay relay)
      throws IOException {
    store = Store.open(StoreSettings.sqlite(folder, true));
    AccountChanges changes = new AccountChanges(store);
    Plans plans = Plans.defaults();
    accounts = new Accounts(store, plans, changes, this);
    members = new Members(store, accounts, changes, this);
    SealedSecrets sealed = new SealedSecrets(store, folder.resolve("secrets.key"));
    people = MemberServices.of(store, sealed, changes, members, this);
    credentials = new Credentials(store, changes, this);
    allowlists = new Allowlists(store, plans, changes, new CallersOfLate(store, this), this);
    recorder = new Recorder(store, Duration.ofDays(90), this);
    outbox = Outbox.in(folder.resolve("outbox"), 1 << 20);
    alerts = new Alerts(store, sealed, true, "", this);
    Mailer mailer =
        new Mailer(
            relay == null ? new OutboxRelay(outbox) : relay,
            new Composer(SpoolFolder.open(folder.resolve("spool")), 1 << 20, this),
            relay == null ? "" : "sallyport@gate.example",
            "gate.example",
            this);
    Dashboard dashboard =
        new Dashboard(
            accounts,
            people,
            credentials,
            allowlists,
            new Ranges(outgoing, true),
            new Attempts(store),
            plans,
            EntryInsight.of(store, this),
            messages.apply(outbox),
            alerts,
            new PromptMail(mailer, false, this),
            DashboardHouse::peer,
            new DashboardSettings(
                null, () -> List.of(2525), () -> List.of(2465), e -> e instanceof StoreException),
            this);
    javalin =
        Javalin.create(config -> {
          config.startup.showJavalinBanner = false;
          config.startup.showOldJavalinVersionWarning = false;
          config.concurrency.useVirtualThreads = true;
          config.http.prefer405over404 = true;
          config.jetty.host = "127.0.0.1";
          dashboard.routes(config.routes);
        });
    javalin.start(0);
  }

  private static PeerResult peer(HttpServletRequest request) {
    IpAddress address = IpAddress.of(request.getRemoteAddr());
    boolean trusted = request.getRemoteAddr().equals(TRUSTED_PROXY);
    Hop socket = new Hop(request.getRemoteAddr(), "socket", trusted, "The socket's other end.");
    return new PeerResult.Known(new Peer(address, address, List.of(socket), true, false));
  }

  /** Each route of the pages, such as {@code GET /members/{member}/edit}, as the router has it. */
  List<String> routes() {
    return javalin.unsafe.internalRouter.allHttpHandlers().stream()
        .map(route -> route.endpoint.method + " " + route.endpoint.path)
        .toList();
  }

  public String url(String path) {
    return "http://127.0.0.1:" + javalin.port() + path;
  }

  /** An account of the professional plan with one member, whose password is known. */
  public Account account(String name, String email, Role role) {
    return account(name, "professional", email, role);
  }

  public Account account(String name, String plan, String email, Role role) {
    Account account = accounts.create(name, plan);
    members.create(account.id(), email, PASSWORD, role);
    return account;
  }

  /** Adds an entry, every warning acknowledged. */
  public Allowlist add(Account account, String address, String name) {
    return add(account, new EntryDraft(address, name, null, null));
  }

  public Allowlist add(Account account, EntryDraft draft) {
    return change(account, new Change.Add(draft));
  }

  public Allowlist change(Account account, Change change) {
    return change(ListRef.ofAccount(account.id()), change);
  }

  /** Makes a change of any list, every warning acknowledged. */
  public Allowlist change(ListRef list, Change change) {
    Guard guard = new Guard(Actor.commandLine(), Set.of(), true, OptionalLong.empty(), null);
    return switch (allowlists.change(list, change, guard)) {
      case ChangeResult.Changed changed -> changed.list();
      case ChangeResult other -> throw new AssertionError(other.toString());
    };
  }

  /** An SMTP user that called from an address just now, so often. */
  public Credential called(Account account, String user, String address, int times) {
    Credential credential =
        credentials.list(account.id(), CredentialKind.SMTP_USER).stream()
            .filter(each -> each.name().equals(user))
            .findFirst()
            .orElseGet(() ->
                credentials.createSmtpUser(account.id(), user, Actor.commandLine()).credential());
    for (int i = 0; i < times; i++) {
      recorder.record(
          new Call(
              account.id(),
              credential.id(),
              "smtp",
              IpAddress.of(address),
              "",
              "unrestricted",
              true));
    }
    recorder.flush();
    return credential;
  }

  public Allowlist list(Account account) {
    return allowlists.find(ListRef.ofAccount(account.id())).orElseThrow();
  }

  @Override
  public Instant instant() {
    return now;
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  @Override
  public void close() {
    javalin.stop();
    outgoing.close();
    store.close();
  }
}
