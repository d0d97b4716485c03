package dev.sallyport.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class DaysGoneByTest {
  private static final long DAY = 86_400_000;
  private static final int MANY = 1_000;

  private final DaysGoneBy<Integer> days = new DaysGoneBy<>(5 * MANY, number -> number);
  private final AtomicInteger readings = new AtomicInteger();

  private int of(String account, long day, int found) {
    return days.of(
            account,
            day,
            _ -> {
              readings.incrementAndGet();
              return found;
            })
        .sums();
  }

  @Test
  void manyAreReadOnceADayAndFewEachTime() {
    assertThat(List.of(of("busy", DAY, MANY), of("busy", DAY, 2 * MANY))).containsOnly(MANY);
    assertThat(List.of(of("calm", DAY, 1), of("calm", DAY, 2))).containsExactly(1, 2);
    assertThat(of("busy", 3 * DAY, 2 * MANY)).isEqualTo(2 * MANY);
  }

  @Test
  void whatIsTooMuchIsNotKeptAndDrivesOutNothing() {
    of("busy", DAY, MANY);
    of("vast", DAY, 6 * MANY);
    assertThat(of("vast", DAY, 7 * MANY)).isEqualTo(7 * MANY);
    assertThat(of("busy", DAY, 2 * MANY)).isEqualTo(MANY);
  }

  @Test
  void theAccountAskedAboutLongestAgoMakesRoom() {
    of("one", DAY, 2 * MANY);
    of("two", DAY, 2 * MANY);
    of("one", DAY, 2 * MANY);
    of("three", DAY, 2 * MANY);
    readings.set(0);

    of("one", DAY, 2 * MANY);
    of("two", DAY, 2 * MANY);

    assertThat(readings).hasValue(1);
  }

  @Test
  void whoAsksWhileItIsReadWaitsForThatReading() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    days.readAhead(
        "busy",
        DAY,
        _ -> {
          begun.countDown();
          await(go);
          readings.incrementAndGet();
          return MANY;
        });
    begun.await();
    List<Integer> answers = new ArrayList<>();
    Thread asking = Thread.ofVirtual().start(() -> answers.add(of("busy", DAY, 9)));
    while (asking.isAlive() && asking.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    go.countDown();
    asking.join();

    assertThat(answers).containsExactly(MANY);
    assertThat(readings).hasValue(1);
  }

  @Test
  void aReadingThatFailsIsToldAndTriedAgain() {
    assertThatThrownBy(() ->
            days.of(
                "busy",
                DAY,
                _ -> {
                  throw new IllegalStateException("away");
                }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("away");
    assertThat(of("busy", DAY, MANY)).isEqualTo(MANY);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
