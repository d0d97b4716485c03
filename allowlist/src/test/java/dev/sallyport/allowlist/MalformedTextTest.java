package dev.sallyport.allowlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MalformedTextTest {
  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");

  private record Line(String text, String message, List<String> suggestions) {}

  @Test
  void eachIsRefusedWithItsReasonAndWhatWasMeant() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Line line : corpus()) {
      ParseResult<Network> result = Network.parse(line.text);
      boolean right =
          result instanceof ParseResult.Malformed<Network>(String message, List<String> meant)
              && message.matches(pattern(line.message))
              && meant.equals(line.suggestions);
      if (!right) {
        wrong.add(
            "%s: expected %s %s, was %s"
                .formatted(line.text, line.message, line.suggestions, result));
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void noneIsAnAddressEither() throws IOException {
    for (Line line : corpus()) {
      assertThat(IpAddress.parse(line.text))
          .as(line.text)
          .isInstanceOf(ParseResult.Malformed.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.* | Enter one address, not a range. |",
        "192.0.2.1-192.0.2.9 | Enter one address, not a range. |",
        "192.0.2.1/24 | Enter one address, without a prefix length. | 192.0.2.1",
        "/24 | Enter one address, without a prefix length. |",
        "192.0.2.1 255.255.255.0 | Enter one address, without a netmask. | 192.0.2.1"
      })
  void aRangeInPlaceOfAnAddressIsToldFromAMistakenAddress(
      String text, String message, @Nullable String meant) {
    assertThat(IpAddress.parse(text))
        .isEqualTo(
            new ParseResult.Malformed<>(message, meant == null ? List.of() : List.of(meant)));
  }

  @Test
  void aTextOf128CharactersIsLookedAtAndOneMoreIsNot() {
    assertThat(message("1".repeat(128))).startsWith("An IPv4 address has four parts");
    assertThat(message("1".repeat(129))).startsWith("This is longer than any IP address.");
  }

  @Test
  void whatWasTypedIsShownUpTo40Characters() {
    String forty = "%" + "z".repeat(39);
    assertThat(message("fe80::1" + forty)).contains(forty + ": ");
    assertThat(message("fe80::1" + forty + "z")).contains(forty + "…: ");
  }

  @Test
  void whatWasMeantIsAskedOfOneToFour() {
    assertThat(ParseResult.question(List.of())).isEmpty();
    assertThat(ParseResult.question(List.of("a"))).isEqualTo(" Did you mean a?");
    assertThat(ParseResult.question(List.of("a", "b", "c", "d")))
        .isEqualTo(" Did you mean a, or b, or c, or d?");
    assertThat(ParseResult.question(List.of("a", "b", "c", "d", "e"))).isEmpty();
  }

  @Test
  void partOfTheBytesOfALineIsTextAsWell() {
    AsciiText text = new AsciiText("client=192.0.2.1;".getBytes(StandardCharsets.US_ASCII), 7, 16);
    assertThat(text.subSequence(6, 9)).hasToString("2.1").hasSize(3);
    assertThat(IpAddress.parse(text.subSequence(0, 9)))
        .isEqualTo(new ParseResult.Parsed<>(IpAddress.of("192.0.2.1")));
  }

  private static String message(String text) {
    return Network.parse(text) instanceof ParseResult.Malformed<Network>(String message, _)
        ? message
        : "none";
  }

  @Test
  void whatIsSuggestedIsAcceptedAndCanonical() throws IOException {
    for (Line line : corpus()) {
      for (String suggestion : line.suggestions) {
        assertThat(Network.of(suggestion)).as(line.text).hasToString(suggestion);
      }
      if (IpAddress.parse(line.text) instanceof ParseResult.Malformed<IpAddress> malformed) {
        assertThat(malformed.message()).as(line.text).endsWith(".");
        for (String suggestion : malformed.suggestions()) {
          assertThat(IpAddress.of(suggestion)).as(line.text).hasToString(suggestion);
        }
      }
    }
  }

  @Test
  void bytesAreRefusedAsCharactersAre() throws IOException {
    for (Line line : corpus()) {
      if (line.text.chars().allMatch(c -> c < 0x100)) {
        byte[] bytes = line.text.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Network.parse(bytes, 0, bytes.length)).isEqualTo(Network.parse(line.text));
      }
    }
  }

  @Test
  void theCorpusHasHundreds() throws IOException {
    assertThat(corpus()).hasSizeGreaterThan(300);
  }

  private static String pattern(String message) {
    return "\\Q" + message.replace("~", "\\E.+\\Q") + "\\E";
  }

  private static List<Line> corpus() throws IOException {
    List<Line> lines = new ArrayList<>();
    String message = "";
    try (InputStream in = MalformedTextTest.class.getResourceAsStream("malformed.txt")) {
      for (String line :
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
              .split("\n", -1)) {
        if (line.startsWith("= ")) {
          message = line.substring(2).strip();
        } else if (!line.isBlank() && !line.startsWith("# ")) {
          String[] sides = line.split(" -> ", -1);
          lines.add(
              new Line(
                  ESCAPE.matcher(sides[0]).replaceAll(MalformedTextTest::character),
                  message,
                  sides.length == 1 ? List.of() : List.of(sides[1].split(", ", -1))));
        }
      }
    }
    return lines;
  }

  private static String character(MatchResult escape) {
    return java.util.regex.Matcher.quoteReplacement(
        String.valueOf((char) Integer.parseInt(escape.group(1), 16)));
  }
}
