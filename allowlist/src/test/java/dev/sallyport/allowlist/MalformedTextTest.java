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
import org.junit.jupiter.api.Test;

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
