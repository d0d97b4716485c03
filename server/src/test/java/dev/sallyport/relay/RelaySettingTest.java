package dev.sallyport.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What relay.url may say. */
final class RelaySettingTest {

  @Test
  void theOutboxIsASetting() {
    assertThat(RelaySetting.parse(" outbox ")).isEqualTo(new RelaySetting.ToOutbox());
  }

  @ParameterizedTest
  @CsvSource({
    "smtp://relay.example.com:2525, relay.example.com, 2525, WHERE_OFFERED",
    "smtp://relay.example.com, relay.example.com, 25, WHERE_OFFERED",
    "smtps://relay.example.com, relay.example.com, 465, FROM_THE_FIRST_BYTE",
    "SMTP://192.0.2.1:25/, 192.0.2.1, 25, WHERE_OFFERED",
    "smtp://[2001:db8::1]:587?starttls=required, 2001:db8::1, 587, REQUIRED",
    "smtp://[::1], ::1, 25, WHERE_OFFERED",
    "smtp://mail_relay:25, mail_relay, 25, WHERE_OFFERED"
  })
  void aServerIsNamedByUrl(String text, String host, int port, TlsUse tls) {
    RelayUrl url = RelayUrl.parse(text);
    assertThat(url.host()).isEqualTo(host);
    assertThat(url.port()).isEqualTo(port);
    assertThat(url.tls()).isEqualTo(tls);
    assertThat(url.login()).isEmpty();
  }

  @Test
  void userAndPasswordArePercentDecoded() {
    assertThat(RelayUrl.parse("smtp://user%40example.com:p%3Aa%2Fs%25s%2C+%C3%BC:x@h:25").login())
        .contains(new Login("user@example.com", "p:a/s%s,+\u00fc:x"));
  }

  @Test
  void severalServersKeepTheirOrder() {
    assertThat(RelaySetting.parse("smtp://b:25, smtps://a:465,smtp://b:26"))
        .isInstanceOfSatisfying(
            RelaySetting.ToServers.class,
            s ->
                assertThat(s.urls())
                    .extracting(RelayUrl::toString)
                    .containsExactly("smtp://b:25", "smtps://a:465", "smtp://b:26"));
  }

  @Test
  void noTextFormShowsThePassword() {
    RelaySetting setting = RelaySetting.parse("smtp://user:s3cret@h:25?starttls=required");
    assertThat(setting.toString()).doesNotContain("s3cret").contains("user:***@h:25");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | is empty",
        "Outbox | has to be outbox or begin with",
        "relay.example.com:25 | has to be outbox or begin with",
        "http://h:25 | smtp:// or smtps://",
        "smtp:// | names no host",
        "smtp://:25 | names no host",
        "smtp://h:0 | port",
        "smtp://h:65536 | port",
        "smtp://h: | port",
        "smtp://h:25x | port",
        "smtp://h:+25 | port",
        "smtp://h:25/path | port",
        "smtp://2001:db8::1 | brackets",
        "smtp://[::1 | without its ]",
        "smtp://[fe80::1%eth0]:25 | IPv6 address in brackets",
        "smtp://[192.0.2.1]:25 | IPv6 address in brackets",
        "smtp://-h:25 | host that is not a name",
        "smtp://a..b:25 | host that is not a name",
        "smtp://h?starttls=no | starttls=required",
        "smtp://h?verify=none | starttls=required",
        "smtps://h?starttls=required | smtps is TLS already",
        "smtp://user@h:25 | both a user and a password",
        "smtp://user:@h:25 | both a user and a password",
        "smtp://:s3cret@h:25 | both a user and a password",
        "smtp://user:s3cret%4@h:25 | percent-encoded",
        "smtp://user:s3cret%zz@h:25 | percent-encoded",
        "smtp://user:s3cret%FF@h:25 | percent-encoded",
        "smtp://user:s3cret%00@h:25 | percent-encoded",
        "smtp://user:s3@cret@h:25 | percent-encoded",
        "smtp://user:s3 cret@h:25 | percent-encoded",
        "smtp://user:s3/cret@h:25 | percent-encoded",
        "smtp://a:25,outbox | outbox stands alone",
        "smtp://a:25,smtps://a:25 | twice",
        "smtp://a:25, | has to be outbox or begin with"
      })
  void aMistakeIsExplainedWithoutThePassword(String text, String explanation) {
    assertThatThrownBy(() -> RelaySetting.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("relay.url")
        .hasMessageContaining(explanation)
        .hasMessageNotContaining("s3")
        .hasMessageNotContaining("\n");
  }

  @Test
  void theNumberOfServersIsBounded() {
    StringBuilder many = new StringBuilder("smtp://h:1000");
    for (int port = 1001; port < 1017; port++) {
      many.append(",smtp://h:").append(port);
    }
    assertThatThrownBy(() -> RelaySetting.parse(many.toString()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT25H"})
  void aTimeoutOutOfBoundsIsRefused(String timeout) {
    assertThatThrownBy(() -> RelayTimeouts.of(java.time.Duration.parse(timeout)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("relay.timeout");
  }
}
