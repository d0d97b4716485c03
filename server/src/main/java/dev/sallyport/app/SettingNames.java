package dev.sallyport.app;

import dev.sallyport.allowlist.Network;
import dev.sallyport.peer.ClientHeader;
import dev.sallyport.relay.RelaySetting;
import dev.sallyport.submission.AuthWithoutTls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Every setting there is, but for those of the plans, which {@link PlanSettings} names. */
final class SettingNames {
  private static final long MIB = 1024 * 1024;

  static final Setting<Path> DATA_DIR =
      Setting.of(
          "data.dir",
          SettingTypes.PATH,
          "data",
          "The folder of the database, the certificate and the outbox. A relative path starts at"
              + " Sallyport's own folder, not at the current one.");

  static final Setting<List<ListenAddress>> HTTP_LISTEN =
      Setting.of(
          "http.listen",
          SettingTypes.LISTEN,
          "127.0.0.1:8080",
          "Where HTTP is served: the API under /v1, the dashboard elsewhere. Port 0 picks a free"
              + " one.");

  static final Setting<Boolean> HTTP_TLS =
      Setting.of(
          "http.tls", SettingTypes.BOOLEAN, "false", "Whether http.listen speaks TLS (https).");

  static final Setting<ClientHeader> HTTP_CLIENT_HEADER =
      Setting.of(
          "http.client-header",
          SettingTypes.oneOf(ClientHeader.class),
          "none",
          "The one header in which a trusted proxy names the client. The others are ignored.");

  static final Setting<Boolean> HTTP_PROXY_PROTOCOL =
      Setting.of(
          "http.proxy-protocol",
          SettingTypes.BOOLEAN,
          "false",
          "Whether each HTTP connection starts with a PROXY header, v1 or v2. Then only peers in"
              + " proxy.trusted may connect.");

  static final Setting<List<ListenAddress>> SMTP_LISTEN =
      Setting.of(
          "smtp.listen",
          SettingTypes.LISTEN,
          "127.0.0.1:2525",
          "Where SMTP submission is served, with STARTTLS.");

  static final Setting<List<ListenAddress>> SMTPS_LISTEN =
      Setting.of(
          "smtps.listen",
          SettingTypes.LISTEN,
          "127.0.0.1:2465",
          "Where SMTP submission is served with TLS from the first byte.");

  static final Setting<AuthWithoutTls> SMTP_AUTH_WITHOUT_TLS =
      Setting.of(
          "smtp.auth-without-tls",
          SettingTypes.oneOf(AuthWithoutTls.class),
          "loopback",
          "Whether a password may come over a connection without TLS: never, only where remote and"
              + " client address are loopback and no PROXY header came, or always.");

  static final Setting<Boolean> SMTP_PROXY_PROTOCOL =
      Setting.of(
          "smtp.proxy-protocol",
          SettingTypes.BOOLEAN,
          "false",
          "Whether each SMTP connection starts with a PROXY header, v1 or v2. Then only peers in"
              + " proxy.trusted may connect.");

  static final Setting<List<ListenAddress>> ADMIN_LISTEN =
      Setting.of(
          "admin.listen",
          SettingTypes.LISTEN,
          "127.0.0.1:9090",
          "Where /metrics and /health are served. It asks for no password: keep it inside.");

  static final Setting<Path> TLS_CERTIFICATE =
      Setting.of(
          "tls.certificate",
          SettingTypes.PATH,
          "",
          "The certificate and its chain, PEM; re-read when it changes. Without one, a self-signed"
              + " certificate for localhost, 127.0.0.1 and ::1 is made once in data.dir.");

  static final Setting<Path> TLS_KEY =
      Setting.of(
          "tls.key",
          SettingTypes.PATH,
          "",
          "The private key of tls.certificate, PEM, not encrypted; re-read when it changes.");

  static final Setting<RelaySetting> RELAY_URL =
      Setting.secret(
          "relay.url",
          SettingTypes.RELAY,
          "The SMTP server that mail is handed to: smtp://host:port, smtps://host:port, with"
              + " user:password@ before the host where it wants one, ?starttls=required where TLS"
              + " must be; several, separated by commas, the next tried only before a message's"
              + " final dot. Or outbox, a folder in data.dir, which also holds where nothing is"
              + " written while every listener is on a loopback address; else it must be written.");

  static final Setting<Duration> RELAY_TIMEOUT =
      Setting.of(
          "relay.timeout",
          SettingTypes.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
          "10m",
          "How long the relay may take to answer a whole message; the other steps get less.");

  static final Setting<Long> OUTBOX_MAX_BYTES =
      Setting.of(
          "outbox.max-bytes",
          SettingTypes.bytes(0, Long.MAX_VALUE),
          "1GiB",
          "How much the outbox may hold; what comes then is turned away for now.");

  static final Setting<String> DATABASE_URL =
      Setting.secret(
          "database.url",
          SettingTypes.DATABASE,
          "jdbc:postgresql://host:port/name, for more than one node. Without it, SQLite in"
              + " data.dir.");

  static final Setting<Integer> DATABASE_POOL_SIZE =
      Setting.of(
          "database.pool-size",
          SettingTypes.integer(2, 200),
          "10",
          "How many connections to PostgreSQL a node opens at most, besides the one it hears of"
              + " changes by.");

