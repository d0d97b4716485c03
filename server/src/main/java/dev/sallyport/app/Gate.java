package dev.sallyport.app;

import dev.sallyport.account.BulkEmails;
import dev.sallyport.account.Deadlines;
import dev.sallyport.account.IdempotencyKeys;
import dev.sallyport.account.StoreTrouble;
import dev.sallyport.activity.Attempts;
import dev.sallyport.activity.Counters;
import dev.sallyport.activity.EntryInsight;
import dev.sallyport.activity.Recorder;
import dev.sallyport.admission.Follower;
import dev.sallyport.admission.Throttle;
import dev.sallyport.alert.AlertService;
import dev.sallyport.alert.Mailer;
import dev.sallyport.alert.PromptMail;
import dev.sallyport.api.Api;
import dev.sallyport.api.ApiServices;
import dev.sallyport.api.ApiSettings;
import dev.sallyport.dashboard.Dashboard;
import dev.sallyport.dashboard.DashboardSettings;
import dev.sallyport.intake.Intake;
import dev.sallyport.intake.Tally;
import dev.sallyport.message.Composer;
import dev.sallyport.message.SpoolFolder;
import dev.sallyport.outgoing.Outgoing;
import dev.sallyport.peer.HttpPeers;
import dev.sallyport.range.Ranges;
import dev.sallyport.range.Refresher;
import dev.sallyport.store.StoreException;
import dev.sallyport.submission.Limits;
import dev.sallyport.submission.SubmissionServer;
import dev.sallyport.submission.SubmissionSettings;
import dev.sallyport.tls.ServerTls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole of Sallyport, running. Read {@link #open} from top to bottom to see what there is and
 * what each part is given.
 */
final class Gate implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

  /** Nothing that is asked there takes long, and it is there until the doors have closed. */
  private static final Duration ADMIN_STOP = Duration.ofSeconds(2);

  /** What is open, the newest first: closed in that order. */
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  private final Settings settings;
  private final InstantSource clock;

  private Gate(Settings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** What a running gate can be asked. */
  record Running(
      Gate gate,
      Ledger ledger,
      Follower follower,
      ServerTls tls,
      List<InetSocketAddress> http,
      List<InetSocketAddress> smtp,
      List<InetSocketAddress> smtps,
      List<InetSocketAddress> admin)
      implements AutoCloseable {
    @Override
    public void close() {
      gate.close();
    }
  }

  /**
   * Starts everything; each listener accepts when this returns. Where a part can't start, those
   * before it are closed again.
   *
   * @throws IOException where an address can't be bound or the data folder can't be written
   */
  static Running open(Settings settings, InstantSource clock) throws IOException {
    Gate gate = new Gate(settings, clock);
    try {
      return gate.start();
    } catch (IOException | RuntimeException e) {
      gate.close();
      throw e;
    }
  }

  private Running start() throws IOException {
    Ledger ledger = opened(Ledger.openForServer(settings, clock));
    check(ledger);
    Recorder recorder = opened(new Recorder(ledger.store(), settings.activityKeep(), clock));
    recorder.start();
    Follower follower =
        opened(
            new Follower(
                ledger.changes(), settings.listMaxAge(), saveIn(), recorder::record, clock));
    follower.start();

    opened(new Deadlines(ledger.lists().confirmations())).start();

    Exit exit = Exit.of(settings);
    opened(exit.relay());
    Tally tally = new Tally();
    String host = HostName.of(settings);
    Intake intake =
        new Intake(follower.admission(), exit.relay(), tally, host, clock, exit.isOutbox());

    ServerTls tls =
        settings.tlsCertificate().isPresent()
            ? ServerTls.ofFiles(settings.tlsCertificate().get(), settings.tlsKey().orElseThrow())
            : ServerTls.selfSigned(settings.dataDir());
    SpoolFolder spool = SpoolFolder.open(settings.dataDir().resolve("spool"));
    Throttle throttle = new Throttle(clock);
    Composer composer = new Composer(spool, settings.messageMaxBytes(), clock);

    Outgoing outgoing = opened(new Outgoing(settings.outgoingReach(), "Sallyport"));
    Ranges ranges = new Ranges(outgoing, settings.rangeFilesByHttp());
    opened(new Refresher(ledger.lists(), ranges)).start();
    Mailer mailer = new Mailer(exit.relay(), composer, settings.alertFrom(), host, clock);
    AlertService alerts =
        opened(
            new AlertService(
                ledger.store(),
                ledger.sealed(),
                ledger.changes(),
                outgoing,
                mailer,
                settings.alertDigest(),
                settings.relayTimeout(),
                clock));
    alerts.start();

    SubmissionServer smtp =
        opened(
            SubmissionServer.start(
                new SubmissionSettings(
                    sockets(settings.smtpListen()),
                    sockets(settings.smtpsListen()),
                    host,
                    settings.smtpAuthWithoutTls(),
                    settings.smtpProxyProtocol(),
                    settings.proxyTrusted(),
                    settings.messageMaxBytes(),
                    Limits.usual()),
                follower.admission(),
                intake,
                tally,
                throttle,
                spool,
                tls::context));

    HttpPeers peers = new HttpPeers(settings.proxyTrusted(), settings.httpClientHeader());
    Health health = new Health(follower);
    Api api =
        new Api(
            new ApiServices(
                peers,
                follower.admission(),
                throttle,
                ledger.accounts(),
                ledger.credentials(),
                ledger.lists(),
                ranges,
                ledger.activity(),
                ledger.alerts(),
                new Counters(ledger.store()),
                new Attempts(ledger.store()),
                new IdempotencyKeys(ledger.store(), clock),
                new BulkEmails(ledger.store(), clock),
                composer,
                intake,
                tally,
                clock,
                StoreTrouble::isPassing),
            ApiSettings.of(settings.messageMaxBytes()));
    Dashboard dashboard =
        new Dashboard(
            ledger.accounts(),
            ledger.people(),
            ledger.credentials(),
            ledger.lists(),
            ranges,
            new Attempts(ledger.store()),
            ledger.plans(),
            EntryInsight.of(ledger.store(), clock),
            exit.messages(),
            ledger.alerts(),
            new PromptMail(mailer, exit.isOutbox(), clock),
            peers::of,
            dashboardSettings(smtp),
            clock);
    HttpServer http =
        opened(
            HttpServer.start(
                sockets(settings.httpListen()),
                HttpProtocols.of(settings, tls),
                settings.shutdownTimeout(),
                config -> {
                  health.routes(config.routes);
                  api.addTo(config);
                  dashboard.routes(config.routes);
                }));

    Metrics metrics = new Metrics(tally, follower, recorder, smtp.counters(), alerts.counters());
    HttpServer admin =
        opened(
            HttpServer.start(
                sockets(settings.adminListen()),
                HttpProtocols.plain(),
                ADMIN_STOP,
                config -> {
                  health.routes(config.routes);
                  metrics.routes(config.routes);
                }));
    opened(new Drain(health, http, smtp, settings.shutdownDelay(), settings.shutdownTimeout()));
    return new Running(
        this,
        ledger,
        follower,
        tls,
        http.addresses(),
        smtp.addresses(),
        smtp.tlsAddresses(),
        admin.addresses());
  }

  /** A key that is not the database's is told at the start, where the database can be asked. */
  private static void check(Ledger ledger) {
    try {
      ledger.sealed().check();
    } catch (StoreException e) {
      LOG.warn("the secrets' key could not be checked: {}", e.getMessage());
    }
  }

  /** A database on this machine is there when the lists are: only another's can be away. */
  private @Nullable Path saveIn() {
    return settings.databaseUrl().isPresent() ? settings.dataDir() : null;
  }

  private DashboardSettings dashboardSettings(SubmissionServer smtp) {
    return new DashboardSettings(
        settings.publicUrl().map(URI::create).orElse(null),
        () -> ports(smtp.addresses()),
        () -> ports(smtp.tlsAddresses()),
        StoreTrouble::isPassing);
  }

  private static List<Integer> ports(List<InetSocketAddress> addresses) {
    return addresses.stream().map(InetSocketAddress::getPort).toList();
  }

  private <T extends AutoCloseable> T opened(T part) {
    open.push(part);
    return part;
  }

  private static List<InetSocketAddress> sockets(List<ListenAddress> addresses) {
    return addresses.stream().map(ListenAddress::socketAddress).toList();
  }

  /** Takes its leave as {@link Drain} does, then closes all the rest, the store last. */
  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        LOG.warn("a part did not close cleanly", e);
      }
    }
  }
}
