package dev.sallyport.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.allowlist.IpAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private static final IpAddress GUESSER = IpAddress.of("198.51.100.9");

  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final Throttle throttle = new Throttle(() -> now);

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(throttle.enter(GUESSER)).isEmpty();
      throttle.leave(GUESSER, true);
    }
  }

  private void waitAndFail(Duration wait) {
    now = now.plus(wait);
    fail(1);
  }

  @Test
  void someFailuresCostNothing() {
    fail(Throttle.FREE_FAILURES - 1);
    assertThat(throttle.enter(GUESSER)).isEmpty();
  }

  @Test
  void eachFurtherFailureDoublesTheWait() {
    fail(Throttle.FREE_FAILURES);
    assertThat(throttle.enter(GUESSER)).contains(Duration.ofSeconds(1));
    waitAndFail(Duration.ofSeconds(1));
    assertThat(throttle.enter(GUESSER)).contains(Duration.ofSeconds(2));
    waitAndFail(Duration.ofSeconds(2));
    assertThat(throttle.enter(GUESSER)).contains(Duration.ofSeconds(4));
  }

  @Test
  void theWaitHasABound() {
    fail(Throttle.FREE_FAILURES);
    for (int i = 0; i < 40; i++) {
      waitAndFail(Throttle.LONGEST_WAIT);
    }
    assertThat(throttle.enter(GUESSER)).contains(Throttle.LONGEST_WAIT);
  }

  @Test
  void aRightSecretForgivesNothing() {
    fail(Throttle.FREE_FAILURES - 1);
    assertThat(throttle.enter(GUESSER)).isEmpty();
    throttle.leave(GUESSER, false);
    fail(1);
    assertThat(throttle.enter(GUESSER)).isPresent();
  }

  @Test
  void failuresAreForgottenInTime() {
    fail(Throttle.FREE_FAILURES);
    now = now.plus(Throttle.MEMORY).plusMillis(1);
    fail(Throttle.FREE_FAILURES - 1);
    assertThat(throttle.enter(GUESSER)).isEmpty();
  }

  @Test
  void othersAreNotHeldUp() {
    fail(Throttle.FREE_FAILURES);
    assertThat(throttle.enter(IpAddress.of("198.51.100.10"))).isEmpty();
  }

  @Test
  void aSlash64IsOneSite() {
    for (int i = 1; i <= Throttle.FREE_FAILURES; i++) {
      IpAddress address = IpAddress.of("2001:db8::" + i);
      assertThat(throttle.enter(address)).isEmpty();
      throttle.leave(address, true);
    }
    assertThat(throttle.enter(IpAddress.of("2001:db8::ffff"))).isPresent();
    assertThat(throttle.enter(IpAddress.of("2001:db8:0:1::1"))).isEmpty();
  }

  @Test
  void aBurstCantOutrunTheCounting() {
    fail(Throttle.FREE_FAILURES - 1);
    assertThat(throttle.enter(GUESSER)).isEmpty();
    Optional<Duration> second = throttle.enter(GUESSER);
    assertThat(second).as("a try beside the last free one").isPresent();
    throttle.leave(GUESSER, false);
    assertThat(throttle.enter(GUESSER)).isEmpty();
  }
}
