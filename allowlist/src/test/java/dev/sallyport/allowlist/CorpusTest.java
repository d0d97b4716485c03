package dev.sallyport.allowlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What coverage-guided fuzzing has found worth keeping, put to the engine again, then as it is
 * after seeded changes. A failure names its input in hex; as a file in the corpus it stays found.
 */
class CorpusTest {
  private static final Path CORPUS =
      Path.of("src", "test", "resources", "dev", "sallyport", "allowlist", "corpus");

  @Test
  void textsAreReadAsThePlainReaderReadsThem() {
    List<byte[]> inputs = inputs("reading");
    inputs.forEach(input -> put(ReadingFuzz::fuzzerTestOneInput, input));
    changed(inputs, 12_000, input -> put(ReadingFuzz::fuzzerTestOneInput, input));
  }

  @Test
  void listsAreDecidedAsAPlainScanDecides() {
    List<byte[]> inputs = inputs("list");
    inputs.forEach(input -> put(ListFuzz::fuzzerTestOneInput, input));
    changed(inputs, 1_000, input -> put(ListFuzz::fuzzerTestOneInput, input));
  }

  private static void put(Consumer<byte[]> target, byte[] input) {
    try {
      target.accept(input);
    } catch (RuntimeException | AssertionError failure) {
      fail("Input " + HexFormat.of().formatHex(input), failure);
    }
  }

  /** Each a copy of an input with one to four changes of a byte or of the order of pieces. */
  private static void changed(List<byte[]> inputs, int times, Consumer<byte[]> target) {
    Random random = new Random(times);
    for (int i = 0; i < times; i++) {
      byte[] input = inputs.get(random.nextInt(inputs.size())).clone();
      byte[] other = inputs.get(random.nextInt(inputs.size()));
      for (int change = random.nextInt(4); change >= 0; change--) {
        input = changed(input, other, random);
      }
      target.accept(input);
    }
  }

  private static byte[] changed(byte[] input, byte[] other, Random random) {
    int at = random.nextInt(input.length + 1);
    int end = at + random.nextInt(input.length - at + 1);
    if (at < input.length && random.nextBoolean()) {
      input[at] =
          random.nextBoolean() ? (byte) random.nextInt() : (byte) (input[at] ^ 1 << end % 8);
      return input;
    }
    byte[] middle =
        switch (random.nextInt(3)) {
          case 0 -> new byte[0];
          case 1 -> Arrays.copyOfRange(input, at, end);
          default -> Arrays.copyOf(other, random.nextInt(other.length + 1));
        };
    byte[] joined = Arrays.copyOf(input, at + middle.length + input.length - end);
    System.arraycopy(middle, 0, joined, at, middle.length);
    System.arraycopy(input, end, joined, at + middle.length, input.length - end);
    return joined;
  }

  private static List<byte[]> inputs(String folder) {
    try (Stream<Path> files = Files.list(CORPUS.resolve(folder))) {
      List<byte[]> inputs = files.sorted().map(CorpusTest::read).toList();
      assertThat(inputs).isNotEmpty();
      return inputs;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
