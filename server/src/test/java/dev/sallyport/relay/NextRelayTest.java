package dev.sallyport.relay;

import static dev.sallyport.relay.Handing.ID;
import static dev.sallyport.relay.Handing.SENDER;
import static dev.sallyport.relay.Handing.TEXT;
import static dev.sallyport.relay.Handing.TRACE;
import static dev.sallyport.relay.Handing.accepted;
import static dev.sallyport.relay.Handing.hand;
import static dev.sallyport.relay.Handing.opened;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.message.ReversePath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two servers: the second is used when the first goes away before the final dot. */
final class NextRelayTest {

  private static final String LARGE =
      "Subject: large\r\n\r\n" + "0123456789abcde\r\n".repeat(450_000);

  private final FakeRelay first = FakeRelay.start();
  private final FakeRelay second = FakeRelay.start();
  private final SmtpRelay relay = Handing.relay(first, second);

  @AfterEach
  void nothingLeaks() {
    first.close();
    second.close();
    relay.close();
    FakeRelay.await(() -> relay.connections() == 0);
  }

  @Test
  void theFirstIsUsedWhileItWorks() {
    hand(relay, BytesContent.of(TEXT));
    hand(relay, BytesContent.of(TEXT));
    assertThat(first.messages()).hasSize(2);
    assertThat(second.connections()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "CONTENT"})
  void aRelayThatGoesAwayBeforeTheFinalDotIsStoodInFor(Step step) {
    first.always(step, Act.drop());
    assertThat(hand(relay, BytesContent.of(LARGE))).isInstanceOf(HandOver.HandedOver.class);
    ReceivedMessage message = second.take();
    assertThat(message.text()).isEqualTo(TRACE + LARGE);
    assertThat(message.recipients()).containsExactly("rcpt@example.net");
    assertThat(first.seen()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"CONNECT", "MAIL", "RCPT", "DATA"})
  void aRelayThatSays421IsStoodInFor(Step step) {
    first.always(step, Act.sayAndDrop("421 4.3.2 Closing"));
    assertThat(hand(relay, BytesContent.of(TEXT))).isInstanceOf(HandOver.HandedOver.class);
    assertThat(second.messages()).hasSize(1);
  }

  @Test
  void theNextIsToldTheRecipientsAcceptedAndNoOthers() {
    first.onRecipient("gone@example.net", Act.say("550 5.1.1 No such user"));
    first.onRecipient("c@example.net", Act.drop());
    ReversePath from = new ReversePath("s@example.com", false, true, 500);
    try (Transaction transaction = opened(relay, from)) {
      accepted(transaction, "a@example.net");
      transaction.recipient("gone@example.net");
      accepted(transaction, "b@example.net", "c@example.net", "d@example.net");
      assertThat(transaction.send(ID, TRACE, BytesContent.of(TEXT)))
          .isInstanceOf(HandOver.HandedOver.class);
    }
    ReceivedMessage message = second.take();
    assertThat(message.from()).isEqualTo("s@example.com");
    assertThat(message.parameters()).containsExactly("SIZE=500", "BODY=8BITMIME");
    assertThat(message.recipients())
        .containsExactly("a@example.net", "b@example.net", "c@example.net", "d@example.net");
  }

  @Test
  void aNextThatRefusesARecipientAcceptedBeforeIsNoWayOut() {
    first.enqueue(Step.DATA, Act.drop());
    second.onRecipient("rcpt@example.net", Act.say("550 5.1.1 No such user"));
    assertThat(hand(relay, BytesContent.of(TEXT))).isInstanceOf(HandOver.Away.class);
    assertThat(second.seen()).isEmpty();
    assertThat(second.commands()).doesNotContain("DATA");
  }

  @Test
  void aNextThatRefusesTheSenderAcceptedBeforeIsNoWayOut() {
    first.enqueue(Step.RCPT, Act.drop());
    second.always(Step.MAIL, Act.say("550 5.7.1 Not you"));
    try (Transaction transaction = opened(relay)) {
      assertThat(transaction.recipient("a@example.net")).isInstanceOf(RecipientWord.Away.class);
    }
  }

  @Test
  void aKeptConnectionOfTheNextThatIsDeadIsReplacedUnnoticed() {
    first.enqueue(Step.CONNECT, Act.drop());
    hand(relay, BytesContent.of(TEXT));
    assertThat(second.openConnections()).isEqualTo(1);
    second.dropConnections();
    first.always(Step.DATA, Act.drop());
    FakeRelay.await(() -> {
      hand(relay, BytesContent.of(TEXT));
      return first.commands().contains("DATA");
    });
    assertThat(second.messages()).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void aRefusalIsNotAskedElsewhere() {
    first.always(Step.MAIL, Act.say("550 5.7.1 Not you"));
    assertThat(relay.open(SENDER)).isInstanceOf(Opening.Refused.class);
    assertThat(second.connections()).isZero();
  }

  @Test
  void afterTheFinalDotNoOtherIsTried() {
    first.enqueue(Step.DOT, Act.drop());
    assertThat(hand(relay, BytesContent.of(TEXT))).isInstanceOf(HandOver.Unknown.class);
    first.enqueue(Step.DOT, Act.sayAndDrop("421 4.3.2 Closing"));
    assertThat(hand(relay, BytesContent.of(TEXT))).isInstanceOf(HandOver.Away.class);
    assertThat(second.connections()).isZero();
  }

  @Test
  void aRelayThatFailedIsPassedOverForAMoment() {
    first.always(Step.CONNECT, Act.drop());
    hand(relay, BytesContent.of(TEXT));
    int tries = first.connections();
    hand(relay, BytesContent.of(TEXT));
    assertThat(first.connections()).isEqualTo(tries);
  }

  @Test
  void aRelayThatFailedIsTriedWhenTheOtherFailsToo() {
    first.enqueue(Step.CONNECT, Act.drop());
    second.enqueue(Step.CONNECT, Act.drop());
    assertThat(relay.open(SENDER)).isInstanceOf(Opening.Away.class);
    assertThat(hand(relay, BytesContent.of(TEXT))).isInstanceOf(HandOver.HandedOver.class);
  }

  @Test
  void theCausesOfAllAreTold() {
    first.always(Step.CONNECT, Act.sayAndDrop("554 5.7.1 First"));
    second.always(Step.CONNECT, Act.sayAndDrop("554 5.7.1 Second"));
    assertThat(relay.open(SENDER))
        .isInstanceOfSatisfying(
            Opening.Away.class, away -> assertThat(away.cause()).contains("First", "Second"));
  }
}
