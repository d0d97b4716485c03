package dev.sallyport.allowlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whatever the text, it is read as the plain reader reads it, or refused with a short reason. A
 * target of {@code allowlist/fuzz}; {@link CorpusTest} puts what that has found to it again.
 */
public final class ReadingFuzz {
  private static final int LONGEST_MESSAGE = 250;
  private static final int MOST_SUGGESTIONS = 4;

  private ReadingFuzz() {}

  /**
   * Reads some bytes as a network and as an address, one character each and as UTF-8.
   *
   * @param input anything
   */
  public static void fuzzerTestOneInput(byte[] input) {
    String latin = new String(input, StandardCharsets.ISO_8859_1);
    ParseResult<IpAddress> address = read(latin, IpAddress::parse, PlainReader::address);
    ParseResult<Network> network = read(latin, Network::parse, PlainReader::network);
    assertThat(IpAddress.parse(input, 0, input.length)).isEqualTo(address);
    assertThat(Network.parse(input, 0, input.length)).isEqualTo(network);

    String text = new String(input, StandardCharsets.UTF_8);
    if (!text.equals(latin)) {
      read(text, IpAddress::parse, PlainReader::address);
      read(text, Network::parse, PlainReader::network);
    }
  }

  private static <T> ParseResult<T> read(
      String text,
      Function<String, ParseResult<T>> reader,
      Function<String, @Nullable String> plain) {
    ParseResult<T> result = reader.apply(text);
    String canonical = plain.apply(text);
    switch (result) {
      case ParseResult.Parsed<T>(T value) -> {
        assertThat(value).hasToString(canonical);
        assertThat(reader.apply(value.toString())).isEqualTo(result);
      }
      case ParseResult.Malformed<T>(String message, List<String> suggestions) -> {
        assertThat(canonical).isNull();
        assertThat(message).endsWith(".").hasSizeLessThanOrEqualTo(LONGEST_MESSAGE);
        assertThat(suggestions).hasSizeLessThanOrEqualTo(MOST_SUGGESTIONS).doesNotHaveDuplicates();
        for (String suggestion : suggestions) {
          assertThat(plain.apply(suggestion)).isEqualTo(suggestion);
        }
      }
    }
    return result;
  }
}
