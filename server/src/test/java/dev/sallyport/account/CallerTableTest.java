package dev.sallyport.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Network;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A table of callers is what a plain map of sums would be. */
final class CallerTableTest {
  private static final long SINCE = 1_000;
  private static final Comparator<RecentCaller> BY_ADDRESS =
      Comparator.comparing(RecentCaller::address)
          .thenComparing(RecentCaller::credentialId)
          .thenComparing(RecentCaller::channel);
  private static final Comparator<RecentCaller> MOST_CALLS_FIRST =
      Comparator.comparingLong(RecentCaller::calls).reversed().thenComparing(BY_ADDRESS);

  private final Random random = new Random(7);

  @Test
  void countsInAnyOrderAreSummedByCaller() {
    for (int round = 0; round < 200; round++) {
      List<RecentCaller> before = counts(random.nextInt(40));
      List<RecentCaller> after = counts(random.nextInt(40));
      CallerTable table = add(add(CallerTable.EMPTY, before, 0), after, SINCE);

      List<RecentCaller> all = new ArrayList<>(before);
      all.addAll(after);
      assertThat(rows(table)).isEqualTo(summed(all));
    }
  }

  @Test
  void countsOfManyDaysTakeTheRoomOfTheirCallersAlone() {
    List<RecentCaller> counts = counts(150_000);

    CallerTable table = add(CallerTable.EMPTY, counts, SINCE);

    assertThat(rows(table)).isEqualTo(summed(counts));
    assertThat(table.columns().addresses).hasSize(table.size());
  }

  @Test
  void thoseWithTheMostCallsAreFound() {
    for (int round = 0; round < 100; round++) {
      List<RecentCaller> counts = counts(60);
      CallerTable table = add(CallerTable.EMPTY, counts, SINCE);
      int limit = random.nextInt(20);

      assertThat(table.most(row -> table.calls(row) % 2 == 0, limit))
          .isEqualTo(
              summed(counts).stream()
                  .filter(caller -> caller.calls() % 2 == 0)
                  .sorted(MOST_CALLS_FIRST)
                  .limit(limit)
                  .toList());
    }
  }

  @Test
  void callersAreFoundByAddressAndByCredential() {
    CallerTable table = add(CallerTable.EMPTY, counts(300), 0);
    for (CallerTable.FromAddress from : table.byAddress()) {
      assertThat(table.from(from.address())).isEqualTo(from.callers());
    }
    assertThat(table.from(Network.of("198.51.100.1"))).isEmpty();
    assertThat(rows(table.of("credential 1"::equals)))
        .isEqualTo(
            rows(table).stream()
                .filter(caller -> caller.credentialId().equals("credential 1"))
                .toList());
    assertThat(table.of(_ -> true)).isSameAs(table);
  }

  private static CallerTable add(CallerTable before, List<RecentCaller> counts, long since) {
    CallerTables tables = new CallerTables(before);
    counts.forEach(count ->
        tables.add(
            count.address(),
            count.credentialId(),
            count.channel(),
            count.calls(),
            count.firstSeenAt().toEpochMilli(),
            count.lastSeenAt().toEpochMilli()));
    return tables.table(since);
  }

  private static List<RecentCaller> rows(CallerTable table) {
    List<RecentCaller> rows = new ArrayList<>();
    table.byAddress().forEach(from -> rows.addAll(from.callers()));
    assertThat(rows).hasSize(table.size());
    return rows;
  }

  private static List<RecentCaller> summed(List<RecentCaller> counts) {
    Map<RecentCaller, RecentCaller> sums = new TreeMap<>(BY_ADDRESS);
    counts.forEach(count ->
        sums.merge(
            count,
            count,
            (one, other) ->
                new RecentCaller(
                    one.address(),
                    one.credentialId(),
                    one.channel(),
                    one.calls() + other.calls(),
                    one.firstSeenAt().isBefore(other.firstSeenAt())
                        ? one.firstSeenAt()
                        : other.firstSeenAt(),
                    one.lastSeenAt().isAfter(other.lastSeenAt())
                        ? one.lastSeenAt()
                        : other.lastSeenAt())));
    return sums.values().stream()
        .filter(caller -> caller.lastSeenAt().toEpochMilli() >= SINCE)
        .toList();
  }

  /** Of few addresses, so that some are one caller's. */
  private List<RecentCaller> counts(int number) {
    List<RecentCaller> counts = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      int few = random.nextInt(12);
      Network address =
          random.nextBoolean()
              ? Network.of(IpAddress.v4(0xc0000200 | few))
              : random.nextBoolean()
                  ? Network.of(IpAddress.v4(0xc0000000 | few << 8), 24)
                  : Network.of(IpAddress.v6(0x2001_0db8L << 32, few));
      long first = random.nextInt(2_000);
      counts.add(
          new RecentCaller(
              address,
              "credential " + random.nextInt(3),
              random.nextBoolean() ? "api" : "smtp",
              1 + random.nextInt(9),
              Instant.ofEpochMilli(first),
              Instant.ofEpochMilli(first + random.nextInt(1_000))));
    }
    return counts;
  }
}
