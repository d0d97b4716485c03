package dev.sallyport.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.store.StoreSettings;
import dev.sallyport.store.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was answered survives the sudden death of the process. */
final class DurabilityTest {
  private static final int SEEN = 200;

  @TempDir private Path folder = Path.of("unset");

  @Test
  void everyAnsweredChangeSurvivesKill9() throws IOException, InterruptedException {
    StoreSettings settings = TestDatabase.SQLITE.fresh(folder);
    String account;
    try (TestHouse house = new TestHouse(settings)) {
      account = house.accounts.create("Acme", "enterprise").id();
    }

    Map<Long, String> answered = untilKilled(account);

    try (TestHouse house = new TestHouse(settings)) {
      ListRef list = ListRef.ofAccount(account);
      assertThat(made(house, list)).containsAllEntriesOf(answered);
      Allowlist now = house.allowlists.find(list).orElseThrow();
      assertThat(now.entries()).hasSize((int) now.revision());
      assertThat(house.changes.newest()).isEqualTo(1 + now.revision());
    }
  }

  private Map<Long, String> untilKilled(String account) throws IOException, InterruptedException {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                KilledWriter.class.getName(),
                folder.toString(),
                account)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    NavigableMap<Long, String> answered = new TreeMap<>();
    try (BufferedReader lines = writer.inputReader()) {
      String line = lines.readLine();
      while (line != null) {
        // What the kill cut short is no answer.
        if (line.matches("\\d+ 10\\.\\d+\\.\\d+\\.\\d+;")) {
          int space = line.indexOf(' ');
          answered.put(
              Long.valueOf(line.substring(0, space)), line.substring(space + 1, line.length() - 1));
        }
        if (answered.size() == SEEN) {
          writer.toHandle().destroyForcibly();
        }
        line = lines.readLine();
      }
    }
    writer.waitFor();
    assertThat(answered).hasSizeGreaterThanOrEqualTo(SEEN);
    return answered;
  }

  private static Map<Long, String> made(TestHouse house, ListRef list) {
    Map<Long, String> made = new TreeMap<>();
    long before = Long.MAX_VALUE;
    do {
      for (HistoryRow row : house.allowlists.history(list, before, 500)) {
        made.put(row.revision(), row.difference().added().getLast().network().toString());
        before = row.revision();
      }
    } while (before > 1);
    return made;
  }
}
