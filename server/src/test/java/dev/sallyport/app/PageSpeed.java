package dev.sallyport.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long the pages of an account take that has 10,000 entries and 90 days of activity, and those
 * of an open account with 100,000 callers. Not among the tests, for it asserts no time: run by
 * name, it prints what docs/speed.md tells. The server runs in a process of its own, so that its
 * processor time is told apart from this one's.
 */
final class PageSpeed {
  private static final int WARM_UP = 25;
  private static final int RUNS = 30;

  @TempDir private Path home;

  @Test
  void measure() throws Exception {
    Path data = home.resolve("data");
    PageSpeedAccounts.Made made;
    try (Ledger ledger = open(data)) {
      made = PageSpeedAccounts.make(ledger);
      say("%s", made.rows());
    }
    try (ServeProcess serve = ServeProcess.startAsDeployed(home, data)) {
      measure(serve, PageSpeedAccounts.BUSY, SpeedPage.busy(made.entry(), made.credential()));
      measure(serve, PageSpeedAccounts.OPEN, SpeedPage.open());
    }
  }

  private Ledger open(Path data) {
    Settings settings = SettingsReader.read(home, Map.of(), List.of("data.dir=" + data));
    return Ledger.open(settings, true, Clock.systemUTC());
  }

  private static void measure(ServeProcess serve, String email, List<SpeedPage> pages)
      throws IOException, InterruptedException {
    SpeedBrowser client = new SpeedBrowser(serve.url()).signedIn(email);
    say("%n%-28s %10s   %-24s", email, "processor", "elapsed, least/10/50/90 %, ms");
    for (int round = 0; round < 2; round++) {
      for (SpeedPage page : pages) {
        long began = System.nanoTime();
        int status = client.ask(page);
        if (round == 0 && status != 200) {
          throw new IllegalStateException(page + ": " + status);
        }
        if (round == 0) {
          first(page, System.nanoTime() - began);
        }
      }
    }
    for (SpeedPage page : pages) {
      for (int run = 0; run < WARM_UP; run++) {
        client.ask(page);
      }
      long[] nanos = new long[RUNS];
      Duration before = serve.processorTime();
      for (int run = 0; run < RUNS; run++) {
        long began = System.nanoTime();
        client.ask(page);
        nanos[run] = System.nanoTime() - began;
      }
      Duration busy = serve.processorTime().minus(before);
      Arrays.sort(nanos);
      say(
          "%-28s %10.1f   %.1f / %.1f / %.1f / %.1f",
          page.name(),
          busy.toNanos() / 1e6 / RUNS,
          nanos[0] / 1e6,
          nanos[RUNS / 10] / 1e6,
          nanos[RUNS / 2] / 1e6,
          nanos[RUNS * 9 / 10] / 1e6);
    }
  }

  /** The first of all pages pays for what is compiled and read; told where it is much. */
  private static void first(SpeedPage page, long nanos) {
    if (page.name().contains("preview") || page.name().contains("list and onboarding")) {
      say("  the first time: %-30s %.0f ms", page.name(), nanos / 1e6);
    }
  }

  @SuppressWarnings("SystemOut") // what it is run for
  private static void say(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }
}
