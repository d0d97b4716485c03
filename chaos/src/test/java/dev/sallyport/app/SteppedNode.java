package dev.sallyport.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The command as it is, but for its wall clock, which is set by lines on standard input: each is
 * the milliseconds that the clock is ahead.
 */
public final class SteppedNode {
  private SteppedNode() {}

  public static void main(String[] args) {
    Logging.quiet();
    Stepped clock = new Stepped();
    Thread.ofPlatform().daemon().name("clock").start(clock::follow);
    Surroundings around = Surroundings.ofProcess();
    Surroundings stepped =
        new Surroundings(
            around.home(),
            around.environment(),
            around.in(),
            around.out(),
            around.err(),
            around.console(),
            clock);
    System.exit(RootCommand.commandLine(stepped).execute(args));
  }

  private static final class Stepped extends Clock {
    private final Clock real = Clock.systemUTC();
    private volatile Duration ahead = Duration.ZERO;

    private void follow() {
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          ahead = Duration.ofMillis(Long.parseLong(line.strip()));
        }
      } catch (IOException e) {
        // As at the end of it.
      }
      // Whoever set the clock is gone, and nobody is left to stop this.
      Runtime.getRuntime().halt(1);
    }

    @Override
    public Instant instant() {
      return real.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
