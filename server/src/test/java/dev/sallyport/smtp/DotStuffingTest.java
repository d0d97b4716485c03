package dev.sallyport.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A message as it goes over the wire. */
final class DotStuffingTest {

  private static String stuffed(String text, int... cuts) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DotStuffing stuffing = new DotStuffing(out);
    int from = 0;
    for (int cut : cuts) {
      stuffing.write(bytes, from, cut - from);
      from = cut;
    }
    stuffing.write(bytes, from, bytes.length - from);
    stuffing.finish();
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  private static String shown(String text) {
    return text.replace("\r\n", "|");
  }

  @ParameterizedTest
  @CsvSource({
    "'', .|",
    "a|, a|.|",
    "a, a|.|",
    ".|, ..|.|",
    "., ..|.|",
    "..|, ...|.|",
    "a|.b|, a|..b|.|",
    "a.b|.|, a.b|..|.|",
    "|, |.|",
    "||.||, ||..||.|"
  })
  void dotsAtTheStartOfLinesAreDoubled(String text, String expected) throws IOException {
    assertThat(shown(stuffed(text.replace("|", "\r\n")))).isEqualTo(expected);
  }

  @Test
  void allOtherBytesGoThroughUnchanged() throws IOException {
    StringBuilder text = new StringBuilder();
    for (char c = 0; c < 256; c++) {
      if (c != '\r' && c != '\n') {
        text.append(c);
      }
    }
    assertThat(stuffed(text + "\r\n")).isEqualTo(text + "\r\n.\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n.\n", "\n.\r\n", "\r.\r", "\r\n.\r", "\r\n.\n", "\r.\r\n", "\r.\n", "\n", "\r", "\r\r\n",
        "a\nb", "\n\r"
      })
  void noBareCarriageReturnOrLineFeedIsEverPassedOn(String end) {
    assertThatThrownBy(() -> stuffed("a" + end)).isInstanceOf(BareLineEndException.class);
  }

  @Test
  void itDoesNotMatterHowTheBytesArrive() throws IOException {
    Random random = new Random(20260101);
    for (int round = 0; round < 2000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        text.append(new String[] {".", "\r\n", "a", "..", "\u00ff"}[random.nextInt(5)]);
      }
      int[] cuts = random.ints(3, 0, text.length() + 1).sorted().toArray();
      assertThat(stuffed(text.toString(), cuts))
          .as("%s cut at %s", text, Arrays.toString(cuts))
          .isEqualTo(byDefinition(text.toString()));
    }
  }

  /** RFC 5321 §4.5.2, as it reads. */
  private static String byDefinition(String text) {
    String whole = text.isEmpty() || text.endsWith("\r\n") ? text : text + "\r\n";
    String stuffed = whole.replace("\r\n.", "\r\n..");
    return (stuffed.startsWith(".") ? "." : "") + stuffed + ".\r\n";
  }
}
