package dev.sallyport.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.admission.Throttle;
import dev.sallyport.relay.FakeRelay;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Endless lines, endless counts, too many at once: each has a bound and an answer. */
class BoundsTest {

  @Test
  void aLongCommandIsRefusedAndTheSessionGoesOn() throws IOException {
    try (Bench bench = Bench.start();
        Client client = bench.greeted()) {
      client.say("NOOP " + "x".repeat(2_000), "500 5.5.2 Line too long");
      client.say("NOOP " + "x".repeat(30_000), "500 5.5.2 Line too long");
      client.say("NOOP", "250 ");
    }
  }

  @Test
  void anEndlessCommandIsNotWaitedFor() throws IOException {
    try (Bench bench = Bench.start();
        Client client = bench.greeted()) {
      client.send("NOOP " + "x".repeat(200_000)).expect("500 5.5.2 Line too long");
      client.expectClosed();
    }
  }

  @Test
  void anInitialResponseMayBeLong() throws IOException {
    try (Bench bench = Bench.start();
        Client client = bench.greeted()) {
      client.say("AUTH PLAIN " + Bench.plain("nobody", "x".repeat(8_000)), "535 5.7.8 ");
      client.say("AUTH PLAIN " + "A".repeat(12_400), "500 5.5.2 Line too long");
    }
  }

  @Test
  void endlessSaslIsNotWaitedFor() throws IOException {
    try (Bench bench = Bench.start();
        Client client = bench.greeted()) {
      client.say("AUTH PLAIN", "334 ");
      client.say("A".repeat(13_000), "500 5.5.6 ");
      client.say("AUTH LOGIN", "334 ");
      client.send("A".repeat(200_000)).expect("500 5.5.6 ");
      client.expectClosed();
    }
  }

  @Test
  void anEndlessLineOfAMessageIsRefused() throws IOException {
    try (Bench bench = Bench.start();
        Client client = bench.sendingData()) {
      client.send("\r\n" + "x".repeat(70_000) + "\r\n.\r\n");
      client.expect("550 5.6.0 A line of the message is longer than 65536 octets");
      client.say("NOOP", "250 ");
      assertThat(bench.relay().seen()).isEmpty();
    }
  }

  @Test
  void aLineLongerThanMostServersTakeGoesOn() throws IOException {
    try (Bench bench = Bench.start();
        Client client = bench.sendingData()) {
      client.send("\r\n" + "x".repeat(5_000) + "\r\n.\r\n").expect("250 ");
    }
  }

