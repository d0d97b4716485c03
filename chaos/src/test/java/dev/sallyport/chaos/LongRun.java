package dev.sallyport.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code chaos/run} runs: every fault, for as long as is asked for. */
class LongRun {

  @Test
  void everyPromiseIsKept() throws Exception {
    long seed = Long.getLong("chaos.seed", 1);
    int minutes = Integer.getInteger("chaos.minutes", 10);
    Path folder = Path.of(System.getProperty("chaos.folder", "target"), "run-" + seed);
    if (Files.exists(folder)) {
      throw new IOException(
          folder + " is there already, from another run: look at it or delete it");
    }
    long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
    Report report =
        new Run(seed, folder, 3, 3)
            .go(
                List.of(Fault.values()),
                Duration.ofSeconds(7),
                Duration.ofSeconds(5),
                _ -> System.nanoTime() - end > 0);
    Files.writeString(Path.of("RESULTS.md"), results(report, minutes));
    assertThat(report.firstBroken()).isEmpty();
    assertThat(report.unable()).isEmpty();
  }

  private static String results(Report report, int minutes) {
    Runtime machine = Runtime.getRuntime();
    return """
    # The last long run

    `chaos/run --seed %d --minutes %d`, %s: three nodes, three accounts, one PostgreSQL 18 with fsync, one relay, each in its
    own process, %d processors of %s, Java %s.

    %s
    What each line stands for is in [README.md](README.md).
    """
        .formatted(
            report.seed(),
            minutes,
            Instant.now().truncatedTo(ChronoUnit.DAYS).toString().substring(0, 10),
            machine.availableProcessors(),
            System.getProperty("os.arch"),
            System.getProperty("java.version"),
            report.text());
  }
}
