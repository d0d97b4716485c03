package dev.sallyport.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecorderTest extends ActivityTestCase {

  @Test
  void callsThatHaveAllInCommonAreOneCounter() {
    listed("192.0.2.1", TOKEN);
    pass(Duration.ofMinutes(1));
    listed("192.0.2.1", TOKEN);
    recorder.flush();
    pass(Duration.ofMinutes(1));
    listed("192.0.2.1", TOKEN);
    recorder.flush();

    assertThat(counters())
        .singleElement()
        .satisfies(counter -> {
          assertThat(counter.calls()).isEqualTo(3);
          assertThat(counter.hour()).isEqualTo("2026-03-02T10:00:00Z");
          assertThat(counter.firstSeenAt()).isEqualTo("2026-03-02T10:15:00Z");
          assertThat(counter.lastSeenAt()).isEqualTo("2026-03-02T10:17:00Z");
          assertThat(counter.address()).hasToString("192.0.2.1");
          assertThat(counter.allowed()).isTrue();
        });
  }

  @Test
  void whatDiffersInAnythingIsCountedApart() {
    listed("192.0.2.1", TOKEN);
    listed("192.0.2.2", TOKEN);
    listed("192.0.2.1", USER);
    notListed("192.0.2.1", TOKEN);
    recorder.record(call("192.0.2.1", TOKEN, "", "not_listed", true));
    pass(Duration.ofHours(1));
    listed("192.0.2.1", TOKEN);
    recorder.flush();

    assertThat(counters()).hasSize(6).allMatch(counter -> counter.calls() == 1);
  }

  @Test
  void whatTheStoreDidNotTakeIsKeptAndWrittenLater() {
    listed("192.0.2.1", TOKEN);
    store.write(handle -> handle.execute("ALTER TABLE activity_total RENAME TO away"));
    assertThatThrownBy(recorder::flush).isInstanceOf(StoreException.class);
    listed("192.0.2.1", TOKEN);
    store.write(handle -> handle.execute("ALTER TABLE away RENAME TO activity_total"));
    recorder.flush();

    assertThat(counters()).singleElement().extracting(Counter::calls).isEqualTo(2L);
  }

  @Test
  void closingWritesWhatIsLeft() throws Exception {
    recorder.start();
    listed("192.0.2.1", TOKEN);
    recorder.close();

    assertThat(counters()).hasSize(1);
  }

  @Test
  void callsCountedWhileCountsAreWrittenAreNotLost() throws Exception {
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String address = "192.0.2." + (i % 2);
      callers.add(
          Thread.ofVirtual()
              .start(() -> {
                for (int call = 0; call < 5_000; call++) {
                  listed(address, TOKEN);
                }
              }));
    }
    while (callers.stream().anyMatch(Thread::isAlive)) {
      recorder.flush();
    }
    recorder.flush();

    assertThat(counters().stream().mapToLong(Counter::calls).sum()).isEqualTo(20_000);
  }

  @Test
  void pastTheCapAddressesAreCountedByTheirNetwork() {
    for (int i = 1; i <= 5; i++) {
      listed("192.0.2." + i, TOKEN);
      listed("2001:db8::" + i, USER);
    }
    recorder.flush();

    assertThat(counters().stream().map(counter -> counter.address().toString()))
        .containsExactlyInAnyOrder(
            "192.0.2.1", "192.0.2.2", "2001:db8::1", "192.0.2.0/24", "2001:db8::/64");
  }

  @Test
  void pastAsManyNetworksTheyAreCountedByTheirFamily() {
    for (int i = 1; i <= 8; i++) {
      listed("192.0." + i + ".1", TOKEN);
    }
    recorder.flush();

    assertThat(counters().stream().map(counter -> counter.address().toString()))
        .containsExactlyInAnyOrder(
            "192.0.1.1",
            "192.0.2.1",
            "192.0.3.1",
            "192.0.4.0/24",
            "192.0.5.0/24",
            "192.0.6.0/24",
            "0.0.0.0/0");
  }

  @Test
  void anAddressToldApartStaysSoAndTheNextHourBeginsAnew() {
    for (int i = 1; i <= 4; i++) {
      listed("192.0.2." + i, TOKEN);
    }
    listed("192.0.2.1", TOKEN);
    pass(Duration.ofHours(1));
    listed("192.0.2.4", TOKEN);
    recorder.flush();

    assertThat(counters().stream().map(counter -> counter.address() + " " + counter.calls()))
        .containsExactlyInAnyOrder(
            "192.0.2.1 2", "192.0.2.2 1", "192.0.2.3 1", "192.0.2.0/24 1", "192.0.2.4 1");
  }

  @Test
  void countsAreTakenAwayOnceTheyAreOld() {
    listed("192.0.2.1", TOKEN);
    recorder.flush();
    pass(KEEP.plusDays(1));
    listed("192.0.2.2", TOKEN);
    recorder.flush();
    tidy();

    assertThat(counters()).singleElement().extracting(Counter::address).hasToString("192.0.2.2");
    Span all = new Span(now.minus(Duration.ofDays(200)), now.plusSeconds(1), true, null, null);
    assertThat(attempts.sums(account, all)).hasSize(1);
    Span ofToken = new Span(all.from(), all.to(), true, null, TOKEN);
    assertThat(attempts.sums(account, ofToken)).hasSize(1);
    assertThat(activity.lastUses(account)).containsKey(ENTRY);
  }

  private List<Counter> counters() {
    CounterFilter all =
        new CounterFilter(
            now.minus(Duration.ofDays(400)), now.plusSeconds(1), null, null, null, null);
    return new Counters(store).page(account, all, null, Activity.MOST_ROWS).counters();
  }

  @Test
  void theFirstTimeIsTheEarliestWhicheverNodeWritesFirst() {
    Recorder slower = new Recorder(store, KEEP, () -> now);
    slower.record(call("192.0.2.1", TOKEN, ENTRY, "listed", true));
    pass(Duration.ofMinutes(1));
    listed("192.0.2.1", TOKEN);
    recorder.flush();
    slower.flush();

    assertThat(counters())
        .singleElement()
        .extracting(Counter::firstSeenAt)
        .isEqualTo(Instant.parse("2026-03-02T10:15:00Z"));
  }

  /** So no writer waits for long: what is older is taken away before what is less so. */
  @Test
  void oldCountsAreTakenAwayDayByDay() {
    listed("192.0.2.1", TOKEN);
    pass(Duration.ofDays(1));
    listed("192.0.2.2", TOKEN);
    recorder.flush();
    pass(KEEP.plusDays(2));
    store.write(handle -> handle.execute("ALTER TABLE activity_credential RENAME TO away"));
    assertThatThrownBy(this::tidy).isInstanceOf(StoreException.class);
    store.write(handle -> handle.execute("ALTER TABLE away RENAME TO activity_credential"));
    assertThat(counters()).singleElement().extracting(Counter::address).hasToString("192.0.2.2");

    tidy();

    assertThat(counters()).isEmpty();
  }
}
