package dev.sallyport.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Account;
import dev.sallyport.account.Change;
import dev.sallyport.account.EntryDraft;
import dev.sallyport.account.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ninety days of an account with 10,000 entries and 300,000 callers' days. */
final class BusyAccountTest {
  private static final int ENTRIES = 10_000;
  private static final int DAYS = 90;
  private static final int CALLERS_A_DAY = 3_333;
  private static final int HOURS = DAYS * 24;

  @TempDir Path folder;

  @Test
  void itsActivityIsShownForEachPeriod() throws Exception {
    try (DashboardHouse house = new DashboardHouse(folder)) {
      Account account = house.account("Busy", "enterprise", "busy@example.com", Role.OWNER);
      house.change(account, new Change.AddAll(entries()));
      fill(house, account.id());
      try (Browser browser = new Browser(house).signedIn("busy@example.com")) {
        for (String path :
            List.of(
                "/activity",
                "/activity?period=90d",
                "/activity?period=24h",
                "/whoami",
                "/activity?verdict=allowed&period=90d",
                "/allowlist")) {
          assertThat(browser.get(path).statusCode()).as(path).isEqualTo(200);
        }
        if (Boolean.getBoolean("measure")) {
          measure(browser);
        }
      }
    }
  }

  /** Printed for a person; the machine decides the figures, so nothing is asserted. */
  private static void measure(Browser browser) {
    for (int round = 0; round < 4; round++) {
      for (String path :
          List.of(
              "/activity",
              "/activity?period=90d",
              "/activity?period=24h",
              "/whoami",
              "/activity?verdict=allowed&period=90d",
              "/messages",
              "/allowlist")) {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
          long begin = System.nanoTime();
          browser.get(path);
          times.add((System.nanoTime() - begin) / 1000);
        }
        times.sort(null);
        System.out.println(path + " median " + times.get(7) + " us, least " + times.getFirst());
      }
    }
  }

  private static List<EntryDraft> entries() {
    List<EntryDraft> drafts = new ArrayList<>();
    for (int i = 0; i < ENTRIES; i++) {
      drafts.add(new EntryDraft(address(i), "Host " + i, null, null));
    }
    return drafts;
  }

  private static String address(int number) {
    return "10." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
  }

  /** Rows as the recorder writes them, one caller in a hundred denied. */
  private static void fill(DashboardHouse house, String account) {
    long day = Duration.ofDays(1).toMillis();
    long hour = Duration.ofHours(1).toMillis();
    long today = house.instant().toEpochMilli() / day * day;
    for (int back = 0; back < DAYS; back++) {
      long period = today - back * day;
      house.store.write(handle -> {
        PreparedBatch days =
            handle.prepareBatch(
                "INSERT INTO activity_day VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        for (int i = 0; i < CALLERS_A_DAY; i++) {
          boolean allowed = i % 100 != 0;
          days.add(
              account,
              period,
              i % 5 == 0 ? "smtp" : "api",
              allowed ? address(i) : "198.51." + i / 100 + "." + i % 50,
              String.format("%024x", i % 40),
              "",
              allowed ? "listed" : "not_listed",
              allowed,
              5L,
              period + i,
              period + day - i - 1);
        }
        days.execute();
        return true;
      });
    }
    long now = house.instant().toEpochMilli() / hour * hour;
    house.store.write(handle -> {
      PreparedBatch totals =
          handle.prepareBatch("INSERT INTO activity_total VALUES (?, ?, ?, ?, ?, ?)");
      for (int back = 0; back < HOURS; back++) {
        for (String channel : List.of("api", "smtp")) {
          totals.add(account, now - back * hour, channel, "listed", true, 700L);
          totals.add(account, now - back * hour, channel, "not_listed", false, 7L);
        }
      }
      totals.execute();
      return true;
    });
  }
}
