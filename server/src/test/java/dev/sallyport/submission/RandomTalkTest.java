package dev.sallyport.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.relay.ReceivedMessage;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Clients that say anything in any order, in any pieces: nothing breaks and nothing slips by. */
class RandomTalkTest {
  private static final List<String> WORDS =
      List.of(
          "EHLO client.example.org\r\n",
          "HELO client.example.org\r\n",
          "MAIL FROM:<sender@example.com>\r\n",
          "MAIL FROM:<> SIZE=10 BODY=8BITMIME SMTPUTF8\r\n",
          "RCPT TO:<one@example.net>\r\n",
          "RCPT TO:<\"a\\\"b\"@example.net>\r\n",
          "DATA\r\n",
          "From: sender@example.com\r\n\r\nHi\r\n",
          ".\r\n",
          "..\r\n",
          "BDAT 0\r\n",
          "BDAT 8\r\nRSET\r\n\r\n",
          "BDAT 6 LAST\r\nQUIT\r\n",
          "BDAT 100000 LAST\r\n",
          "RSET\r\n",
          "NOOP\r\n",
          "VRFY <\r\n",
          "AUTH PLAIN AGEAYg==\r\n",
          "AUTH LOGIN\r\n",
          "*\r\n",
          "STARTTLS x\r\n",
          "\r\n",
          " \r\n",
          "\u00fc\r\n");

  @Test
  void strangersGetNothingThrough() throws IOException {
    try (Bench bench = Bench.start()) {
      Random random = new Random(5_321);
      for (int run = 0; run < 150; run++) {
        String heard = talk(bench.connect(), random);
        assertThat(heard).doesNotContain("250 2.1.0", "354", "421 4.3.0");
      }
      assertThat(bench.relay().commands()).isEmpty();
    }
  }

  @Test
  void aSendersMessagesAreWholeOrNotThere() throws IOException {
    try (Bench bench = Bench.start()) {
      Random random = new Random(6_409);
      int queued = 0;
      for (int run = 0; run < 150; run++) {
        String heard = talk(bench.authenticated(), random);
        assertThat(heard).doesNotContain("421 4.3.0");
        queued += heard.split("Message queued as", -1).length - 1;
      }
      assertThat(bench.relay().seen()).hasSize(queued);
      for (ReceivedMessage message : bench.relay().messages()) {
        assertThat(message.text()).startsWith("Received: ").endsWith("\r\n");
      }
    }
  }

  /** Says some words in pieces and reads to the end; what was heard. */
  private static String talk(Client client, Random random) throws IOException {
    try (client) {
      StringBuilder said = new StringBuilder();
      for (int i = random.nextInt(20); i >= 0; i--) {
        said.append(WORDS.get(random.nextInt(WORDS.size())));
      }
      byte[] octets = said.toString().getBytes(StandardCharsets.UTF_8);
      int cut = random.nextInt(octets.length);
      client.send(Arrays.copyOf(octets, cut));
      client.send(Arrays.copyOfRange(octets, cut, octets.length));
      client.endOutput();
      return client.rest();
    } catch (SocketException reset) {
      return "";
    }
  }
}
