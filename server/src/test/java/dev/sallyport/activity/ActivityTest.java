package dev.sallyport.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.RecentCaller;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Network;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ActivityTest extends ActivityTestCase {

  @Test
  void hoursTellAllowedFromDeniedAndWhatMonitorModeLetIn() {
    listed("192.0.2.1", TOKEN);
    notListed("192.0.2.2", TOKEN);
    recorder.record(call("192.0.2.3", TOKEN, "", "not_listed", true));
    recorder.record(call("192.0.2.3", USER, "", "unrestricted", true));
    recorder.flush();

    assertThat(attempts.sums(account, hours(1, null, null)))
        .containsExactly(
            new CallSum(Instant.parse("2026-03-02T10:00:00Z"), "api", 1, 2, 1),
            new CallSum(Instant.parse("2026-03-02T10:00:00Z"), "smtp", 1, 0, 0));
  }

  @Test
  void deniedCallersAreThoseLastSeenFirstWithTheirReason() {
    notListed("192.0.2.2", TOKEN);
    pass(Duration.ofHours(2));
    recorder.record(call("192.0.2.3", USER, ENTRY, "paused", false));
    listed("192.0.2.1", TOKEN);
    recorder.flush();

    Callers denied = attempts.callers(account, hours(24, null, null), Outcome.NOT_ALLOWED);

    assertThat(denied.callers())
        .extracting(caller -> caller.address() + " " + caller.reason())
        .containsExactly("192.0.2.3 paused", "192.0.2.2 not_listed");
    assertThat(denied.callers().getFirst().entryId()).isEqualTo(ENTRY);
    assertThat(denied.addresses()).isEqualTo(2);
    assertThat(denied.since()).isNull();
  }

  @Test
  void callersOfSeveralDaysAreOneRowWithItsFirstAndLastTime() {
    notListed("192.0.2.2", TOKEN);
    Instant first = now;
    pass(Duration.ofDays(2));
    notListed("192.0.2.2", TOKEN);
    recorder.flush();

    assertThat(attempts.callers(account, days(3), Outcome.DENIED).callers())
        .singleElement()
        .satisfies(caller -> {
          assertThat(caller.calls()).isEqualTo(2);
          assertThat(caller.firstSeenAt()).isEqualTo(first);
          assertThat(caller.lastSeenAt()).isEqualTo(now);
        });
    assertThat(attempts.callers(account, days(2), Outcome.DENIED).callers())
        .extracting(Callers.Caller::calls)
        .containsExactly(1L);
  }

  @Test
  void callersAreToldApartByOutcomeChannelAndCredential() {
    listed("192.0.2.1", TOKEN);
    notListed("192.0.2.2", TOKEN);
    recorder.record(call("192.0.2.3", USER, "", "not_listed", true));
    recorder.flush();

    assertThat(addresses(hours(1, null, null), Outcome.ALLOWED)).containsExactly("192.0.2.1");
    assertThat(addresses(hours(1, null, null), Outcome.DENIED)).containsExactly("192.0.2.2");
    assertThat(addresses(hours(1, null, null), Outcome.MONITORED)).containsExactly("192.0.2.3");
    assertThat(addresses(hours(1, "smtp", null), Outcome.NOT_ALLOWED)).containsExactly("192.0.2.3");
    assertThat(addresses(hours(1, null, TOKEN), Outcome.NOT_ALLOWED)).containsExactly("192.0.2.2");
  }

  @Test
  void sumsAreToldByTheDayOfUtcAndForOneCredentialAlone() {
    listed("192.0.2.1", TOKEN);
    pass(Duration.ofHours(13));
    listed("192.0.2.1", TOKEN);
    notListed("192.0.2.1", USER);
    pass(Duration.ofHours(1));
    listed("192.0.2.1", TOKEN);
    recorder.flush();

    assertThat(attempts.sums(account, days(2)))
        .containsExactly(
            new CallSum(Instant.parse("2026-03-02T00:00:00Z"), "api", 2, 0, 0),
            new CallSum(Instant.parse("2026-03-02T00:00:00Z"), "smtp", 0, 1, 0),
            new CallSum(Instant.parse("2026-03-03T00:00:00Z"), "api", 1, 0, 0));
    assertThat(attempts.sums(account, hours(48, null, USER)))
        .containsExactly(new CallSum(Instant.parse("2026-03-02T23:00:00Z"), "smtp", 0, 1, 0));
  }

  private Span hours(int hours, @Nullable String channel, @Nullable String credential) {
    Instant end = now.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
    return new Span(end.minus(Duration.ofHours(hours)), end, true, channel, credential);
  }

  private Span days(int days) {
    Instant end = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
    return new Span(end.minus(Duration.ofDays(days)), end, false, null, null);
  }

  private List<String> addresses(Span span, Outcome outcome) {
    return attempts.callers(account, span, outcome).callers().stream()
        .map(caller -> caller.address().toString())
        .toList();
  }

  @Test
  void callersOfLateAreThoseLetInByAddressAndCredential() {
    listed("192.0.2.1", TOKEN);
    pass(Duration.ofDays(2));
    listed("192.0.2.1", TOKEN);
    listed("192.0.2.1", USER);
    notListed("192.0.2.2", TOKEN);
    recorder.record(call("192.0.2.3", TOKEN, "", "not_listed", true));
    recorder.flush();

    List<RecentCaller> callers = callersOfLate(new CallersOfLate(store, () -> now));

    assertThat(callers)
        .extracting(caller -> caller.address() + " " + caller.channel() + " " + caller.calls())
        .containsExactlyInAnyOrder("192.0.2.1 api 2", "192.0.2.1 smtp 1", "192.0.2.3 api 1");
    assertThat(callers.getFirst().firstSeenAt()).isEqualTo(now.minus(Duration.ofDays(2)));
  }

  @Test
  void whoWasLastSeenThirtyOneDaysAgoIsNotOfLate() {
    listed("192.0.2.1", TOKEN);
    recorder.flush();
    pass(Duration.ofDays(30).plusMillis(1));

    assertThat(new CallersOfLate(store, () -> now).of(account).size()).isZero();
  }

  @Test
  void callersOfDaysGoneByThatAreKeptAreJoinedWithThoseSeenSince() {
    Recorder telling = new Recorder(store, KEEP, () -> now);
    for (int i = 0; i < 700; i++) {
      telling.record(call("10.0." + i / 250 + "." + i % 250, TOKEN, "", "unrestricted", true));
      telling.record(call("10.0." + i / 250 + "." + i % 250, USER, "", "unrestricted", true));
    }
    telling.flush();
    pass(Duration.ofDays(5));
    CallersOfLate callers = new CallersOfLate(store, () -> now);
    assertThat(callers.of(account).size()).isEqualTo(1_400);

    listed("10.0.1.1", TOKEN);
    listed("192.0.2.1", USER);
    recorder.flush();
    List<RecentCaller> found = callersOfLate(callers);
    assertThat(found)
        .hasSize(1_401)
        .isEqualTo(callersOfLate(new CallersOfLate(store, () -> now)))
        .isSortedAccordingTo(Comparator.comparing(RecentCaller::address));
    assertThat(callers.of(account).from(Network.of("10.0.1.1")))
        .extracting(caller -> caller.channel() + " " + caller.calls())
        .containsExactly("api 2", "smtp 1");

    pass(Duration.ofDays(2));
    assertThat(callersOfLate(callers)).isEqualTo(found);
    pass(Duration.ofDays(24));
    assertThat(callers.of(account).size()).isEqualTo(2);
  }

  private List<RecentCaller> callersOfLate(CallersOfLate callers) {
    List<RecentCaller> found = new ArrayList<>();
    callers.of(account).byAddress().forEach(from -> found.addAll(from.callers()));
    return found;
  }

  @Test
  void anAddressSentLatelyWhereItOrANetworkItIsCountedInDid() {
    CallersOfLate callers = new CallersOfLate(store, () -> now);
    listed("192.0.2.1", TOKEN);
    listed("192.0.2.2", TOKEN);
    listed("192.0.2.3", TOKEN);
    listed("198.51.100.4", TOKEN); // the fourth of the hour, counted as its /24
    notListed("203.0.113.1", TOKEN);
    recorder.flush();

    assertThat(callers.sent(account, IpAddress.of("192.0.2.1"))).isTrue();
    assertThat(callers.sent(account, IpAddress.of("192.0.2.9"))).isFalse();
    assertThat(callers.sent(account, IpAddress.of("198.51.100.77"))).isTrue();
    assertThat(callers.sent(account, IpAddress.of("203.0.113.1"))).isFalse();
    pass(Duration.ofDays(31));
    assertThat(callers.sent(account, IpAddress.of("192.0.2.1"))).isFalse();
  }

  @Test
  void anEntrysUseIsToldByDayAndCredential() {
    listed("192.0.2.1", TOKEN);
    pass(Duration.ofDays(1));
    listed("192.0.2.2", TOKEN);
    listed("192.0.2.2", USER);
    recorder.record(call("192.0.2.3", USER, "f".repeat(24), "expired", false));
    recorder.flush();

    var uses = activity.entries(account, List.of(ENTRY, "f".repeat(24)), 3, now);

    assertThat(uses).containsOnlyKeys(ENTRY);
    assertThat(uses.values())
        .containsExactly(new EntryUse(List.of(0L, 1L, 2L), Map.of(TOKEN, 2L, USER, 1L)));
  }

  @Test
  void lastUsesAreThoseThatLetIn() {
    listed("192.0.2.1", TOKEN);
    Instant used = now;
    pass(Duration.ofDays(1));
    recorder.record(call("192.0.2.1", USER, ENTRY, "paused", false));
    recorder.flush();

    assertThat(activity.lastUses(account))
        .containsOnlyKeys(ENTRY, TOKEN)
        .containsEntry(ENTRY, used);
  }

  @Test
  void countersAreFiltered() {
    listed("192.0.2.1", TOKEN);
    notListed("198.51.100.1", USER);
    recorder.flush();

    assertThat(found(true, null, null, null)).containsExactly("192.0.2.1");
    assertThat(found(false, null, null, null)).containsExactly("198.51.100.1");
    assertThat(found(null, "smtp", null, null)).containsExactly("198.51.100.1");
    assertThat(found(null, null, Network.of("192.0.2.0/24"), null)).containsExactly("192.0.2.1");
    assertThat(found(null, null, null, USER)).containsExactly("198.51.100.1");
    assertThat(found(true, "smtp", null, null)).isEmpty();
  }

  @Test
  void countersComeByThePageAndNoneIsMissedOrRepeated() {
    for (int hour = 0; hour < 7; hour++) {
      listed("192.0.2.1", TOKEN);
      pass(Duration.ofHours(1));
    }
    recorder.flush();
    Counters counters = new Counters(store);
    CounterFilter all =
        new CounterFilter(now.minus(Duration.ofDays(9)), now, null, null, null, null);
    List<Instant> hours = new ArrayList<>();
    CounterPlace next = null;
    do {
      Counters.Page page = counters.page(account, all, next, 3);
      page.counters().forEach(counter -> hours.add(counter.hour()));
      next = page.next();
    } while (next != null);

    assertThat(hours)
        .hasSize(7)
        .doesNotHaveDuplicates()
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
  }

  @Test
  void countersOfOneHourAreAllToldWhateverIsCountedMeanwhile() {
    for (String address : List.of("192.0.2.1", "2001:db8::1", "192.0.2.30")) {
      listed(address, TOKEN);
      recorder.record(call(address, USER, ENTRY, "listed", true));
      recorder.record(call(address, USER, "", "not_listed", false));
      recorder.record(call(address, USER, "", "not_listed", true));
    }
    recorder.flush();
    Counters counters = new Counters(store);
    CounterFilter all =
        new CounterFilter(now.minusSeconds(1), now.plusSeconds(1), null, null, null, null);
    List<Counter> told = new ArrayList<>();
    CounterPlace next = null;
    do {
      Counters.Page page = counters.page(account, all, next, 1);
      told.addAll(page.counters());
      next = page.next() == null ? null : CounterPlace.parse(page.next().text()).orElseThrow();
      recorder.record(call("192.0.2.1", TOKEN, "", "paused", false));
      recorder.flush();
    } while (next != null);

    assertThat(told.stream().map(Counter::reason).filter(reason -> !reason.equals("paused")))
        .hasSize(12);
    assertThat(told).doesNotHaveDuplicates();
  }

  private List<String> found(
      @Nullable Boolean allowed,
      @Nullable String channel,
      @Nullable Network address,
      @Nullable String credential) {
    CounterFilter filter =
        new CounterFilter(
            now.minusSeconds(1), now.plusSeconds(1), allowed, channel, address, credential);
    return new Counters(store)
        .page(account, filter, null, 10).counters().stream()
            .map(counter -> counter.address().toString())
            .toList();
  }
}
