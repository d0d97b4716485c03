package dev.sallyport.relay;

import static dev.sallyport.relay.Handing.ID;
import static dev.sallyport.relay.Handing.TEXT;
import static dev.sallyport.relay.Handing.TRACE;
import static dev.sallyport.relay.Handing.accepted;
import static dev.sallyport.relay.Handing.hand;
import static dev.sallyport.relay.Handing.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.message.Content;
import dev.sallyport.message.ReversePath;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message goes on byte for byte, or not at all. */
final class UnalteredTest {

  private static final String EIGHT_BIT = "Subject: x\r\n\r\n\u00fc\r\n";

  private FakeRelay server = FakeRelay.start();
  private SmtpRelay relay = Handing.relay(server);

  @AfterEach
  void nothingLeaks() {
    relay.close();
    FakeRelay.await(() -> relay.connections() == 0);
    server.close();
  }

  private void without(String... keywords) {
    relay.close();
    server.close();
    FakeRelay.Options options = FakeRelay.with();
    for (String keyword : keywords) {
      options.without(keyword);
    }
    server = options.start();
    relay = Handing.relay(server);
  }

  private static ReversePath from(boolean smtpUtf8, boolean eightBit, long size) {
    return new ReversePath("sender@example.com", smtpUtf8, eightBit, size);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".\r\n",
        ".",
        "..\r\n.\r\n...\r\n",
        "no line end",
        "Subject: x\r\n\r\n.\r\n.QUIT\r\n\r\n\r\n",
        "\0\u0001\u007f\t \r\n",
        " trailing blanks  \t\r\n"
      })
  void everyByteArrives(String text) {
    hand(relay, from(false, true, 0), BytesContent.of(text));
    String ended = text.isEmpty() || text.endsWith("\r\n") ? text : text + "\r\n";
    assertThat(server.take().text()).isEqualTo(TRACE + ended);
  }

  @Test
  void everyEightBitByteArrives() {
    StringBuilder text = new StringBuilder("Subject: x\r\n\r\n");
    for (int i = 0; i < 100_000; i++) {
      char c = (char) (i * 31 % 256);
      text.append(c == '\r' || c == '\n' ? "\r\n." : String.valueOf(c));
    }
    text.append("\r\n");
    hand(relay, from(false, true, 0), BytesContent.of(text.toString()));
    assertThat(server.take().text()).isEqualTo(TRACE + text);
  }

  @Test
  void aLineOfAnyLengthArrives() {
    String text =
        "Subject: x\r\n\r\n" + "x".repeat(100_000) + "\r\n." + "y".repeat(20_000) + "\r\n";
    hand(relay, BytesContent.of(text));
    assertThat(server.take().text()).isEqualTo(TRACE + text);
  }

  @Test
  void aContentWrittenInPiecesArrives() {
    byte[] bytes = "a\r\n.b\r\n..\r\n".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
    hand(
        relay,
        new OddContent() {
          @Override
          public void writeTo(OutputStream out) throws IOException {
            for (int at = 0; at < bytes.length; at += 7) {
              out.write(bytes, at, Math.min(7, bytes.length - at));
            }
          }
        });
    assertThat(server.take().content())
        .isEqualTo(
            (TRACE + new String(bytes, StandardCharsets.US_ASCII))
                .getBytes(StandardCharsets.US_ASCII));
  }

  /** SMTP smuggling: CVE-2023-51764, -51765, -51766. */
  @ParameterizedTest
  @ValueSource(strings = {"\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r", "\r\n.\r", "\r.\r\n", "\r.\n"})
  void aSmuggledEndOfDataIsNeverPassedOn(String end) {
    String text = "Subject: x\r\n\r\na" + end + "MAIL FROM:<evil@example.com>\r\n";
    assertThat(hand(relay, BytesContent.of(text)))
        .isInstanceOfSatisfying(
            HandOver.Refused.class, r -> assertThat(r.reply().code()).isEqualTo(554));
    assertThat(relay.connections()).isZero();
    assertThat(server.seen()).isEmpty();
    assertThat(hand(relay, BytesContent.of(TEXT))).isInstanceOf(HandOver.HandedOver.class);
  }

  @Test
  void declaredParametersArePassedOn() {
    hand(relay, from(true, true, 1234), BytesContent.of(TEXT));
    assertThat(server.take().parameters())
        .containsExactly("SIZE=1234", "BODY=8BITMIME", "SMTPUTF8");
  }

  @Test
  void aParameterTheRelayDoesNotOfferIsLeftOut() {
    without("SIZE", "8BITMIME", "SMTPUTF8");
    hand(relay, from(true, true, 1234), BytesContent.of(TEXT));
    assertThat(server.take().parameters()).isEmpty();
  }

  @Test
  void eightBitContentToARelayWithout8BitMimeIsUnalterable() {
    without("8BITMIME");
    assertThat(hand(relay, from(false, true, 0), BytesContent.of(EIGHT_BIT)))
        .isInstanceOfSatisfying(
            HandOver.Unalterable.class,
            u -> assertThat(u.reply().toString()).startsWith("554 5.6.3"));
    assertThat(server.commands()).doesNotContain("DATA");
    assertThat(hand(relay, BytesContent.of(TEXT))).isInstanceOf(HandOver.HandedOver.class);
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void undeclaredEightBitContentIsDeclared() {
    try (Transaction transaction = opened(relay, from(false, false, 0))) {
      accepted(transaction, "a@example.net", "b@example.net");
      assertThat(transaction.send(ID, TRACE, BytesContent.of(EIGHT_BIT)))
          .isInstanceOf(HandOver.HandedOver.class);
    }
    ReceivedMessage message = server.take();
    assertThat(message.parameters()).containsExactly("BODY=8BITMIME");
    assertThat(message.recipients()).containsExactly("a@example.net", "b@example.net");
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void aMessageLargerThanTheRelaySaysItTakesIsNotSent() {
    without("SIZE");
    server.always(Step.EHLO, Act.say("250-relay.example.com\r\n250 SIZE 100"));
    assertThat(hand(relay, BytesContent.of("x".repeat(99) + "\r\n")))
        .isInstanceOfSatisfying(
            HandOver.Refused.class, r -> assertThat(r.reply().toString()).startsWith("552 5.3.4"));
    assertThat(server.commands()).doesNotContain("DATA");
  }

  @Test
  void anInternationalSenderToARelayWithoutSmtpUtf8IsRefused() {
    without("SMTPUTF8");
    assertThat(relay.open(new ReversePath("j\u00fcrgen@example.com", true, true, 0)))
        .isInstanceOfSatisfying(
            Opening.Refused.class, r -> assertThat(r.reply().toString()).startsWith("550 5.6.7"));
  }

  @Test
  void anInternationalRecipientToARelayWithoutSmtpUtf8IsRefused() {
    without("SMTPUTF8");
    try (Transaction transaction = opened(relay, from(true, true, 0))) {
      assertThat(transaction.recipient("j\u00fcrgen@example.net"))
          .isInstanceOfSatisfying(
              RecipientWord.Refused.class,
              r -> assertThat(r.reply().toString()).startsWith("550 5.6.7"));
      accepted(transaction, "a@example.net");
    }
  }

  @Test
  void anInternationalMessageToARelayWithoutSmtpUtf8IsUnalterable() {
    without("SMTPUTF8");
    assertThat(hand(relay, from(true, true, 0), BytesContent.of("Subject: \u00fc\r\n\r\n")))
        .isInstanceOfSatisfying(
            HandOver.Unalterable.class,
            u -> assertThat(u.reply().toString()).startsWith("550 5.6.7"));
    assertThat(server.commands()).doesNotContain("DATA");
  }

  @Test
  void anInternationalAddressIsSentAsUtf8() {
    try (Transaction transaction =
        opened(relay, new ReversePath("j\u00fcrgen@example.com", true, true, 0))) {
      accepted(transaction, "\u00e9@example.net");
      transaction.send(ID, TRACE, BytesContent.of(TEXT));
    }
    ReceivedMessage message = server.take();
    assertThat(message.from()).isEqualTo("j\u00fcrgen@example.com");
    assertThat(message.recipients()).containsExactly("\u00e9@example.net");
    assertThat(message.parameters()).contains("SMTPUTF8");
  }

  @Test
  void anInternationalAddressNobodyDeclaredNeedsSmtpUtf8() {
    hand(relay, new ReversePath("j\u00fcrgen@example.com", false, false, 0), BytesContent.of(TEXT));
    assertThat(server.take().parameters()).containsExactly("SMTPUTF8");
    try (Transaction transaction = opened(relay, from(false, false, 0))) {
      assertThat(transaction.recipient("\u00e9@example.net"))
          .isInstanceOf(RecipientWord.Refused.class);
    }
  }

  @Test
  void aContentThatCannotBeReadBackIsNotSent() {
    HandOver result =
        hand(
            relay,
            new OddContent() {
              @Override
              public void writeTo(OutputStream out) throws IOException {
                out.write("Subject: x\r\n".getBytes(StandardCharsets.US_ASCII));
                throw new IOException("the disk broke");
              }
            });
    assertThat(result)
        .isInstanceOfSatisfying(
            HandOver.Away.class, away -> assertThat(away.cause()).contains("the disk broke"));
    assertThat(relay.connections()).isZero();
    assertThat(server.seen()).isEmpty();
  }

  @Test
  void aContentWithABugTakesNoConnectionWithIt() {
    Content broken =
        new OddContent() {
          @Override
          public void writeTo(OutputStream out) {
            throw new IllegalStateException("a bug");
          }
        };
    assertThatThrownBy(() -> hand(relay, broken)).hasMessage("a bug");
    assertThat(relay.connections()).isZero();
    assertThat(server.seen()).isEmpty();
  }

  private abstract static class OddContent implements Content {

    @Override
    public long size() {
      return 1000;
    }

    @Override
    public boolean isEightBit() {
      return false;
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