  static final Setting<Path> SECRETS_KEY_FILE =
      Setting.of(
          "secrets.key-file",
          SettingTypes.PATH,
          "",
          "The file with the key that secrets which must be read again, such as the seeds of second"
              + " factors, are sealed under in the database. Every node needs the same. Without it,"
              + " secrets.key in data.dir, made once; back it up with the database.");

  static final Setting<List<Network>> PROXY_TRUSTED =
      Setting.of(
          "proxy.trusted",
          SettingTypes.NETWORKS,
          "none",
          "Addresses and networks whose forwarding headers and PROXY headers are believed.");

  static final Setting<List<Network>> OUTGOING_ALLOW =
      Setting.of(
          "outgoing.allow",
          SettingTypes.NETWORKS,
          "none",
          "Private and other inside networks that URLs which members give us, such as webhooks, may"
              + " lead to. The public Internet may always be called.");

  static final Setting<Boolean> RANGE_FILES_HTTP =
      Setting.of(
          "range-files.http",
          SettingTypes.BOOLEAN,
          "false",
          "Whether the URL of a published range file may be http://. Whoever is on the way could"
              + " then write the list.");

  static final Setting<String> ALERT_FROM =
      Setting.of(
          "alert.from",
          SettingTypes.EMAIL,
          "",
          "The address Sallyport's own mail comes from, such as alerts@example.com. Without it none is sent.");

  static final Setting<Duration> ALERT_DIGEST =
      Setting.of(
          "alert.digest",
          SettingTypes.duration(Duration.ofMinutes(1), Duration.ofDays(7)),
          "15m",
          "How long to wait at least between two alerts of denied addresses that were never seen;"
              + " what comes meanwhile is told together.");

  static final Setting<Duration> LIST_MAX_AGE =
      Setting.of(
          "list.max-age",
          SettingTypes.duration(Duration.ZERO, Duration.ofDays(3650)),
          "1h",
          "How long lists that can't be confirmed, for the database is away, are gone on with; 0"
              + " for ever.");

  static final Setting<Duration> ACTIVITY_KEEP =
      Setting.of(
          "activity.keep",
          SettingTypes.duration(Duration.ofDays(31), Duration.ofDays(3650)),
          "90d",
          "How long it is kept who called when; at least 31 days, for a change is held against the"
              + " callers of the last 30.");

  static final Setting<Long> MESSAGE_MAX_BYTES =
      Setting.of(
          "message.max-bytes",
          SettingTypes.bytes(1024, 1024 * MIB),
          "26214400",
          "The largest message taken.");

  static final Setting<Duration> SHUTDOWN_DELAY =
      Setting.of(
          "shutdown.delay",
          SettingTypes.duration(Duration.ZERO, Duration.ofMinutes(5)),
          "5s",
          "How long a node that is told to stop goes on as ever, while /health/ready says that it"
              + " is stopping, so that balancers hear of it; left out where nobody asked"
              + " /health/ready in the last 30 s.");

  static final Setting<Duration> SHUTDOWN_TIMEOUT =
      Setting.of(
          "shutdown.timeout",
          SettingTypes.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
          "30s",
          "How long requests and messages under way then may take to end, before they are cut"
              + " off.");

  static final Setting<String> PUBLIC_URL =
      Setting.of(
          "public.url",
          SettingTypes.PUBLIC_URL,
          "",
          "The URL people know this server by, for links in mails and invitations. Without it,"
              + " taken from the request.");

  static final Setting<LogLevel> LOG_LEVEL =
      Setting.of(
          "log.level",
          SettingTypes.oneOf(LogLevel.class),
          "info",
          "How much is logged, on standard error.");

  static final List<Setting<?>> ALL =
      List.of(
          DATA_DIR,
          HTTP_LISTEN,
          HTTP_TLS,
          HTTP_CLIENT_HEADER,
          HTTP_PROXY_PROTOCOL,
          SMTP_LISTEN,
          SMTPS_LISTEN,
          SMTP_AUTH_WITHOUT_TLS,
          SMTP_PROXY_PROTOCOL,
          ADMIN_LISTEN,
          TLS_CERTIFICATE,
          TLS_KEY,
          RELAY_URL,
          RELAY_TIMEOUT,
          OUTBOX_MAX_BYTES,
          DATABASE_URL,
          DATABASE_POOL_SIZE,
          SECRETS_KEY_FILE,
          PROXY_TRUSTED,
          OUTGOING_ALLOW,
          RANGE_FILES_HTTP,
          ALERT_FROM,
          ALERT_DIGEST,
          LIST_MAX_AGE,
          ACTIVITY_KEEP,
          MESSAGE_MAX_BYTES,
          SHUTDOWN_DELAY,
          SHUTDOWN_TIMEOUT,
          PUBLIC_URL,
          LOG_LEVEL);

  private SettingNames() {}

  /** The setting of that name, those of a plan among them. */
  static Optional<Setting<?>> find(String name) {
    for (Setting<?> setting : ALL) {
      if (setting.name().equals(name)) {
        return Optional.of(setting);
      }
    }
    return PlanSettings.find(name);
  }

  /** The name that was probably meant, where one is near enough. */
  static Optional<String> nearest(String name) {
    return ALL.stream()
        .map(Setting::name)
        .filter(known -> distance(known, name) <= Math.max(2, known.length() / 4))
        .min(Comparator.comparingInt(known -> distance(known, name)));
  }

  /** How many characters have to be put in, taken out or changed (Levenshtein). */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
