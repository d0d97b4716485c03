package dev.sallyport.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SparkTest {
  @Test
  void barsAreScaledToTheLargestAndAnEmptyDayKeepsATrace() {
    assertThat(Spark.path(List.of(0L, 5L, 10L)))
        .isEqualTo("M0 24v-1h2v1zM3 24v-12h2v12zM6 24v-24h2v24z");
  }

  @Test
  void noCallsAtAllDrawTheGroundLine() {
    assertThat(Spark.path(List.of(0L, 0L))).isEqualTo("M0 24v-1h2v1zM3 24v-1h2v1z");
  }
}
