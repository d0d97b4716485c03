package dev.sallyport.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.account.Plan;
import dev.sallyport.allowlist.Network;
import dev.sallyport.peer.ClientHeader;
import dev.sallyport.relay.RelaySetting;
import dev.sallyport.submission.AuthWithoutTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsReaderTest {
  @TempDir private Path home;
  private final Map<String, String> environment = new HashMap<>();

  private Settings read(String... set) {
    return SettingsReader.read(home, environment, Arrays.asList(set));
  }

  private void file(String... lines) throws IOException {
    Files.write(home.resolve("sallyport.yaml"), Arrays.asList(lines));
  }

  private void assertRefused(String message, String... set) {
    assertThatThrownBy(() -> read(set))
        .isInstanceOf(SettingsException.class)
        .message()
        .contains(message)
        .doesNotContain("\n");
  }

  @Test
  void holdsTheDefaultsWhereNothingIsWritten() {
    Settings settings = read();
    assertThat(settings.dataDir()).isEqualTo(home.resolve("data"));
    assertThat(settings.httpListen()).hasToString("[127.0.0.1:8080]");
    assertThat(settings.smtpListen()).hasToString("[127.0.0.1:2525]");
    assertThat(settings.smtpsListen()).hasToString("[127.0.0.1:2465]");
    assertThat(settings.adminListen()).hasToString("[127.0.0.1:9090]");
    assertThat(settings.httpTls()).isFalse();
    assertThat(settings.httpClientHeader()).isEqualTo(ClientHeader.NONE);
    assertThat(settings.httpProxyProtocol()).isFalse();
    assertThat(settings.smtpProxyProtocol()).isFalse();
    assertThat(settings.smtpAuthWithoutTls()).isEqualTo(AuthWithoutTls.LOOPBACK);
    assertThat(settings.tlsCertificate()).isEmpty();
    assertThat(settings.tlsKey()).isEmpty();
    assertThat(settings.relay()).isEqualTo(new RelaySetting.ToOutbox());
    assertThat(settings.relayTimeout()).isEqualTo(Duration.ofMinutes(10));
    assertThat(settings.outboxMaxBytes()).isEqualTo(1L << 30);
    assertThat(settings.databaseUrl()).isEmpty();
    assertThat(settings.proxyTrusted().networks()).isEmpty();
    assertThat(settings.listMaxAge()).isEqualTo(Duration.ofHours(1));
    assertThat(settings.messageMaxBytes()).isEqualTo(26_214_400);
    assertThat(settings.publicUrl()).isEmpty();
    assertThat(settings.logLevel()).isEqualTo(LogLevel.INFO);
    assertThat(settings.plans().all())
        .extracting(Plan::name)
        .containsExactly("free", "starter", "professional", "enterprise");
    assertThat(settings.plans().of("free").allowlist()).isFalse();
  }

  @Test
  void takesTheFileOverTheDefault() throws IOException {
    file("http.listen: 127.0.0.1:1");
    assertThat(read().httpListen()).hasToString("[127.0.0.1:1]");
  }

  @Test
  void takesTheEnvironmentOverTheFile() throws IOException {
    file("http.listen: 127.0.0.1:1");
    environment.put("SALLYPORT_HTTP_LISTEN", "127.0.0.1:2");
    assertThat(read().httpListen()).hasToString("[127.0.0.1:2]");
  }

  @Test
  void takesTheCommandLineOverTheEnvironment() {
    environment.put("SALLYPORT_HTTP_LISTEN", "127.0.0.1:2");
    assertThat(read("http.listen=127.0.0.1:3").httpListen()).hasToString("[127.0.0.1:3]");
  }

  @Test
  void takesTheLastOfSeveralOnTheCommandLine() {
    assertThat(read("http.listen=127.0.0.1:3", "http.listen=127.0.0.1:4").httpListen())
        .hasToString("[127.0.0.1:4]");
  }

  @Test
  void readsNestedAndDottedNamesInOneFile() throws IOException {
    file(
        "# a comment",
        "http:",
        "  listen: [127.0.0.1:1, '[::1]:0']",
        "  client-header: x-forwarded-for",
        "smtp.listen: 127.0.0.1:0",
        "proxy:",
        "  trusted:",
        "    - 192.0.2.0/24",
        "    - 2001:db8::1");
    Settings settings = read();
    assertThat(settings.httpListen()).hasToString("[127.0.0.1:1, [::1]:0]");
    assertThat(settings.httpClientHeader()).isEqualTo(ClientHeader.X_FORWARDED_FOR);
    assertThat(settings.smtpListen()).hasToString("[127.0.0.1:0]");
    assertThat(settings.proxyTrusted().networks())
        .containsExactly(Network.of("192.0.2.0/24"), Network.of("2001:db8::1"));
  }

  @Test
  void takesAFileOfCommentsForNothingWritten() throws IOException {
    file("# nothing yet", "");
    assertThat(read().httpListen()).hasToString("[127.0.0.1:8080]");
  }

  @Test
  void resolvesPathsAgainstItsOwnFolder() {
    Settings settings = read("data.dir=var/mail", "tls.certificate=a.pem", "tls.key=/etc/b.pem");
    assertThat(settings.dataDir()).isEqualTo(home.resolve("var/mail"));
    assertThat(settings.tlsCertificate()).contains(home.resolve("a.pem"));
    assertThat(settings.tlsKey()).contains(Path.of("/etc/b.pem"));
  }

  @Test
  void changesOneThingOfAPlanAndLeavesTheRest() throws IOException {
    file("plans:", "  starter:", "    max-entries: 5");
    assertThat(read("plans.starter.requests-per-minute=60").plans().of("starter"))
        .isEqualTo(new Plan("starter", true, 5, 60));
  }

  @Test
  void makesAPlanOfTheOperators() {
    environment.put("SALLYPORT_PLANS_TEAM_BLUE_MAX_ENTRIES", "7");
    assertThat(read("plans.team-blue.allowlist=true").plans().of("team-blue"))
        .isEqualTo(new Plan("team-blue", true, 7, 0));
  }

  @ParameterizedTest
  @CsvSource({"30s,30s", "1h30m,90m", "500ms,500ms", "2d,48h", "0,0s"})
  void readsSpansOfTime(String text, String expected) {
    assertThat(read("list.max-age=" + text).listMaxAge())
        .isEqualTo(Duration.parse("PT" + expected.replace("500ms", "0.5s")));
  }

  @ParameterizedTest
  @CsvSource({"26214400,26214400", "25MiB,26214400", "1 GiB,1073741824", "2kB,2000"})
  void readsSizes(String text, long expected) {
    assertThat(read("outbox.max-bytes=" + text).outboxMaxBytes()).isEqualTo(expected);
  }

  @Test
  void refusesAnUnknownNameInTheFileAndNamesItsLine() throws IOException {
    file("http:", "  listen: 127.0.0.1:0", "  lissten: 127.0.0.1:0");
    assertRefused("sallyport.yaml:3: there is no setting http.lissten; did you mean http.listen?");
  }

  @Test
  void refusesAnUnknownVariable() {
    environment.put("SALLYPORT_HTTP_LISSTEN", "x");
    assertRefused("SALLYPORT_HTTP_LISSTEN");
  }

  @Test
  void refusesAnUnknownNameOnTheCommandLineAsBadUsage() {
    assertThatThrownBy(() -> read("nonsense=1"))
        .isInstanceOfSatisfying(SettingsException.class, e -> assertThat(e.isUsage()).isTrue())
        .hasMessageContaining("--set: there is no setting nonsense");
  }

  @Test
  void leavesVariablesAloneThatAreNoSettings() {
    environment.put("SALLYPORT_HOME", "/srv/sallyport");
    environment.put("SALLYPORT_SERVICE_HOST", "192.0.2.1");
    environment.put("SALLYPORT_PORT_8080_TCP_ADDR", "192.0.2.1");
    environment.put("PATH", "/bin");
    assertThat(read().httpListen()).hasToString("[127.0.0.1:8080]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http.listen=8080",
        "http.listen=127.0.0.1",
        "http.listen=127.0.0.1:",
        "http.listen=:8080",
        "http.listen=::1:8080",
        "http.listen=[127.0.0.1]:8080",
        "http.listen=127.1:8080",
        "http.listen=mail.example.com:8080",
        "http.listen=127.0.0.1:65536",
        "http.listen=127.0.0.1:-1",
        "http.listen=127.0.0.1:8080,127.0.0.1:8080",
        "http.listen=",
        "http.tls=yes",
        "smtp.auth-without-tls=sometimes",
        "http.client-header=X-Real-IP",
        "proxy.trusted=203.0.113.7/24",
        "proxy.trusted=192.0.2.1,",
        "list.max-age=5",
        "list.max-age=-1h",
        "list.max-age=1 hour",
        "relay.timeout=0",
        "relay.timeout=2h",
        "message.max-bytes=12 apples",
        "message.max-bytes=99999999999999999999999",
        "message.max-bytes=10",
        "plans.starter.max-entries=-1",
        "plans.starter.max-entries=many",
        "plans.starter.allowlist=1",
        "relay.url=",
        "relay.url=relay.example.com:25",
        "relay.url=outbox,smtp://relay.example.com:25",
        "public.url=mail.example.com",
        "public.url=https://mail.example.com/?a=b",
        "log.level=loud",
        "data.dir=",
      })
  void refusesABadValueAndNamesTheSetting(String set) {
    assertRefused("--set: " + set.substring(0, set.indexOf('=')) + ":", set);
  }

  @Test
  void refusesABadValueInTheFileAndNamesItsLine() throws IOException {
    file("", "http.tls: maybe");
    assertRefused("sallyport.yaml:2: http.tls: “maybe” is neither true nor false");
  }

  @Test
  void tellsAMistakeEvenWhereALaterValueWins() {
    environment.put("SALLYPORT_HTTP_TLS", "maybe");
    assertRefused("SALLYPORT_HTTP_TLS: http.tls", "http.tls=true");
  }

  @Test
  void refusesANameThatIsWrittenTwiceInTheFile() throws IOException {
    file("http.tls: true", "http:", "  tls: false");
    assertRefused("sallyport.yaml:3: http.tls is written twice, first at sallyport.yaml:1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http: [",
        "just words",
        "- a\n- b",
        "a: &x\n  b: *x",
        "{a: {b: {c: {d: {e: {f: {g: 1}}}}}}}"
      })
  void refusesAFileThatIsNoTreeOfSettings(String text) throws IOException {
    file(text);
    assertRefused("sallyport.yaml");
  }

  @Test
  void wantsARelayWhereAListenerIsReachable() {
    assertRefused("relay.url must be written", "http.listen=0.0.0.0:8080");
    assertRefused("relay.url must be written", "smtp.listen=127.0.0.1:0,[::]:2525");
    assertThat(read("http.listen=0.0.0.0:8080", "relay.url=outbox").relay())
        .isEqualTo(new RelaySetting.ToOutbox());
  }

  @Test
  void wantsACertificateAndItsKeyTogether() {
    assertRefused("tls.key is not", "tls.certificate=a.pem");
    assertRefused("tls.certificate is not", "tls.key=a.pem");
  }

  @Test
  void refusesOneAddressForTwoListeners() {
    assertRefused("127.0.0.1:2525 is in both", "http.listen=127.0.0.1:2525");
  }

  @Test
  void refusesAProxyProtocolThatNobodyMaySpeak() {
    assertRefused("proxy.trusted names nobody", "smtp.proxy-protocol=true");
  }

  @Test
  void refusesATextWithoutAnEqualsSign() {
    assertRefused("write a setting as name=value", "http.tls");
  }

  @Test
  void defaultsAreReadByTheirOwnTypes() {
    Settings settings = read();
    assertThat(SettingNames.ALL)
        .filteredOn(setting -> !setting.defaultText().isEmpty())
        .allSatisfy(setting -> assertThat((Object) settings.value(setting)).isNotNull());
  }

  @Test
  void everySettingHasAVariableOfItsOwn() {
    assertThat(SettingNames.ALL.stream().map(Setting::environmentName).distinct().toList())
        .hasSameSizeAs(SettingNames.ALL);
  }

  @Test
  void neverShowsAPassword() {
    Settings settings =
        read(
            "relay.url=smtp://user:hunter2@relay.example.com:587",
            "database.url=jdbc:postgresql://db.example.com/mail?password=hunter2");
    assertThat(
            List.of(
                settings.toString(),
                settings.shown(SettingNames.RELAY_URL),
                settings.shown(SettingNames.DATABASE_URL),
                settings.relay().toString()))
        .noneMatch(text -> text.contains("hunter2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "relay.url=smtp://user:hunter2 @relay.example.com:25",
        "relay.url=smtp://user:hunter2@relay.example.com:0",
        "relay.url=http://user:hunter2@relay.example.com:25",
        "relay.url=smtp://user:hunter2@relay.example.com:25?tls=1",
        "database.url=jdbc:mysql://user:hunter2@db.example.com/mail",
        "database.url=jdbc:postgresql://user:hunter2@db.example.com/mail"
      })
  void neverRepeatsAPasswordInARefusal(String set) {
    assertThatThrownBy(() -> read(set))
        .isInstanceOf(SettingsException.class)
        .message()
        .contains(set.substring(0, set.indexOf('=')))
        .doesNotContain("hunter2");
  }
}
