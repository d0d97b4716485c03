package dev.sallyport.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies as servers write them, and as they should not. */
final class ReplyReaderTest {

  private static ReplyReader reader(String text) {
    return new ReplyReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void oneLineIsAReply() throws IOException {
    assertThat(reader("250 2.1.0 Ok\r\n").read()).isEqualTo(Reply.of(250, "2.1.0 Ok"));
  }

  @Test
  void severalLinesAreOneReply() throws IOException {
    assertThat(reader("250-a\r\n250-\r\n250 b\r\n").read().lines()).containsExactly("a", "", "b");
  }

  @Test
  void aCodeAloneIsAReply() throws IOException {
    assertThat(reader("250\r\n").read()).isEqualTo(Reply.of(250, ""));
  }

  @Test
  void aLoneLineFeedEndsALine() throws IOException {
    assertThat(reader("250-a\n250 b\n").read().lines()).containsExactly("a", "b");
  }

  @Test
  void repliesFollowOneAnother() throws IOException {
    ReplyReader reader = reader("250 a\r\n354 b\r\n");
    reader.read();
    assertThat(reader.hasBuffered()).isTrue();
    assertThat(reader.read().code()).isEqualTo(354);
    assertThat(reader.hasBuffered()).isFalse();
  }

  @Test
  void aReplyThatComesByteByByteIsRead() throws IOException {
    byte[] bytes = "550-5.1.1 No\r\n550 5.1.1 user\r\n".getBytes(StandardCharsets.US_ASCII);
    InputStream dripping =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, 1);
          }
        };
    assertThat(new ReplyReader(dripping).read().text()).isEqualTo("5.1.1 No 5.1.1 user");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n",
        "25\r\n",
        "2500 Ok\r\n",
        "hello\r\n",
        "150 early\r\n",
        "600 late\r\n",
        "25\u0661 digit\r\n",
        "-25 sign\r\n",
        "250-a\r\n251 b\r\n",
        "HTTP/1.1 400 Bad Request\r\n"
      })
  void whatIsNoReplyIsRefused(String text) {
    assertThatThrownBy(() -> reader(text).read()).isInstanceOf(BrokenReplyException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "250", "250 Ok", "250-a\r\n", "250-a\r\n250"})
  void anEndAmidAReplyIsAnEnd(String text) {
    assertThatThrownBy(() -> reader(text).read()).isInstanceOf(EOFException.class);
  }

  @Test
  void aLineWithoutEndIsNotReadForEver() {
    assertThatThrownBy(() -> reader("250 " + "x".repeat(10_000)).read())
        .isInstanceOf(BrokenReplyException.class);
  }

  @Test
  void aReplyWithoutEndIsNotReadForEver() {
    assertThatThrownBy(() -> reader("250-x\r\n".repeat(1000)).read())
        .isInstanceOf(BrokenReplyException.class);
  }

  @Test
  void theLongestLineIsRead() throws IOException {
    String text = "x".repeat(ReplyReader.MAX_LINE - 5);
    assertThat(reader("250 " + text + "\r\n").read().text()).isEqualTo(text);
  }

  @Test
  void controlCharactersCannotForgeALineFurtherOn() throws IOException {
    assertThat(reader("550 a\rb\0c\u001b[31m\u0085\r\n").read().text()).isEqualTo("a?b?c?[31m?");
  }

  @Test
  void whateverArrivesItIsAReplyOrAFailureOfTheConnection() {
    Random random = new Random(20260101);
    String[] pieces = {"250", "-", " ", "\r\n", "\n", "\r", "x", "\0", "\u00ff", "421", "9", ""};
    for (int round = 0; round < 5000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      ReplyReader reader = reader(text.toString());
      assertThatThrownBy(
              () -> {
                while (true) {
                  assertThat(reader.read().text()).doesNotContain("\r", "\n", "\0");
                }
              })
          .as(text.toString())
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void textIsReadAsUtf8() throws IOException {
    assertThat(reader("550 5.1.1 \u00fc@example.com\r\n").read().text())
        .isEqualTo("5.1.1 \u00fc@example.com");
  }
}
