package dev.sallyport.relay;

import static dev.sallyport.relay.Handing.ID;
import static dev.sallyport.relay.Handing.SENDER;
import static dev.sallyport.relay.Handing.TEXT;
import static dev.sallyport.relay.Handing.TRACE;
import static dev.sallyport.relay.Handing.accepted;
import static dev.sallyport.relay.Handing.hand;
import static dev.sallyport.relay.Handing.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.message.ReversePath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a server's own words become, and what it is told. */
final class SmtpRelayTest {

  private final FakeRelay server = FakeRelay.start();
  private final SmtpRelay relay = Handing.relay(server);

  @AfterEach
  void close() {
    relay.close();
    server.close();
  }

  @Test
  void theRelaysYesIsTheYes() {
    server.enqueue(Step.DOT, Act.say("250 2.6.0 taken as 4711"));
    HandOver result = hand(relay, BytesContent.of(TEXT));
    assertThat(result).isInstanceOf(HandOver.HandedOver.class);
    assertThat(((HandOver.HandedOver) result).reply().text()).isEqualTo("2.6.0 taken as 4711");
    ReceivedMessage message = server.take();
    assertThat(message.text()).isEqualTo(TRACE + TEXT);
    assertThat(message.from()).isEqualTo("sender@example.com");
    assertThat(message.recipients()).containsExactly("rcpt@example.net");
  }

  @Test
  void theNullReversePathIsPassedOn() {
    hand(relay, new ReversePath("", false, false, 0), BytesContent.of(TEXT));
    assertThat(server.take().from()).isEmpty();
  }

  @Test
  void aRefusedSenderHearsTheRelaysWords() {
    server.enqueue(Step.MAIL, Act.say("550-5.7.1 Not\r\n550 5.7.1 you"));
    assertThat(relay.open(SENDER))
        .isInstanceOfSatisfying(
            Opening.Refused.class,
            refused -> assertThat(refused.reply()).hasToString("550 5.7.1 Not 5.7.1 you"));
  }

  @Test
  void eachRecipientGetsTheRelaysOwnWord() {
    server.onRecipient("gone@example.net", Act.say("550 5.1.1 No such user"));
    server.onRecipient("later@example.net", Act.say("450 4.2.1 Greylisted"));
    try (Transaction transaction = opened(relay)) {
      accepted(transaction, "a@example.net");
      assertThat(transaction.recipient("gone@example.net"))
          .isInstanceOfSatisfying(
              RecipientWord.Refused.class, r -> assertThat(r.reply().code()).isEqualTo(550));
      assertThat(transaction.recipient("later@example.net"))
          .isInstanceOfSatisfying(
              RecipientWord.Refused.class, r -> assertThat(r.reply().code()).isEqualTo(450));
      accepted(transaction, "b@example.net");
      assertThat(transaction.send(ID, TRACE, BytesContent.of(TEXT)))
          .isInstanceOf(HandOver.HandedOver.class);
    }
    assertThat(server.take().recipients()).containsExactly("a@example.net", "b@example.net");
  }

  @Test
  void aMessageRefusedAtDataIsRefused() {
    server.enqueue(Step.DATA, Act.say("451 4.3.0 Not now"));
    assertThat(hand(relay, BytesContent.of(TEXT)))
        .isInstanceOfSatisfying(
            HandOver.Refused.class, r -> assertThat(r.reply().code()).isEqualTo(451));
    assertThat(server.seen()).isEmpty();
  }

  @Test
  void aMessageRefusedAfterTheFinalDotIsRefused() {
    server.enqueue(Step.DOT, Act.say("554 5.7.1 Spam"));
    assertThat(hand(relay, BytesContent.of(TEXT)))
        .isInstanceOfSatisfying(
            HandOver.Refused.class, r -> assertThat(r.reply().text()).isEqualTo("5.7.1 Spam"));
  }

