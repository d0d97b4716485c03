package dev.sallyport.dashboard;

import dev.sallyport.activity.CallSum;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a period as drawings and as a table.
 *
 * @param unit {@code hour} or {@code day}
 * @param allowed null where it is not asked for
 * @param denied likewise; what monitor mode let in is told apart in it
 * @param labels below the drawings
 * @param rows of the table, the newest first
 * @param marks where the list was changed
 * @param empty whether there were no calls at all
 */
record ActivityChart(
    String unit,
    @Nullable Plot allowed,
    @Nullable Plot denied,
    List<Label> labels,
    List<ChartMark> marks,
    List<Row> rows,
    boolean monitored,
    boolean empty) {
  private static final int ALLOWED_HEIGHT = 176;
  private static final int DENIED_HEIGHT = 64;

  /**
   * A word below the drawings.
   *
   * @param at how far to the right, such as {@code 15.00%}
   */
  record Label(String at, String text) {}

  /** One hour or day. */
  record Row(
      String when,
      String apiAllowed,
      String smtpAllowed,
      String apiDenied,
      String smtpDenied,
      String monitored,
      List<ChartMark.Revision> changes) {}

  /**
   * Draws them.
   *
   * @param changes of the account's list within the period, the newest first
   */
  static ActivityChart of(
      ActivityView view, List<CallSum> sums, List<HistoryItem> changes, Instant now) {
    Numbers numbers = Numbers.of(view.period(), sums, now);
    Map<Integer, List<HistoryItem>> slots = slots(view.period(), changes, now);
    String range = range(view.period(), now);
    String unit = view.period().byHour() ? "hour" : "day";
    boolean allowed = view.verdict().isEmpty() || view.verdict().equals("allowed");
    boolean denied = !view.verdict().equals("allowed");
    return new ActivityChart(
        unit,
        allowed ? allowed(numbers, unit, range) : null,
        denied ? denied(numbers, unit, range) : null,
        labels(view.period(), numbers),
        ChartMark.of(slots, numbers.slots),
        rows(numbers, slots),
        Numbers.sum(numbers.monitored) > 0,
        numbers.all() == 0);
  }

  private static Plot allowed(Numbers numbers, String unit, String range) {
    List<String> titles = new ArrayList<>();
    for (int i = 0; i < numbers.slots; i++) {
      titles.add(
          "%s: %s API, %s SMTP allowed"
              .formatted(
                  numbers.names.get(i),
                  count(numbers.apiAllowed[i]),
                  count(numbers.smtpAllowed[i])));
    }
    String label = sentence("Allowed", unit, range, numbers, numbers.allowed());
    return Plot.of(
        label,
        ALLOWED_HEIGHT,
        3,
        List.of(
            new Plot.Kind("api", "API", boxed(numbers.apiAllowed)),
            new Plot.Kind("smtp", "SMTP", boxed(numbers.smtpAllowed))),
        titles);
  }

  private static Plot denied(Numbers numbers, String unit, String range) {
    boolean monitored = Numbers.sum(numbers.monitored) > 0;
    List<String> titles = new ArrayList<>();
    for (int i = 0; i < numbers.slots; i++) {
      titles.add(
          "%s: %s API, %s SMTP denied%s"
              .formatted(
                  numbers.names.get(i),
                  count(numbers.apiDenied[i]),
                  count(numbers.smtpDenied[i]),
                  monitored ? ", " + count(numbers.monitored[i]) + " let in" : ""));
    }
    List<Plot.Kind> kinds = new ArrayList<>();
    kinds.add(new Plot.Kind("dapi", "API", boxed(numbers.apiDenied)));
    kinds.add(new Plot.Kind("dsmtp", "SMTP", boxed(numbers.smtpDenied)));
    if (monitored) {
      kinds.add(new Plot.Kind("mon", "Let in by monitor mode", boxed(numbers.monitored)));
    }
    String label = sentence("Denied", unit, range, numbers, numbers.denied());
    return Plot.of(label, DENIED_HEIGHT, 2, kinds, titles);
  }

  private static List<Long> boxed(long[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  private static String sentence(
      String what, String unit, String range, Numbers numbers, long[] perSlot) {
    int most = 0;
    for (int i = 1; i < perSlot.length; i++) {
      most = perSlot[i] > perSlot[most] ? i : most;
    }
    String begin = "%s attempts per %s, %s, UTC: ".formatted(what, unit, range);
    return perSlot[most] == 0
        ? begin + "none."
        : begin
            + "%s in all, most in one %s %s, %s."
                .formatted(
                    count(Numbers.sum(perSlot)),
                    unit,
                    count(perSlot[most]),
                    numbers.names.get(most));
  }

  /** {@code 12 Feb to 13 Mar}; for hours {@code 12 Mar, 15:00 to 13 Mar, 14:06}. */
  static String range(Period period, Instant now) {
    Instant begin = period.begin(now);
    return period.byHour()
        ? "%s, %s to %s, %s"
            .formatted(When.day(begin, now), When.time(begin), When.day(now, now), When.time(now))
        : When.day(begin, now) + " to " + When.day(now, now);
  }

  private static List<Label> labels(Period period, Numbers numbers) {
    List<Label> labels = new ArrayList<>();
    int last = numbers.slots - 1;
    int near = Math.max(2, numbers.slots / 12);
    for (int i = 0; i < last; i++) {
      if (i <= last - near && marked(period, numbers.begins.get(i), i)) {
        labels.add(new Label(at(i, numbers.slots), numbers.names.get(i)));
      }
    }
    labels.add(new Label(at(last, numbers.slots), period.byHour() ? "Now" : "Today"));
    return labels;
  }

  static String at(int slot, int slots) {
    return String.format(Locale.ROOT, "%.2f%%", (slot + 0.5) * 100 / slots);
  }

  private static boolean marked(Period period, Instant begin, int slot) {
    ZonedDateTime at = begin.atZone(ZoneOffset.UTC);
    return switch (period) {
      case DAY -> at.getHour() % 6 == 0;
      case TWO_DAYS -> at.getHour() % 12 == 0;
      case WEEK -> slot % 2 == 0;
      case MONTH -> at.getDayOfWeek() == DayOfWeek.MONDAY && slot > 0;
      case QUARTER -> at.getDayOfMonth() == 1 || at.getDayOfMonth() == 15;
    };
  }

  private static Map<Integer, List<HistoryItem>> slots(
      Period period, List<HistoryItem> changes, Instant now) {
    Instant begin = period.begin(now);
    return changes.stream()
        .collect(
            Collectors.groupingBy(change ->
                (int)
                    Duration.between(begin, Instant.parse(change.at().iso()))
                        .dividedBy(period.slot())));
  }

  private static List<Row> rows(Numbers numbers, Map<Integer, List<HistoryItem>> changes) {
    List<Row> rows = new ArrayList<>();
    for (int i = numbers.slots - 1; i >= 0; i--) {
      rows.add(
          new Row(
              numbers.names.get(i),
              count(numbers.apiAllowed[i]),
              count(numbers.smtpAllowed[i]),
              count(numbers.apiDenied[i]),
              count(numbers.smtpDenied[i]),
              count(numbers.monitored[i]),
              changes.getOrDefault(i, List.of()).stream().map(ChartMark.Revision::of).toList()));
    }
    return rows;
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** The sums, one for each hour or day, those without calls too. */
  private static final class Numbers {
    private final int slots;
    private final List<Instant> begins = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final long[] apiAllowed;
    private final long[] smtpAllowed;
    private final long[] apiDenied;
    private final long[] smtpDenied;
    private final long[] monitored;

    private Numbers(int slots) {
      this.slots = slots;
      this.apiAllowed = new long[slots];
      this.smtpAllowed = new long[slots];
      this.apiDenied = new long[slots];
      this.smtpDenied = new long[slots];
      this.monitored = new long[slots];
    }

    static Numbers of(Period period, List<CallSum> sums, Instant now) {
      Numbers numbers = new Numbers(period.slots());
      Instant begin = period.begin(now);
      for (int i = 0; i < numbers.slots; i++) {
        Instant at = begin.plus(period.slot().multipliedBy(i));
        numbers.begins.add(at);
        numbers.names.add(
            period.byHour() ? When.day(at, now) + ", " + When.time(at) : When.day(at, now));
      }
      for (CallSum sum : sums) {
        int slot = (int) Duration.between(begin, sum.begin()).dividedBy(period.slot());
        if (slot >= 0 && slot < numbers.slots) {
          numbers.add(slot, sum);
        }
      }
      return numbers;
    }

    private void add(int slot, CallSum sum) {
      boolean api = sum.channel().equals("api");
      (api ? apiAllowed : smtpAllowed)[slot] += sum.allowed();
      (api ? apiDenied : smtpDenied)[slot] += sum.denied() - sum.monitored();
      monitored[slot] += sum.monitored();
    }

    long[] allowed() {
      return added(apiAllowed, smtpAllowed);
    }

    long[] denied() {
      return added(added(apiDenied, smtpDenied), monitored);
    }

    private static long[] added(long[] some, long[] others) {
      long[] sum = some.clone();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += others[i];
      }
      return sum;
    }

    long all() {
      return sum(allowed()) + sum(denied());
    }

    static long sum(long[] numbers) {
      long sum = 0;
      for (long number : numbers) {
        sum += number;
      }
      return sum;
    }
  }
}
