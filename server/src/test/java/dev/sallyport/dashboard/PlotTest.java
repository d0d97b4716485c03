package dev.sallyport.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PlotTest {

  @Test
  void theScaleIsOfRoundNumbersThatHoldTheMost() {
    assertThat(Plot.step(0, 3)).isEqualTo(1);
    assertThat(Plot.step(4, 3)).isEqualTo(2);
    assertThat(Plot.step(27, 2)).isEqualTo(15);
    assertThat(Plot.step(4843, 3)).isEqualTo(2_000);
    assertThat(Plot.step(3_000_000_000L, 3)).isEqualTo(1_000_000_000L);
  }

  @Test
  void theSmallestNumberIsStillSeenAndZeroIsNot() {
    Plot plot =
        Plot.of(
            "Calls",
            64,
            2,
            List.of(new Plot.Kind("api", "API", List.of(1L, 0L, 100_000L))),
            List.of("a", "b", "c"));

    assertThat(plot.series().getFirst().path()).isEqualTo("M2 64.0v-1.0h6v1.0z");
    assertThat(plot.series().getFirst().partial()).isEqualTo("M22 64.0v-64.0h6v64.0z");
  }
}
