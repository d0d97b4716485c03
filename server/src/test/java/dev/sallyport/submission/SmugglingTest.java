package dev.sallyport.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.relay.FakeRelay;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * SMTP smuggling (CVE-2023-51764, -51765, -51766, -51747, -52354): forms that some server takes for
 * an end of data. Here nothing of such a message goes on, and nothing behind it runs.
 */
class SmugglingTest {
  private static final String HEADER = "From: sender@example.com\r\n\r\nHi";
  private static final String SMUGGLED =
      "MAIL FROM:<evil@example.com>\r\nRCPT TO:<one@example.net>\r\nDATA\r\nBad\r\n.\r\n";

  static Stream<Arguments> ends() {
    return Stream.of(
            "\n.\n",
            "\n.\r\n",
            "\r\n.\n",
            "\r.\r",
            "\r\n.\r",
            "\r.\r\n",
            "\r.\n",
            "\n.\r",
            "\r\n\0.\r\n",
            "\r\n.\0\r\n",
            "\r\n.\r\r\n",
            "\r\n\n.\r\n",
            "\n\n.\n")
        .map(end -> Arguments.of(visible(end), end));
  }

  private static String visible(String end) {
    return end.replace("\r", "CR ").replace("\n", "LF ").replace("\0", "NUL ");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ends")
  void nothingGoesOnByData(String name, String end) throws IOException {
    try (Bench bench = Bench.start();
        Client client = bench.sendingData()) {
      client.send(HEADER + end + SMUGGLED);
      client.expect("550 5.6.");
      client.expectClosed();
      client.endOutput();
      assertNothingRelayed(bench);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ends")
  void aClientThatTakesItForTheEndIsToldAtOnce(String name, String end) throws IOException {
    try (Bench bench = Bench.start();
        Client client = bench.sendingData()) {
      client.send(HEADER + end);
      if (end.endsWith("\r")) {
        client.send("x"); // a CR stands alone only once something else follows it
      }
      client.expect("550 5.6.");
      client.expectClosed();
      client.endOutput();
      assertNothingRelayed(bench);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ends")
  void nothingGoesOnByBdat(String name, String end) throws IOException {
    try (Bench bench = Bench.start();
        Client client = bench.addressed()) {
      byte[] message = (HEADER + end + SMUGGLED).getBytes(StandardCharsets.US_ASCII);
      client.send("BDAT " + message.length + " LAST\r\n").send(message);
      client.expect("550 5.6.");
      client.expectClosed();
      client.endOutput();
      assertNothingRelayed(bench);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ends")
  void nothingGoesOnWhereAChunkEndsWithinIt(String name, String end) throws IOException {
    try (Bench bench = Bench.start();
        Client client = bench.addressed()) {
      byte[] message = (HEADER + end + "x\r\n").getBytes(StandardCharsets.US_ASCII);
      int cut = HEADER.length() + 1;
      client
          .send("BDAT " + cut + "\r\n")
          .send(Arrays.copyOf(message, cut))
          .send("BDAT " + (message.length - cut) + " LAST\r\n")
          .send(Arrays.copyOfRange(message, cut, message.length));
      if (client.reply().getFirst().startsWith("250 2.0.0 " + cut + " octets")) {
        client.expect("550 5.6.");
      }
      client.expectClosed();
      client.endOutput();
      assertNothingRelayed(bench);
    }
  }

  private static void assertNothingRelayed(Bench bench) {
    FakeRelay.await(() -> bench.counters().connectionsOpen() == 0);
    assertThat(bench.relay().seen()).isEmpty();
    assertThat(bench.relay().commands()).noneMatch(command -> command.contains("evil"));
  }
}