  @Test
  void afterEveryRefusalTheSameConnectionServesTheNextMessage() {
    server.enqueue(Step.MAIL, Act.say("550 5.7.1 Not you"));
    relay.open(SENDER);
    server.enqueue(Step.DATA, Act.say("451 4.3.0 Not now"));
    hand(relay, BytesContent.of(TEXT));
    server.enqueue(Step.DOT, Act.say("554 5.7.1 Spam"));
    hand(relay, BytesContent.of(TEXT));
    server.enqueue(Step.RCPT, Act.say("550 5.1.1 No such user"));
    try (Transaction transaction = opened(relay)) {
      assertThat(transaction.recipient("a@example.net")).isInstanceOf(RecipientWord.Refused.class);
    }
    assertThat(hand(relay, BytesContent.of(TEXT))).isInstanceOf(HandOver.HandedOver.class);
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void whatARefusedSenderDeclaredIsNotHeldAgainstTheNext() {
    server.enqueue(Step.MAIL, Act.say("552 5.3.4 Message size exceeds fixed limit"));
    relay.open(new ReversePath("sender@example.com", false, false, 20_000_000));
    relay.open(SENDER);
    assertThat(server.commands())
        .containsSubsequence(
            "MAIL FROM:<sender@example.com> SIZE=20000000",
            "RSET",
            "MAIL FROM:<sender@example.com>");
  }

  @Test
  void aTransactionClosedWithoutSendingHandsNothingOver() {
    try (Transaction transaction = opened(relay)) {
      accepted(transaction, "a@example.net");
    }
    hand(relay, BytesContent.of(TEXT));
    assertThat(server.take().recipients()).containsExactly("rcpt@example.net");
    assertThat(server.seen()).hasSize(1);
  }

  @Test
  void withoutAnAcceptedRecipientNothingCanBeSent() {
    server.always(Step.RCPT, Act.say("550 5.1.1 No such user"));
    try (Transaction transaction = opened(relay)) {
      transaction.recipient("a@example.net");
      assertThatThrownBy(() -> transaction.send(ID, TRACE, BytesContent.of(TEXT)))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(server.commands()).doesNotContain("DATA");
  }

  /** 47 ms a message on an idle machine, seen elsewhere: Nagle against delayed acknowledgement. */
  @Test
  void noCommandWaitsForAnAcknowledgement() throws IOException {
    Deadlines deadlines = new Deadlines(() -> {});
    RelayConnection connection =
        new RelayConnection(new Socket(InetAddress.getLoopbackAddress(), server.port()), deadlines);
    assertThat(connection.socket().getTcpNoDelay()).isTrue();
    connection.drop();
    deadlines.end();
  }

  @Test
  void aMessageIsSentOnce() {
    try (Transaction transaction = opened(relay)) {
      accepted(transaction, "a@example.net");
      transaction.send(ID, TRACE, BytesContent.of(TEXT));
      assertThatThrownBy(() -> transaction.send(ID, TRACE, BytesContent.of(TEXT)))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(server.seen()).hasSize(1);
  }

  @Test
  void anAddressThatWouldEndItsCommandIsRefusedHere() {
    List<String> addresses =
        List.of(
            "a@example.net>\r\nRCPT TO:<b@example.net",
            "a@example.net> SIZE=1",
            "a b@example.net",
            "<a@example.net",
            "\"a@example.net",
            "a\n@example.net",
            "a\0@example.net",
            "");
    try (Transaction transaction = opened(relay)) {
      for (String address : addresses) {
        assertThat(transaction.recipient(address))
            .as(address)
            .isInstanceOf(RecipientWord.Refused.class);
      }
      accepted(transaction, "\"a> <b\\\"\"@example.net");
    }
    assertThat(server.commands()).filteredOn(c -> c.startsWith("RCPT")).hasSize(1);
    for (String address : addresses.subList(0, addresses.size() - 1)) {
      assertThat(relay.open(new ReversePath(address, false, false, 0)))
          .as(address)
          .isInstanceOf(Opening.Refused.class);
    }
  }
}
