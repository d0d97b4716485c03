package dev.sallyport.relay;

import static dev.sallyport.relay.Handing.SENDER;
import static dev.sallyport.relay.Handing.TEXT;
import static dev.sallyport.relay.Handing.accepted;
import static dev.sallyport.relay.Handing.hand;
import static dev.sallyport.relay.Handing.opened;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections kept for the next message. */
final class KeptConnectionsTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  private final FakeRelay server = FakeRelay.start();
  private SmtpRelay relay = Handing.relay(server);

  @AfterEach
  void nothingLeaks() {
    relay.close();
    FakeRelay.await(() -> relay.connections() == 0 && server.openConnections() == 0);
    server.close();
  }

  private void limits(PoolLimits limits) {
    relay.close();
    relay = Handing.relay(Handing.limited(limits), List.of(server.url()));
  }

  private void works() {
    assertThat(hand(relay, BytesContent.of(TEXT))).isInstanceOf(HandOver.HandedOver.class);
  }

  @Test
  void oneConnectionServesManyMessages() {
    for (int i = 0; i < 20; i++) {
      works();
    }
    assertThat(server.messages()).hasSize(20);
    assertThat(server.connections()).isEqualTo(1);
    assertThat(server.commands()).doesNotContain("RSET");
  }

  @Test
  void transactionsAtTheSameTimeHaveAConnectionEach() {
    try (Transaction one = opened(relay);
        Transaction other = opened(relay)) {
      accepted(one, "a@example.net");
      accepted(other, "b@example.net");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void aKeptConnectionTheRelayClosedIsReplacedUnnoticed() {
    works();
    server.dropConnections();
    works();
    assertThat(server.messages()).hasSize(2);
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void aKeptConnectionThatSaysGoodbyeAtMailIsReplacedUnnoticed() {
    works();
    server.enqueue(Step.MAIL, Act.sayAndDrop("421 4.7.0 Enough messages"));
    works();
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void aKeptConnectionThatFailsLaterThanMailIsNotReplaced() {
    works();
    server.enqueue(Step.DATA, Act.drop());
    assertThat(hand(relay, BytesContent.of(TEXT))).isInstanceOf(HandOver.Away.class);
  }

  @Test
  void aRelayThatTiredOfWaitingForOurClientIsAskedOnceMore() {
    limits(new PoolLimits(10, LONG, LONG, 1000, Duration.ZERO));
    server.enqueue(Step.DATA, Act.sayAndDrop("421 4.4.2 Timeout exceeded"));
    works();
    assertThat(server.take().recipients()).containsExactly("rcpt@example.net");
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void aRelayThatTiresOfWaitingAgainIsAway() {
    limits(new PoolLimits(10, LONG, LONG, 1000, Duration.ZERO));
    server.always(Step.DATA, Act.sayAndDrop("421 4.4.2 Timeout exceeded"));
    assertThat(hand(relay, BytesContent.of(TEXT))).isInstanceOf(HandOver.Away.class);
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void aNewConnectionThatFailsAtMailIsNotTriedTwice() {
    server.always(Step.MAIL, Act.drop());
    assertThat(relay.open(SENDER)).isInstanceOf(Opening.Away.class);
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void aConnectionWithAnUnaskedReplyIsNotUsedAgain() {
    server.enqueue(Step.DOT, Act.say("250 2.0.0 Ok\r\n250 2.0.0 And more"));
    works();
    works();
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void aConnectionIsReplacedAfterItsShareOfMessages() {
    limits(new PoolLimits(10, LONG, LONG, 2, LONG));
    for (int i = 0; i < 5; i++) {
      works();
    }
    assertThat(server.connections()).isEqualTo(3);
    FakeRelay.await(() -> server.commands().stream().filter("QUIT"::equals).count() == 2);
  }

  @Test
  void anIdleConnectionIsLetGo() {
    limits(new PoolLimits(10, LONG, Duration.ofMillis(50), 1000, LONG));
    works();
    FakeRelay.await(() -> server.openConnections() == 0 && relay.connections() == 0);
    assertThat(server.commands()).contains("QUIT");
    works();
  }

  @Test
  void noMoreConnectionsAreMadeThanAllowed() throws Exception {
    limits(new PoolLimits(3, LONG, LONG, 1000, LONG));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<HandOver>> results = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        results.add(threads.submit(() -> hand(relay, BytesContent.of(TEXT))));
      }
      for (Future<HandOver> result : results) {
        assertThat(result.get()).isInstanceOf(HandOver.HandedOver.class);
      }
    }
    assertThat(server.messages()).hasSize(60);
    assertThat(server.connections()).isLessThanOrEqualTo(3);
  }

  @Test
  void whoFindsAllConnectionsTakenForTooLongIsToldSo() {
    limits(new PoolLimits(1, Duration.ofMillis(20), LONG, 1000, LONG));
    try (Transaction taken = opened(relay)) {
      accepted(taken, "a@example.net");
      assertThat(relay.open(SENDER))
          .isInstanceOfSatisfying(
              Opening.Away.class, away -> assertThat(away.cause()).contains("taken"));
    }
    works();
  }

  @Test
  void clientsThatAreSilentAmidATransactionDoNotKeepOthersOut() {
    limits(new PoolLimits(2, LONG, LONG, 1000, Duration.ofMillis(1)));
    List<Transaction> silent = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Transaction transaction = opened(relay);
      accepted(transaction, "a" + i + "@example.net");
      silent.add(transaction);
    }
    works();
    server.take();
    for (int i = 0; i < 4; i++) {
      try (Transaction transaction = silent.get(i)) {
        accepted(transaction, "b" + i + "@example.net");
        assertThat(transaction.send(Handing.ID, "", BytesContent.of(TEXT)))
            .isInstanceOf(HandOver.HandedOver.class);
      }
      assertThat(server.take().recipients())
          .containsExactly("a" + i + "@example.net", "b" + i + "@example.net");
    }
    assertThat(server.seen()).hasSize(5);
  }

  @Test
  void aTransactionWhoseConnectionWasTakenBackCanBeClosed() {
    limits(new PoolLimits(1, LONG, LONG, 1000, Duration.ofMillis(1)));
    try (Transaction silent = opened(relay)) {
      accepted(silent, "a@example.net");
      works();
    }
    works();
    assertThat(server.seen()).hasSize(2);
  }

  @Test
  void whileOurClientIsSilentTheRelayIsNotTakenForLate() {
    relay.close();
    relay = Handing.relay(Handing.impatient(), List.of(server.url()));
    server.onRecipient("stalls@example.net", Act.stall());
    try (Transaction silent = opened(relay);
        Transaction late = opened(relay)) {
      accepted(silent, "a@example.net");
      assertThat(late.recipient("stalls@example.net")).isInstanceOf(RecipientWord.Away.class);
      accepted(silent, "b@example.net");
    }
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void noPlaceIsLostByFailures() {
    limits(new PoolLimits(1, Duration.ofMillis(200), LONG, 1000, LONG));
    for (Step step : Step.values()) {
      server.enqueue(step, Act.drop());
      Opening opening = relay.open(SENDER);
      if (opening instanceof Opening.Opened(Transaction transaction)) {
        try (transaction) {
          if (transaction.recipient("a@example.net") instanceof RecipientWord.Accepted) {
            transaction.send(Handing.ID, "", BytesContent.of(TEXT));
          }
        }
      }
    }
    // RSET, NOOP and QUIT have not come up; what is enqueued for RSET meets the abandoned one.
    opened(relay).close();
    works();
  }

  @Test
  void closingSaysFarewellToIdleConnections() {
    works();
    relay.close();
    assertThat(server.commands()).endsWith("QUIT");
    assertThat(relay.open(SENDER)).isInstanceOf(Opening.Away.class);
  }

  @Test
  void aTransactionUnderWayOutlivesClosing() {
    try (Transaction transaction = opened(relay)) {
      relay.close();
      accepted(transaction, "a@example.net");
      assertThat(transaction.send(Handing.ID, "", BytesContent.of(TEXT)))
          .isInstanceOf(HandOver.HandedOver.class);
    }
    FakeRelay.await(() -> server.openConnections() == 0);
  }

  @Test
  void closingDoesNotWaitForARelayThatIsSilent() {
    relay.close();
    relay = Handing.relay(Handing.impatient(), List.of(server.url()));
    server.always(Step.QUIT, Act.stall());
    works();
    relay.close();
    FakeRelay.await(() -> relay.connections() == 0);
  }
}
