package dev.sallyport.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.relay.ReceivedMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A message goes on as it came, behind one Received line. */
class ByteForByteTest {
  private static final String MESSAGE =
      "From: sender@example.com\r\n\r\n.\r\n..\r\n.dot\r\nend. \r\n\r\n8-bit: \u00e9\r\n";

  @Test
  void byData() throws IOException {
    try (Bench bench = Bench.start();
        Client client = bench.sendingData()) {
      client.send(MESSAGE.replace("\r\n.", "\r\n..") + ".\r\n");
      String reply = client.expect("250 2.0.0 Message queued as ").getFirst();
      assertThat(reply).matches("250 2\\.0\\.0 Message queued as [0-9a-f]{24}");
      assertRelayed(bench.relay().take(), MESSAGE.getBytes(StandardCharsets.UTF_8), reply);
    }
  }

  @Test
  void byChunksOfAnySize() throws IOException {
    byte[] message = MESSAGE.getBytes(StandardCharsets.UTF_8);
    try (Bench bench = Bench.start();
        Client client = bench.addressed()) {
      for (int at = 0; at < message.length; at += 3) {
        byte[] chunk = Arrays.copyOfRange(message, at, Math.min(at + 3, message.length));
        client.send("BDAT " + chunk.length + "\r\n").send(chunk);
        client.expect("250 2.0.0 ");
      }
      String reply = client.say("BDAT 0 LAST", "250 2.0.0 Message queued as ").getFirst();
      assertRelayed(bench.relay().take(), message, reply);
    }
  }

  @Test
  void aMessageTooLongForMemory() throws IOException {
    byte[] message = longMessage(600_000);
    try (Bench bench = Bench.with().maxBytes(1_000_000).start();
        Client client = bench.sendingData()) {
      client.send(message).send(".\r\n");
      String reply = client.expect("250 2.0.0 Message queued as ").getFirst();
      assertRelayed(bench.relay().take(), message, reply);
    }
  }

  @Test
  void aChunkWithoutALastLineEndIsGivenOne() throws IOException {
    try (Bench bench = Bench.start();
        Client client = bench.addressed()) {
      client.send("BDAT 4 LAST\r\n\r\nHi");
      String reply = client.expect("250 2.0.0 Message queued as ").getFirst();
      assertRelayed(bench.relay().take(), "\r\nHi\r\n".getBytes(StandardCharsets.US_ASCII), reply);
    }
  }

  @Test
  void theReceivedLineTellsOfTlsAndTheName() throws IOException {
    try (Bench bench = Bench.start();
        Client client = bench.connectTls()) {
      client.expect("220 ");
      client.say("EHLO client.example.org", "250-");
      client.say("AUTH PLAIN " + bench.plain(), "235 ");
      client.say("MAIL FROM:<sender@example.com>", "250 ");
      client.say("RCPT TO:<one@example.net>", "250 ");
      client.say("DATA", "354 ");
      client.send("\r\nHi\r\n.\r\n").expect("250 ");
      assertThat(bench.relay().take().text())
          .startsWith("Received: from client.example.org ([127.0.0.1]) by gate.example.com")
          .contains("with ESMTPSA");
    }
  }

  private static byte[] longMessage(int size) {
    Random random = new Random(42);
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    while (message.size() < size) {
      byte[] line = new byte[1 + random.nextInt(200)];
      for (int i = 0; i < line.length; i++) {
        line[i] = (byte) ('a' + random.nextInt(26));
      }
      message.writeBytes(line);
      message.writeBytes(new byte[] {'\r', '\n'});
    }
    return message.toByteArray();
  }

  private static void assertRelayed(ReceivedMessage relayed, byte[] message, String reply) {
    String trace = relayed.text().lines().findFirst().orElse("");
    assertThat(trace).startsWith("Received: ").contains(reply.substring(reply.length() - 24));
    byte[] rest =
        Arrays.copyOfRange(relayed.content(), trace.length() + 2, relayed.content().length);
    assertThat(rest).isEqualTo(message);
    assertThat(relayed.from()).isEqualTo("sender@example.com");
    assertThat(relayed.recipients()).containsExactly("one@example.net");
  }
}
