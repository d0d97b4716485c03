package dev.sallyport.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EntryCallersTest extends ActivityTestCase {
  private static final String OTHER = "f".repeat(24);

  private Instant daysAgo(int days) {
    return now.minus(Duration.ofDays(days));
  }

  @Test
  void theAddressesOfAnEntryAreThoseItLetInTheBusiestFirst() {
    listed("192.0.2.1", TOKEN);
    pass(Duration.ofDays(1));
    listed("192.0.2.2", TOKEN);
    listed("192.0.2.2", USER);
    recorder.record(call("192.0.2.9", TOKEN, OTHER, "listed", true));
    recorder.record(call("192.0.2.8", TOKEN, ENTRY, "paused", false));
    recorder.flush();

    EntryCallers.Callers callers = new EntryCallers(store).of(account, ENTRY, daysAgo(90), 10);

    assertThat(callers.some())
        .extracting(caller -> caller.address() + " " + caller.calls())
        .containsExactly("192.0.2.2 2", "192.0.2.1 1");
    assertThat(callers.some().getLast().firstSeenAt()).isEqualTo(daysAgo(1));
    assertThat(callers.all()).isEqualTo(2);
    assertThat(callers.whole()).isTrue();
  }

  @Test
  void onlyTheBusiestAreGivenAndAllAreCounted() {
    listed("192.0.2.1", TOKEN);
    listed("192.0.2.2", TOKEN);
    listed("192.0.2.2", TOKEN);
    recorder.flush();

    EntryCallers.Callers callers = new EntryCallers(store).of(account, ENTRY, daysAgo(90), 1);

    assertThat(callers.some()).extracting(EntryCallers.CallerOfEntry::calls).containsExactly(2L);
    assertThat(callers.all()).isEqualTo(2);
  }

  @Test
  void daysBeforeTheTimeAskedForCountForNothing() {
    listed("192.0.2.1", TOKEN);
    pass(Duration.ofDays(40));
    recorder.record(call("192.0.2.9", TOKEN, OTHER, "listed", true));
    recorder.flush();

    assertThat(new EntryCallers(store).of(account, ENTRY, daysAgo(30), 10).some()).isEmpty();
    assertThat(new EntryCallers(store).calls(account, now)).containsOnlyKeys(OTHER);
  }

  @Test
  void callsOfDaysGoneByThatAreKeptAreJoinedWithThoseSince() {
    Recorder telling = new Recorder(store, KEEP, () -> now);
    for (int i = 0; i < 1_200; i++) {
      telling.record(call("192.0.2.1", TOKEN, String.format("%024x", i), "listed", true));
    }
    telling.flush();
    pass(Duration.ofDays(5));
    EntryCallers callers = new EntryCallers(store);
    assertThat(callers.calls(account, now)).hasSize(1_200);

    String again = String.format("%024x", 7);
    recorder.record(call("192.0.2.1", TOKEN, again, "listed", true));
    recorder.flush();
    assertThat(callers.calls(account, now)).hasSize(1_200).containsEntry(again, 2L);

    pass(Duration.ofDays(1));
    assertThat(callers.calls(account, now)).hasSize(1_200).containsEntry(again, 2L);
    pass(Duration.ofDays(26));
    assertThat(callers.calls(account, now)).containsOnlyKeys(again).containsEntry(again, 1L);
  }

  @Test
  void theLastUsesAreThoseOfTheEntriesAskedFor() {
    listed("192.0.2.1", TOKEN);
    recorder.record(call("192.0.2.9", TOKEN, OTHER, "listed", true));
    recorder.flush();

    assertThat(activity.lastUses(account, List.of(OTHER))).containsOnlyKeys(OTHER);
    assertThat(activity.lastUses(account, List.of())).isEmpty();
  }
}
