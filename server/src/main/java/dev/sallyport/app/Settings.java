package dev.sallyport.app;

import dev.sallyport.account.Plans;
import dev.sallyport.app.SettingType.BadValueException;
import dev.sallyport.outgoing.Reach;
import dev.sallyport.peer.ClientHeader;
import dev.sallyport.peer.TrustedProxies;
import dev.sallyport.relay.RelaySetting;
import dev.sallyport.relay.RelayUrl;
import dev.sallyport.submission.AuthWithoutTls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings as they hold, each with its type. */
final class Settings {

  /** Every setting that names addresses to listen on. */
  static final List<Setting<List<ListenAddress>>> LISTENERS =
      List.of(
          SettingNames.HTTP_LISTEN,
          SettingNames.SMTP_LISTEN,
          SettingNames.SMTPS_LISTEN,
          SettingNames.ADMIN_LISTEN);

  private final Path home;
  private final Map<String, Object> values;
  private final Map<String, WrittenSetting> written;

  /**
   * @param home absolute
   * @param values by name, each of its setting's type; only what is written
   * @param written where each was written
   */
  Settings(Path home, Map<String, Object> values, Map<String, WrittenSetting> written) {
    this.home = home;
    this.values = Map.copyOf(values);
    this.written = Map.copyOf(written);
  }

  /** The folder that relative paths start at. */
  Path home() {
    return home;
  }

  Path dataDir() {
    return home.resolve(value(SettingNames.DATA_DIR)).normalize();
  }

  List<ListenAddress> httpListen() {
    return value(SettingNames.HTTP_LISTEN);
  }

  boolean httpTls() {
    return value(SettingNames.HTTP_TLS);
  }

  ClientHeader httpClientHeader() {
    return value(SettingNames.HTTP_CLIENT_HEADER);
  }

  boolean httpProxyProtocol() {
    return value(SettingNames.HTTP_PROXY_PROTOCOL);
  }

  List<ListenAddress> smtpListen() {
    return value(SettingNames.SMTP_LISTEN);
  }

  List<ListenAddress> smtpsListen() {
    return value(SettingNames.SMTPS_LISTEN);
  }

  AuthWithoutTls smtpAuthWithoutTls() {
    return value(SettingNames.SMTP_AUTH_WITHOUT_TLS);
  }

  boolean smtpProxyProtocol() {
    return value(SettingNames.SMTP_PROXY_PROTOCOL);
  }

  List<ListenAddress> adminListen() {
    return value(SettingNames.ADMIN_LISTEN);
  }

  /** Present exactly where {@link #tlsKey} is; absent for a self-signed certificate. */
  Optional<Path> tlsCertificate() {
    return find(SettingNames.TLS_CERTIFICATE).map(home::resolve);
  }

  Optional<Path> tlsKey() {
    return find(SettingNames.TLS_KEY).map(home::resolve);
  }

  RelaySetting relay() {
    return find(SettingNames.RELAY_URL).orElse(new RelaySetting.ToOutbox());
  }

  Duration relayTimeout() {
    return value(SettingNames.RELAY_TIMEOUT);
  }

  long outboxMaxBytes() {
    return value(SettingNames.OUTBOX_MAX_BYTES);
  }

  /** Absent for SQLite in the data folder. It may hold a password. */
  Optional<String> databaseUrl() {
    return find(SettingNames.DATABASE_URL);
  }

  int databasePoolSize() {
    return value(SettingNames.DATABASE_POOL_SIZE);
  }

  Path secretsKeyFile() {
    return find(SettingNames.SECRETS_KEY_FILE)
        .map(home::resolve)
        .orElseGet(() -> dataDir().resolve("secrets.key"));
  }

  TrustedProxies proxyTrusted() {
    return new TrustedProxies(value(SettingNames.PROXY_TRUSTED));
  }

  Reach outgoingReach() {
    return new Reach(value(SettingNames.OUTGOING_ALLOW));
  }

  boolean rangeFilesByHttp() {
    return value(SettingNames.RANGE_FILES_HTTP);
  }

  /** Empty where no mail of our own is sent. */
  String alertFrom() {
    return find(SettingNames.ALERT_FROM).orElse("");
  }

  Duration alertDigest() {
    return value(SettingNames.ALERT_DIGEST);
  }

  /** Zero for ever. */
  Duration listMaxAge() {
    return value(SettingNames.LIST_MAX_AGE);
  }

  Duration activityKeep() {
    return value(SettingNames.ACTIVITY_KEEP);
  }

  /** Zero for none. */
  Duration shutdownDelay() {
    return value(SettingNames.SHUTDOWN_DELAY);
  }

  Duration shutdownTimeout() {
    return value(SettingNames.SHUTDOWN_TIMEOUT);
  }

  int messageMaxBytes() {
    return Math.toIntExact(value(SettingNames.MESSAGE_MAX_BYTES));
  }

  /** Without a slash at its end; absent where it is taken from the request. */
  Optional<String> publicUrl() {
    return find(SettingNames.PUBLIC_URL);
  }

  LogLevel logLevel() {
    return value(SettingNames.LOG_LEVEL);
  }

  Plans plans() {
    return PlanSettings.plans(values);
  }

  boolean isWritten(Setting<?> setting) {
    return values.containsKey(setting.name());
  }

  /** The text a setting holds, for people: never a secret; empty where there is no value. */
  String shown(Setting<?> setting) {
    WrittenSetting one = written.get(setting.name());
    if (one == null) {
      return setting.defaultText();
    }
    if (setting.equals(SettingNames.RELAY_URL)) {
      return switch (relay()) {
        case RelaySetting.ToOutbox() -> "outbox";
        case RelaySetting.ToServers(List<RelayUrl> urls) ->
            String.join(",", urls.stream().map(RelayUrl::toString).toList());
      };
    }
    return setting.secret() ? "(hidden)" : one.text();
  }

  /** Where a setting was written, or {@code default}. */
  String source(Setting<?> setting) {
    WrittenSetting one = written.get(setting.name());
    return one == null ? "default" : one.source();
  }

  /** A refusal that says where the setting was written, if it was. */
  SettingsException refused(Setting<?> setting, String why) {
    WrittenSetting one = written.get(setting.name());
    return one == null ? new SettingsException(why, false) : one.refused(why);
  }

  /** The value of a setting that always has one. */
  <T> T value(Setting<T> setting) {
    return find(setting).orElseThrow();
  }

  private <T> Optional<T> find(Setting<T> setting) {
    Object value = values.get(setting.name());
    if (value != null) {
      // What is under a setting's name was made by its type's reader.
      @SuppressWarnings("unchecked")
      T typed = (T) value;
      return Optional.of(typed);
    }
    if (setting.defaultText().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(setting.type().read(setting.defaultText()));
    } catch (BadValueException e) {
      throw new IllegalStateException("the default of " + setting.name() + " " + e.reason(), e);
    }
  }

  /** The names and sources alone. */
  @Override
  public String toString() {
    return "Settings" + written.values();
  }
}
