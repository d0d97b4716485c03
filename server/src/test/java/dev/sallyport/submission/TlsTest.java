package dev.sallyport.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;

/** TLS by STARTTLS and from the first byte. */
class TlsTest {

  @Test
  void authIsOfferedUnderTls() throws IOException {
    try (Bench bench = Bench.with().authWithoutTls(AuthWithoutTls.NEVER).start();
        Client client = bench.connectTls()) {
      client.expect("220 gate.example.com ESMTP");
      List<String> offers = client.say("EHLO client.example.org", "250-");
      assertThat(offers).contains("250-AUTH PLAIN LOGIN").doesNotContain("250-STARTTLS");
      client.say("AUTH PLAIN " + bench.plain(), "235 ");
    }
  }

  @Test
  void alwaysOffersAuthInTheClear() throws IOException {
    try (Bench bench = Bench.with().authWithoutTls(AuthWithoutTls.ALWAYS).start();
        Client client = bench.connect("127.0.0.9")) {
      client.expect("220 ");
      assertThat(client.say("EHLO client.example.org", "250-")).contains("250-AUTH PLAIN LOGIN");
    }
  }

  @Test
  void aSecondConnectionResumesTheFirst() throws IOException {
    try (Bench bench = Bench.start()) {
      long first = firstMade(bench);
      assertThat(firstMade(bench)).as("the session is that of the first").isEqualTo(first);
    }
  }

  /** When the session this connection uses was first made. */
  private static long firstMade(Bench bench) throws IOException {
    try (Client client = Client.connect(bench.server().tlsAddresses().getFirst(), "127.0.0.1")) {
      SSLSession session = client.startHandshake();
      client.expect("220 "); // by then a ticket has come
      client.say("QUIT", "221 ");
      client.expectClosed();
      return session.getCreationTime();
    }
  }

  @Test
  void plainTextOnATlsPortIsClosed() throws IOException {
    try (Bench bench = Bench.start();
        Client client = Client.connect(bench.server().tlsAddresses().getFirst(), "127.0.0.1")) {
      client.send("EHLO client.example.org\r\n");
      assertThat(client.rest()).doesNotContain("220 ", "250");
    }
  }

  @Test
  void commandsInTheClearBehindTheHandshakeNeverRun() throws IOException {
    try (Bench bench = Bench.start();
        Client client = bench.greeted()) {
      client.say("STARTTLS", "220 ");
      client.send("EHLO injected.example.org\r\n");
      assertThat(client.rest()).doesNotContain("250");
    }
  }

  @Test
  void ipv6IsListenedOn() throws IOException {
    try (Bench bench = Bench.with().listen("::1").start();
        Client client = Client.connect(bench.server().addresses().getFirst(), "::1")) {
      bench.allow("2001:db8::1");
      client.expect("220 ");
      assertThat(client.say("EHLO [IPv6:::1]", "250-")).contains("250-AUTH PLAIN LOGIN");
      client.say(
          "AUTH PLAIN " + bench.plain(), "535 5.7.1 ::1 is not on this account's IP allowlist");
    }
  }
}
