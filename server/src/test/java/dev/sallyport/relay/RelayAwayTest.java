package dev.sallyport.relay;

import static dev.sallyport.relay.Handing.ID;
import static dev.sallyport.relay.Handing.SENDER;
import static dev.sallyport.relay.Handing.TEXT;
import static dev.sallyport.relay.Handing.TRACE;
import static dev.sallyport.relay.Handing.accepted;
import static dev.sallyport.relay.Handing.hand;
import static dev.sallyport.relay.Handing.opened;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A single server that is out of reach, slow, or refuses us, at each step. */
final class RelayAwayTest {

  private static final List<Act> WAYS =
      List.of(
          Act.drop(),
          Act.stall(),
          Act.stopReading(),
          Act.sayAndDrop("421 4.3.2 Closing"),
          Act.say("421 4.3.2 Closing"),
          Act.say("nonsense"),
          Act.say("354 Out of turn"));

  private final FakeRelay server = FakeRelay.start();
  private final SmtpRelay relay = Handing.relay(Handing.impatient(), List.of(server.url()));

  @AfterEach
  void nothingLeaks() {
    server.close();
    relay.close();
    FakeRelay.await(() -> relay.connections() == 0 && server.openConnections() == 0);
  }

  static Stream<Arguments> beforeTheTransaction() {
    return Stream.of(Step.CONNECT, Step.EHLO, Step.MAIL)
        .flatMap(step -> WAYS.stream().map(act -> Arguments.of(step, act)));
  }

  @ParameterizedTest
  @MethodSource("beforeTheTransaction")
  void atMailItIsAway(Step step, Act act) {
    server.always(step, act);
    assertThat(relay.open(SENDER)).isInstanceOf(Opening.Away.class);
    FakeRelay.await(() -> relay.connections() == 0);
  }

  @ParameterizedTest
  @FieldSource("WAYS")
  void atRecipientItIsAway(Act act) {
    server.always(Step.RCPT, act);
    try (Transaction transaction = opened(relay)) {
      assertThat(transaction.recipient("a@example.net")).isInstanceOf(RecipientWord.Away.class);
      assertThat(transaction.recipient("b@example.net")).isInstanceOf(RecipientWord.Away.class);
      assertThat(relay.connections()).isZero();
    }
  }

  @ParameterizedTest
  @FieldSource("WAYS")
  void aRelayLostAfterARecipientIsAwayForTheMessage(Act act) {
    server.enqueue(Step.RCPT, Act.usual()).always(Step.RCPT, act);
    try (Transaction transaction = opened(relay)) {
      accepted(transaction, "a@example.net");
      assertThat(transaction.recipient("b@example.net")).isInstanceOf(RecipientWord.Away.class);
      assertThat(transaction.send(ID, TRACE, BytesContent.of(TEXT)))
          .isInstanceOf(HandOver.Away.class);
    }
    assertThat(server.seen()).isEmpty();
  }

  @Test
  void atDataItIsAway() {
    for (Act act : WAYS) {
      if (act.equals(Act.say("354 Out of turn"))) {
        continue;
      }
      server.enqueue(Step.DATA, act);
      assertThat(hand(relay, BytesContent.of(TEXT)))
          .as("%s", act)
          .isInstanceOf(HandOver.Away.class);
      assertThat(relay.connections()).isZero();
    }
    server.enqueue(Step.DATA, Act.say("250 Out of turn"));
    assertThat(hand(relay, BytesContent.of(TEXT))).isInstanceOf(HandOver.Away.class);
    assertThat(server.seen()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("amidTheMessage")
  void amidTheMessageItIsAway(Act act) {
    server.enqueue(Step.CONTENT, act);
    String large = "Subject: large\r\n\r\n" + "0123456789abcde\r\n".repeat(450_000);
    assertThat(hand(relay, BytesContent.of(large))).isInstanceOf(HandOver.Away.class);
    assertThat(relay.connections()).isZero();
    assertThat(server.seen()).isEmpty();
  }

  static Stream<Act> amidTheMessage() {
    return Stream.of(Act.drop(), Act.stopReading(), Act.sayAndDrop("421 4.3.2 Closing"));
  }

  static Stream<Act> afterTheFinalDot() {
    return Stream.of(Act.drop(), Act.stall(), Act.stopReading(), Act.say("nonsense"));
  }

  @ParameterizedTest
  @MethodSource("afterTheFinalDot")
  void afterTheFinalDotItIsUnknown(Act act) {
    server.enqueue(Step.DOT, act);
    assertThat(hand(relay, BytesContent.of(TEXT))).isInstanceOf(HandOver.Unknown.class);
    assertThat(relay.connections()).isZero();
    assertThat(server.seen()).hasSize(1);
  }

  @Test
  void aClosingRelayThatSaysSoAfterTheFinalDotHasNotTakenTheMessage() {
    server.enqueue(Step.DOT, Act.sayAndDrop("421 4.3.2 Closing"));
    assertThat(hand(relay, BytesContent.of(TEXT))).isInstanceOf(HandOver.Away.class);
    assertThat(relay.connections()).isZero();
  }

  @Test
  void aGreetingThatRefusesUsIsAway() {
    server.always(Step.CONNECT, Act.sayAndDrop("554 5.7.1 Go away"));
    assertThat(relay.open(SENDER))
        .isInstanceOfSatisfying(
            Opening.Away.class, away -> assertThat(away.cause()).contains("554 5.7.1 Go away"));
  }

  @Test
  void aRelayThatWantsAuthenticationOfUsIsAway() {
    server.always(Step.MAIL, Act.say("530 5.7.0 Authentication required"));
    assertThat(relay.open(SENDER)).isInstanceOf(Opening.Away.class);
  }

  @Test
  void aPortNobodyListensOnIsAway() {
    server.close();
    assertThat(relay.open(SENDER)).isInstanceOf(Opening.Away.class);
  }

  @Test
  void aHostNobodyKnowsIsAway() {
    try (SmtpRelay lost = Handing.relay(Handing.terms(), List.of("smtp://relay.invalid:25"))) {
      assertThat(lost.open(SENDER)).isInstanceOf(Opening.Away.class);
    }
  }

  @Test
  void aRelayThatComesBackIsUsedAgainAtOnce() {
    server.enqueue(Step.CONNECT, Act.drop());
    assertThat(relay.open(SENDER)).isInstanceOf(Opening.Away.class);
    assertThat(hand(relay, BytesContent.of(TEXT))).isInstanceOf(HandOver.HandedOver.class);
  }

  @Test
  void aRelayThatSaysWhyItClosesAmidAMessageIsHeard() {
    server.enqueue(Step.CONTENT, Act.sayAndDrop("552 5.3.4 Too large"));
    HandOver result =
        hand(relay, BytesContent.of("Subject: x\r\n\r\n" + "x\r\n".repeat(9_000_000)));
    // The reset that follows unread bytes may overtake the words; then nothing is known but the
    // loss.
    assertThat(result).isInstanceOfAny(HandOver.Refused.class, HandOver.Away.class);
  }

  @Test
  void closingAfterALossSaysNothingMore() {
    server.enqueue(Step.RCPT, Act.drop());
    Transaction transaction = opened(relay);
    transaction.recipient("a@example.net");
    transaction.close();
    transaction.close();
    assertThat(server.commands()).doesNotContain("RSET");
  }
}
