package dev.sallyport.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A few faults of each kind, for a second or so; {@code chaos/run} goes on for longer. */
@Timeout(value = 400, unit = TimeUnit.SECONDS)
class ShortRunTest {
  private static final List<Fault> FAULTS =
      List.of(
          Fault.NODE_KILLED,
          Fault.NODE_FROZEN,
          Fault.DATABASE_KILLED,
          Fault.LINK_TO_DATABASE_CUT,
          Fault.RELAY_DROPPING,
          Fault.RELAY_SILENT,
          Fault.RELAY_KILLED);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @Test
  void everyPromiseIsKept() throws Exception {
    Report report =
        new Run(1, folder, 2, 2)
            .go(FAULTS, Duration.ofMillis(1500), Duration.ofSeconds(3), rounds -> rounds == 1);
    System.out.println(report.text());
    assertThat(report.firstBroken()).isEmpty();
    assertThat(report.unable()).as("nodes that did not end when told to").isEmpty();
    // Or the run would show nothing.
    assertThat(report.faults()).hasSize(FAULTS.size());
    assertThat(report.truth().handedOver()).hasSizeGreaterThan(100);
    assertThat(report.calmCalls()).isGreaterThan(20);
  }
}
