package dev.sallyport.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.relay.FakeRelay;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Slow senders: each wait has an end, and what drips does not put it off. */
class DeadlinesTest {
  private static final Duration SOON = Duration.ofMillis(300);

  /** Where the client must first be able to say something in time. */
  private static final Duration LATER = Duration.ofMillis(1_500);

  @Test
  void aSilentClient() throws IOException {
    Bench.Options options = Bench.with();
    options.limits().command = LATER;
    try (Bench bench = options.start();
        Client client = bench.authenticated()) {
      client.expect("421 4.4.2 Timeout");
      client.expectClosed();
      assertThat(bench.counters().timeouts()).isEqualTo(1);
    }
  }

  @Test
  void aCommandThatDripsOctetByOctet() throws IOException {
    Bench.Options options = Bench.with();
    options.limits().command = LATER;
    try (Bench bench = options.start();
        Client client = bench.greeted()) {
      dripUntilClosed(bench, client, "x");
    }
  }

  @Test
  void aClientThatNeverAuthenticates() throws IOException {
    Bench.Options options = Bench.with();
    options.limits().beforeAuth = SOON;
    try (Bench bench = options.start();
        Client client = bench.connect()) {
      client.expect("220 ");
      client.expect("421 4.4.2 Not authenticated in time");
      client.expectClosed();
    }
  }

  @Test
  void aSessionThatBringsNoMessage() throws IOException {
    Bench.Options options = Bench.with();
    options.limits().withoutMessage = SOON;
    try (Bench bench = options.start();
        Client client = bench.authenticated()) {
      client.expect("421 4.4.2 Timeout");
      client.expectClosed();
    }
  }

  @Test
  void aMessageThatStops() throws IOException {
    Bench.Options options = Bench.with();
    options.limits().dataSilence = SOON;
    try (Bench bench = options.start();
        Client client = bench.sendingData()) {
      client.send("Subject: Hello\r\n").expect("421 4.4.2 The message comes too slowly");
      client.expectClosed();
    }
  }

  @Test
  void aMessageThatDrips() throws IOException {
    Bench.Options options = Bench.with();
    options.limits().dataGrace = SOON;
    try (Bench bench = options.start();
        Client client = bench.sendingData()) {
      dripUntilClosed(bench, client, "x");
      assertThat(bench.relay().seen()).isEmpty();
    }
  }

  @Test
  void aChunkThatStops() throws IOException {
    Bench.Options options = Bench.with();
    options.limits().dataSilence = SOON;
    try (Bench bench = options.start();
        Client client = bench.addressed()) {
      client.send("BDAT 100 LAST\r\nSubject: Hello\r\n").expect("421 4.4.2 ");
      client.expectClosed();
    }
  }

  @Test
  void aHandshakeThatNeverBegins() throws IOException {
    Bench.Options options = Bench.with();
    options.limits().preface = SOON;
    try (Bench bench = options.start();
        Client client = Client.connect(bench.server().tlsAddresses().getFirst(), "127.0.0.1")) {
      client.expectClosed();
    }
  }

  @Test
  void aProxyHeaderThatNeverEnds() throws IOException {
    Bench.Options options = Bench.with().proxies("127.0.0.1");
    options.limits().preface = SOON;
    try (Bench bench = options.start();
        Client client = bench.connect()) {
      client.send("PROXY TCP4 ");
      client.expectClosed();
    }
  }

  @Test
  void aClientThatVanishesLeavesNothing() throws IOException {
    try (Bench bench = Bench.start()) {
      Client client = bench.sendingData();
      client.send("Subject: Hello\r\n").close();
      FakeRelay.await(() -> bench.counters().connectionsOpen() == 0);
      assertThat(bench.relay().seen()).isEmpty();
    }
  }

  private static void dripUntilClosed(Bench bench, Client client, String drop) {
    FakeRelay.await(() -> {
      try {
        client.send(drop);
      } catch (IOException closed) {
        // the server has had enough
      }
      return bench.counters().timeouts() == 1;
    });
  }
}