  @Test
  void anEndlessMessageIsNotWaitedFor() throws IOException {
    try (Bench bench = Bench.with().maxBytes(1_000).start();
        Client client = bench.sendingData()) {
      byte[] line = ("x".repeat(98) + "\r\n").getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 40; i++) {
        client.send(line);
      }
      client.expect("552 5.3.4 ");
      client.expectClosed();
      assertThat(bench.relay().seen()).isEmpty();
    }
  }

  @Test
  void aMailLoopEnds() throws IOException {
    try (Bench bench = Bench.start();
        Client client = bench.sendingData()) {
      client.send("received: from a by b\r\n".repeat(101) + "\r\nHi\r\n.\r\n");
      client.expect("554 5.4.6 ");
      client.say("MAIL FROM:<sender@example.com>", "250 ");
      client.say("RCPT TO:<one@example.net>", "250 ");
      client.say("DATA", "354 ");
      String inBody = "\r\n" + "Received: from a by b\r\n".repeat(101) + ".\r\n";
      client.send("Received: from a by b\r\n".repeat(100) + inBody).expect("250 ");
    }
  }

  @Test
  void theHundredAndFirstRecipientIsPutOff() throws IOException {
    try (Bench bench = Bench.start();
        Client client = bench.addressed()) {
      for (int i = 2; i <= 100; i++) {
        client.say("RCPT TO:<r" + i + "@example.net>", "250 ");
      }
      client.say("RCPT TO:<r101@example.net>", "452 4.5.3 ");
      client.say("DATA", "354 ");
      client.send("\r\nHi\r\n.\r\n").expect("250 ");
      assertThat(bench.relay().take().recipients()).hasSize(100);
    }
  }

  @Test
  void tooManyErrorsEndASession() throws IOException {
    Bench.Options options = Bench.with();
    options.limits().errors = 3;
    try (Bench bench = options.start();
        Client client = bench.greeted()) {
      client.say("XYZ", "500 ");
      client.say("XYZ", "500 ");
      client.say("XYZ", "500 ");
      client.expect("421 4.7.0 Too many errors");
      client.expectClosed();
    }
  }

  @Test
  void aDripOfNoopEnds() throws IOException {
    Bench.Options options = Bench.with();
    options.limits().idleCommands = 5;
    try (Bench bench = options.start();
        Client client = bench.authenticated()) {
      for (int i = 0; i < 5; i++) {
        client.say(i % 2 == 0 ? "NOOP" : "RSET", "250 ");
      }
      client.say("NOOP", "421 4.7.0 Too many commands without a message");
      client.expectClosed();
    }
  }

  @Test
  void wrongPasswordsEndASession() throws IOException {
    try (Bench bench = Bench.start();
        Client client = bench.greeted()) {
      String wrong = "AUTH PLAIN " + Bench.plain(bench.username(), "wrong");
      client.say(wrong, "535 5.7.8 ");
      client.say(wrong, "535 5.7.8 ");
      client.say(wrong, "535 5.7.8 ");
      client.expect("421 4.7.0 ");
      client.expectClosed();
    }
  }

  @Test
  void guessingIsSlowedByAddressAndNotByAccount() throws IOException {
    try (Bench bench = Bench.start()) {
      String wrong = "AUTH PLAIN " + Bench.plain(bench.username(), "wrong");
      for (int i = 0; i < Throttle.FREE_FAILURES; i++) {
        try (Client client = greetedFrom(bench, "127.0.0.66")) {
          client.say(wrong, "535 5.7.8 ");
        }
      }
      try (Client client = greetedFrom(bench, "127.0.0.66")) {
        client.say("AUTH PLAIN " + bench.plain(), "421 4.7.0 Too many failed sign-ins from your");
        client.expectClosed();
      }
      try (Client owner = greetedFrom(bench, "127.0.0.67")) {
        owner.say("AUTH PLAIN " + bench.plain(), "235 ");
      }
      assertThat(bench.counters().authenticationsThrottled()).isEqualTo(1);
    }
  }

  private static Client greetedFrom(Bench bench, String address) throws IOException {
    Client client = bench.connect(address);
    client.expect("220 ");
    client.say("EHLO client.example.org", "250-");
    return client;
  }

  @Test
  void tooManyFromOneAddress() throws IOException {
    Bench.Options options = Bench.with();
    options.limits().sessionsPerSite = 2;
    try (Bench bench = options.start();
        Client one = bench.greeted();
        Client two = bench.greeted();
        Client elsewhere = bench.connect("127.0.0.3")) {
      try (Client three = bench.connect()) {
        three.expect("421 4.7.0 Too many connections from your address");
        three.expectClosed();
      }
      elsewhere.expect("220 ");
      one.say("QUIT", "221 ");
      one.expectClosed();
      one.endOutput();
      FakeRelay.await(() -> bench.counters().connectionsOpen() == 2);
      two.say("NOOP", "250 ");
      bench.greeted().close();
    }
  }

  @Test
  void tooManyOfOneAccount() throws IOException {
    Bench.Options options = Bench.with();
    options.limits().sessionsPerAccount = 1;
    try (Bench bench = options.start()) {
      try (Client one = bench.authenticated();
          Client two = bench.greeted()) {
        two.say("AUTH PLAIN " + bench.plain(), "421 4.7.0 Too many sessions of this account");
        two.expectClosed();
        one.say("QUIT", "221 ");
      }
      FakeRelay.await(() -> bench.counters().connectionsOpen() == 0);
      bench.authenticated().close();
    }
  }

  @Test
  void oneAccountCantTakeEveryConnectionToTheRelay() throws IOException {
    Bench.Options options = Bench.with();
    options.limits().messagesPerAccount = 1;
    options.limits().turn = Duration.ofMillis(50);
    try (Bench bench = options.start();
        Client one = bench.addressed();
        Client two = bench.authenticated()) {
      two.say("MAIL FROM:<sender@example.com>", "451 4.3.2 ");
      one.say("RSET", "250 ");
      two.say("MAIL FROM:<sender@example.com>", "250 ");
      one.say("MAIL FROM:<sender@example.com>", "451 4.3.2 ");
      two.say("QUIT", "221 ");
      one.say("MAIL FROM:<sender@example.com>", "250 ");
    }
  }

  @Test
  void tooManyInAll() throws IOException {
    Bench.Options options = Bench.with();
    options.limits().sessions = 2;
    try (Bench bench = options.start();
        Client one = bench.greeted();
        Client two = bench.greeted()) {
      try (Client three = bench.connect()) {
        three.expectClosed();
      }
      one.say("NOOP", "250 ");
      two.say("NOOP", "250 ");
      assertThat(bench.counters().connectionsTurnedAway()).isEqualTo(1);
    }
  }

  @Test
  void aRefusedClientThatStillSendsReadsItsReply() throws IOException {
    try (Bench bench = Bench.with().maxBytes(4_000_000).start();
        Client client = bench.sendingData()) {
      List<byte[]> pieces = new ArrayList<>();
      pieces.add("\r\nHi\n".getBytes(StandardCharsets.US_ASCII));
      byte[] rest = new byte[2_000_000];
      Arrays.fill(rest, (byte) 'x');
      pieces.add(rest);
      for (byte[] piece : pieces) {
        client.send(piece);
      }
      client.expect("550 5.6.11 ");
    } catch (SocketException reset) {
      throw new AssertionError("the reply was thrown away", reset);
    }
  }

  @Test
  void anEarlyTalkerIsRefused() throws IOException {
    Bench.Options options = Bench.with();
    options.limits().greetPause = Duration.ofSeconds(10);
    try (Bench bench = options.start();
        Client client = bench.connect()) {
      client.send("EHLO client.example.org\r\nMAIL FROM:<sender@example.com>\r\n");
      client.expect("554 5.5.1 You spoke before the banner; nothing of it was run");
      client.expectClosed();
    }
  }
}
