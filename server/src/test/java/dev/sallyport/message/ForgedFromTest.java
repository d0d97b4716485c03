package dev.sallyport.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of a From header is what another reader of mail finds in it, or nothing is. */
class ForgedFromTest {

  private static final String[] PIECES = {
    "a@example.com",
    "b@evil.example",
    "<",
    ">",
    "<a@example.com>",
    "<b@evil.example>",
    "(",
    ")",
    "\"",
    "\\",
    ",",
    ";",
    ":",
    " ",
    "\t",
    "\r\n ",
    "Name",
    "@",
    ".",
    "=?utf-8?q?b=40evil?=",
    "[",
    "]",
    "ü",
    "(x)",
    "\"b@evil.example\"",
  };

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void agreesWithAnotherReader(long seed) throws IOException {
    Random random = new Random(seed);
    int told = 0;
    for (int i = 0; i < 5_000; i++) {
      String value = pieces(random);
      Content content = Content.of(("From: " + value + "\r\n\r\nx").getBytes(UTF_8));
      if (HeaderSection.read(content).from() instanceof HeaderFrom.Authors authors) {
        told++;
        assertThat(authors.addresses())
            .as(value)
            .extracting(EmailAddress::toString)
            .containsExactlyElementsOf(others(value));
      }
    }
    assertThat(told).isPositive();
  }

  private static List<String> others(String value) {
    try {
      return Arrays.stream(InternetAddress.parseHeader(value, false))
          .map(InternetAddress::getAddress)
          .toList();
    } catch (AddressException e) {
      return List.of("unreadable: " + e.getMessage());
    }
  }

  private static String pieces(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i >= 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }
}
