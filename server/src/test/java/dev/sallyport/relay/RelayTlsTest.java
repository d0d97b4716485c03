package dev.sallyport.relay;

import static dev.sallyport.relay.Handing.SENDER;
import static dev.sallyport.relay.Handing.TEXT;
import static dev.sallyport.relay.Handing.hand;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** TLS and passwords towards a server, on loopback and as if it were not. */
final class RelayTlsTest {

  private static final SSLContext GOOD = TestCertificates.issuedTo("127.0.0.1");
  private static final SSLContext SELF_SIGNED = TestCertificates.selfSigned("127.0.0.1");
  private static final SSLContext OF_ANOTHER = TestCertificates.issuedTo("relay.example.net");

  private FakeRelay server = FakeRelay.with().start();
  private SmtpRelay relay = Handing.relay(server);

  @AfterEach
  void nothingLeaks() {
    relay.close();
    FakeRelay.await(() -> relay.connections() == 0);
    server.close();
  }

  private void local(FakeRelay.Options options, String after) {
    use(options, server -> server.url() + after, Handing.terms());
  }

  private void localWithLogin(FakeRelay.Options options) {
    use(options, server -> server.url("user", "s3cret"), Handing.terms());
  }

  private void distant(FakeRelay.Options options, String after) {
    use(options, server -> server.url() + after, Handing.terms(address -> false));
  }

  private void distantWithLogin(FakeRelay.Options options) {
    use(options, server -> server.url("user", "s3cret"), Handing.terms(address -> false));
  }

  private void use(
      FakeRelay.Options options,
      java.util.function.Function<FakeRelay, String> url,
      RelayTerms terms) {
    relay.close();
    server.close();
    server = options.start();
    relay = Handing.relay(terms, List.of(url.apply(server)));
  }

  private void worksUnderTls(boolean tls) {
    assertThat(hand(relay, BytesContent.of(TEXT))).isInstanceOf(HandOver.HandedOver.class);
    assertThat(server.take().tls()).isEqualTo(tls);
  }

  private void isAway(String cause) {
    assertThat(relay.open(SENDER))
        .isInstanceOfSatisfying(
            Opening.Away.class,
            away -> assertThat(away.cause()).contains(cause).doesNotContain("s3cret"));
    assertThat(server.commands()).noneMatch(c -> c.startsWith("MAIL"));
  }

  private void noPasswordWasSent() {
    assertThat(server.commands()).noneMatch(c -> c.startsWith("AUTH"));
  }

  @Test
  void startTlsIsUsedWhereOffered() {
    distant(FakeRelay.with().startTls(SELF_SIGNED), "");
    worksUnderTls(true);
    assertThat(server.commands().subList(0, 4))
        .satisfiesExactly(
            c -> assertThat(c).startsWith("EHLO [127.0.0.1]"),
            c -> assertThat(c).isEqualTo("STARTTLS"),
            c -> assertThat(c).startsWith("EHLO"),
            c -> assertThat(c).startsWith("MAIL"));
  }

  @Test
  void withoutPasswordAndStartTlsItGoesInClear() {
    distant(FakeRelay.with(), "");
    worksUnderTls(false);
  }

  @Test
  void aRequiredStartTlsThatIsStrippedIsNotDoneWithout() {
    local(FakeRelay.with(), "?starttls=required");
    isAway("offers no STARTTLS");
  }

  @Test
  void aPasswordIsNotSentWhereStartTlsWasStripped() {
    distantWithLogin(FakeRelay.with().login("user", "s3cret"));
    isAway("offers no STARTTLS");
    noPasswordWasSent();
  }

  @Test
  void aPasswordIsNotSentToAnUnprovenRelay() {
    distantWithLogin(FakeRelay.with().login("user", "s3cret").startTls(SELF_SIGNED));
    isAway("");
    noPasswordWasSent();
  }

  @Test
  void aPasswordIsNotSentToARelayOfAnotherName() {
    distantWithLogin(FakeRelay.with().login("user", "s3cret").startTls(OF_ANOTHER));
    isAway("");
    noPasswordWasSent();
  }

  @Test
  void aPasswordIsNotSentToAnUnprovenRelayUnderImplicitTls() {
    distantWithLogin(FakeRelay.with().login("user", "s3cret").implicitTls(SELF_SIGNED));
    isAway("");
    noPasswordWasSent();
  }

  @Test
  void aPasswordIsSentToAProvenRelay() {
    distantWithLogin(FakeRelay.with().login("user", "s3cret").startTls(GOOD));
    assertThat(hand(relay, BytesContent.of(TEXT))).isInstanceOf(HandOver.HandedOver.class);
    ReceivedMessage message = server.take();
    assertThat(message.tls()).isTrue();
    assertThat(message.user()).isEqualTo("user");
  }

