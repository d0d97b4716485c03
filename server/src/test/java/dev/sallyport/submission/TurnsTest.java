package dev.sallyport.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private final Turns turns = new Turns(2, Duration.ofSeconds(20));

  @Test
  void aTurnIsWaitedFor() throws Exception {
    assertThat(turns.enter("a")).isTrue();
    assertThat(turns.enter("a")).isTrue();
    AtomicBoolean entered = new AtomicBoolean();
    Thread third = Thread.ofVirtual().start(() -> entered.set(turns.enter("a")));
    turns.leave("a");
    third.join();
    assertThat(entered).isTrue();
  }

  @Test
  void otherAccountsNeedNotWait() {
    Turns impatient = new Turns(1, Duration.ZERO);
    assertThat(impatient.enter("a")).isTrue();
    assertThat(impatient.enter("a")).isFalse();
    assertThat(impatient.enter("b")).isTrue();
    impatient.leave("a");
    assertThat(impatient.enter("a")).isTrue();
  }
}
