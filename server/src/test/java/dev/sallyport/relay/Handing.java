package dev.sallyport.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.message.Content;
import dev.sallyport.message.ReversePath;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** The steps of handing over, as the tests of this package take them. */
final class Handing {

  static final String ID = "0123456789abcdef01234567";
  static final String TRACE = "Received: from client.example.net by gate.example.com; now\r\n";
  static final String TEXT = "Subject: Hello\r\n\r\nHi\r\n";
  static final ReversePath SENDER = new ReversePath("sender@example.com", false, false, 0);

  private Handing() {}

  /** A relay of these servers with waits short enough for tests. */
  static SmtpRelay relay(FakeRelay... servers) {
    return relay(terms(), Arrays.stream(servers).map(FakeRelay::url).toList());
  }

  static SmtpRelay relay(RelayTerms terms, List<String> urls) {
    return new SmtpRelay(urls.stream().map(RelayUrl::parse).toList(), terms);
  }

  static RelayTerms terms() {
    return terms(InetAddress::isLoopbackAddress);
  }

  static RelayTerms terms(Predicate<InetAddress> loopback) {
    Duration longEnough = Duration.ofSeconds(20);
    return new RelayTerms(
        RelayTimeouts.of(longEnough),
        new PoolLimits(10, longEnough, longEnough, 1000, longEnough),
        new RelayTls(TestCertificates.trusting(), anyone()),
        loopback);
  }

  /** As {@link #terms()}, with no wait longer than a moment. */
  static RelayTerms impatient() {
    RelayTerms usual = terms();
    return new RelayTerms(
        RelayTimeouts.of(Duration.ofMillis(300)), usual.limits(), usual.tls(), usual.loopback());
  }

  static RelayTerms limited(PoolLimits limits) {
    RelayTerms usual = terms();
    return new RelayTerms(usual.timeouts(), limits, usual.tls(), usual.loopback());
  }

  private static javax.net.ssl.SSLContext anyone() {
    try {
      return RelayTls.trustingAnyone();
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static Transaction opened(Relay relay) {
    return opened(relay, SENDER);
  }

  static Transaction opened(Relay relay, ReversePath from) {
    Opening opening = relay.open(from);
    assertThat(opening).isInstanceOf(Opening.Opened.class);
    return ((Opening.Opened) opening).transaction();
  }

  static void accepted(Transaction transaction, String... recipients) {
    for (String recipient : recipients) {
      assertThat(transaction.recipient(recipient)).isInstanceOf(RecipientWord.Accepted.class);
    }
  }

  /** One message from open to close. */
  static HandOver hand(Relay relay, Content content) {
    return hand(relay, SENDER, content);
  }

  static HandOver hand(Relay relay, ReversePath from, Content content) {
    try (Transaction transaction = opened(relay, from)) {
      accepted(transaction, "rcpt@example.net");
      return transaction.send(ID, TRACE, content);
    }
  }
}
