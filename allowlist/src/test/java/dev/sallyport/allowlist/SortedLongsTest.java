package dev.sallyport.allowlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SortedLongsTest {

  private static void compare(long... sorted) {
    SortedLongs found = new SortedLongs(sorted, sorted.length, 2);
    Random random = new Random(sorted.length);
    LongStream.concat(
            LongStream.of(0, Long.MAX_VALUE),
            LongStream.concat(
                Arrays.stream(sorted).flatMap(key -> LongStream.of(key - 1, key, key + 1)),
                random.longs(100, 0, Long.MAX_VALUE)))
        .filter(key -> key >= 0)
        .forEach(key -> {
          int place = Arrays.binarySearch(sorted, key);
          assertThat(found.floor(key)).isEqualTo(place >= 0 ? place : -place - 2);
        });
  }

  @Test
  void oneNumber() {
    compare(0);
    compare(5);
    compare(Long.MAX_VALUE);
  }

  @Test
  void bothEndsOfTheSpan() {
    compare(0, Long.MAX_VALUE);
    compare(0, 1, Long.MAX_VALUE - 1, Long.MAX_VALUE);
  }

  @Test
  void neighbours() {
    compare(LongStream.range(1_000, 1_100).toArray());
    compare(LongStream.rangeClosed(Long.MAX_VALUE - 50, Long.MAX_VALUE - 1).toArray());
  }

  @Test
  void allInOneSlotButTheEnds() {
    compare(
        LongStream.concat(
                LongStream.concat(LongStream.of(0), LongStream.range(1L << 40, (1L << 40) + 500)),
                LongStream.of(Long.MAX_VALUE))
            .toArray());
  }

  @Test
  void randomNumbersOfEveryCount() {
    Random random = new Random(1);
    for (int count = 1; count < 100; count++) {
      int bits = 1 + random.nextInt(63);
      compare(random.longs(count).map(key -> key >>> (64 - bits)).sorted().distinct().toArray());
    }
    compare(random.longs(5_000, 0, Long.MAX_VALUE).sorted().distinct().toArray());
    compare(random.longs(20_000, 0, Long.MAX_VALUE).sorted().distinct().toArray());
  }
}