  @Test
  void aPasswordIsSentToAProvenRelayUnderImplicitTls() {
    distantWithLogin(FakeRelay.with().login("user", "s3cret").implicitTls(GOOD));
    hand(relay, BytesContent.of(TEXT));
    assertThat(server.take().user()).isEqualTo("user");
    assertThat(server.commands()).doesNotContain("STARTTLS");
  }

  @Test
  void onLoopbackAPasswordNeedsNoTls() {
    localWithLogin(FakeRelay.with().login("user", "s3cret"));
    hand(relay, BytesContent.of(TEXT));
    assertThat(server.take().user()).isEqualTo("user");
  }

  @Test
  void onLoopbackNoCertificateIsVerified() {
    localWithLogin(FakeRelay.with().login("user", "s3cret").startTls(SELF_SIGNED));
    hand(relay, BytesContent.of(TEXT));
    ReceivedMessage message = server.take();
    assertThat(message.tls()).isTrue();
    assertThat(message.user()).isEqualTo("user");
  }

  @Test
  void tlsThatWasAskedForIsVerified() {
    distant(FakeRelay.with().startTls(SELF_SIGNED), "?starttls=required");
    isAway("");
    distant(FakeRelay.with().implicitTls(SELF_SIGNED), "");
    isAway("");
    distant(FakeRelay.with().startTls(GOOD), "?starttls=required");
    worksUnderTls(true);
    distant(FakeRelay.with().implicitTls(GOOD), "");
    worksUnderTls(true);
  }

  @Test
  void bytesInjectedBeforeTheHandshakeEndTheConnection() {
    local(FakeRelay.with().startTls(GOOD), "");
    server.always(Step.STARTTLS, Act.say("220 Go ahead\r\n250 injected"));
    isAway("between STARTTLS and TLS");
    assertThat(server.commands()).filteredOn(c -> c.startsWith("EHLO")).hasSize(1);
  }

  @Test
  void aRefusedStartTlsIsARefusalOfUs() {
    local(FakeRelay.with().startTls(GOOD), "");
    server.always(Step.STARTTLS, Act.say("454 4.7.0 TLS not available"));
    isAway("454 4.7.0 TLS not available");
  }

  @Test
  void aHandshakeThatIsNoHandshakeIsAway() {
    use(
        FakeRelay.with().startTls(GOOD),
        FakeRelay::url,
        new RelayTerms(
            RelayTimeouts.of(Duration.ofMillis(500)),
            Handing.terms().limits(),
            Handing.terms().tls(),
            a -> true));
    server.enqueue(Step.STARTTLS, Act.sayAndDrop("220 Go ahead"));
    isAway("");
    server.enqueue(Step.STARTTLS, Act.stall());
    isAway("silent for too long");
    server.enqueue(Step.STARTTLS, Act.say("299 Odd"));
    isAway("299 Odd");
  }

  @Test
  void whatWasOfferedBeforeTlsIsForgotten() {
    local(FakeRelay.with().startTls(GOOD).without("8BITMIME"), "");
    server.enqueue(Step.EHLO, Act.say("250-relay.example.com\r\n250-8BITMIME\r\n250 STARTTLS"));
    assertThat(hand(relay, BytesContent.of("Subject: x\r\n\r\n\u00ff\r\n")))
        .isInstanceOf(HandOver.Unalterable.class);
  }

  @Test
  void aWrongPasswordIsAway() {
    localWithLogin(FakeRelay.with().login("user", "other"));
    isAway("535 5.7.8");
  }

  @Test
  void aRelayThatOnlyKnowsLoginIsShownLogin() {
    localWithLogin(FakeRelay.with().login("user", "s3cret"));
    server.always(Step.EHLO, Act.say("250-relay.example.com\r\n250 AUTH LOGIN CRAM-MD5"));
    hand(relay, BytesContent.of(TEXT));
    assertThat(server.take().user()).isEqualTo("user");
    assertThat(server.commands()).contains("AUTH LOGIN");
  }

  @Test
  void aRelayWithoutAWayToAuthenticateIsAway() {
    localWithLogin(FakeRelay.with());
    isAway("offers neither AUTH PLAIN nor AUTH LOGIN");
  }

  @Test
  void aRelayWithoutEhloIsGreetedWithHelo() {
    local(FakeRelay.with(), "");
    server.always(Step.EHLO, Act.say("500 5.5.1 What?"));
    worksUnderTls(false);
    assertThat(server.messages().getFirst().parameters()).isEmpty();
  }
}
