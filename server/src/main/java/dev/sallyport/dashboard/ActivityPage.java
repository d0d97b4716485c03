package dev.sallyport.dashboard;

import dev.sallyport.account.Allowlists;
import dev.sallyport.account.Credential;
import dev.sallyport.account.CredentialKind;
import dev.sallyport.account.Credentials;
import dev.sallyport.activity.Attempts;
import dev.sallyport.activity.CallSum;
import dev.sallyport.activity.Callers;
import dev.sallyport.activity.Outcome;
import dev.sallyport.activity.Span;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who called: figures, a chart, and the denied attempts with what may be done about each. */
final class ActivityPage {
  private static final int ROWS = 25;
  private static final int ROWS_ON_LIST = 3;

  /** Changes of the list that the chart marks, the newest. */
  private static final int MOST_CHANGES = 100;

  /** Credentials to choose from; more would be no choice. */
  private static final int MOST_CHOICES = 200;

  private final Attempts attempts;
  private final Allowlists allowlists;
  private final Credentials credentials;
  private final Pages pages;

  ActivityPage(Attempts attempts, Allowlists allowlists, Credentials credentials, Pages pages) {
    this.attempts = attempts;
    this.allowlists = allowlists;
    this.credentials = credentials;
    this.pages = pages;
  }

  void page(Visit visit) {
    Done done = Flashes.done(visit);
    Flash flash = done == null ? null : Flashes.of(done, visit);
    ActivityView view = ActivityView.of(visit);
    pages.page(visit, 200, "Activity", "activity.jte", model(visit, view, flash, done));
  }

  private Model model(Visit visit, ActivityView view, @Nullable Flash flash, @Nullable Done done) {
    String account = visit.account().id();
    Instant now = visit.now();
    Map<String, Credential> all = credentials(account);
    List<CallSum> sums = attempts.sums(account, view.span(now));
    Callers callers = attempts.callers(account, view.span(now), view.outcome());
    int total = callers.callers().size();
    int last = Math.max(1, (total + ROWS - 1) / ROWS);
    ActivityView at = view.atPage(Math.min(view.page(), last));
    int from = (at.page() - 1) * ROWS;
    int to = Math.min(total, from + ROWS);
    AttemptRows rows = new AttemptRows(allowlists, visit, all, done, at.query());
    return new Model(
        at,
        flash,
        ActivityChart.range(view.period(), now),
        Figures.of(sums, attempts.sums(account, view.before(now)), callers, view.period()),
        ActivityChart.of(view, sums, changes(visit, view.period()), now),
        new DeniedPart(
            visit.guarded(), visit.mayEdit(), rows.of(callers.callers().subList(from, to))),
        choices(all, view),
        from,
        to,
        total,
        last,
        callers.since() == null ? "" : When.day(callers.since(), now));
  }

  /** Of the account's list within the period, the newest first. */
  private List<HistoryItem> changes(Visit visit, Period period) {
    Instant begin = period.begin(visit.now());
    return allowlists.historySince(visit.list().ref(), begin, MOST_CHANGES).stream()
        .map(row -> HistoryItem.of(row, 0, visit.owner(), null, visit.now()))
        .toList();
  }

  private Map<String, Credential> credentials(String account) {
    Map<String, Credential> all = new LinkedHashMap<>();
    for (CredentialKind kind : CredentialKind.values()) {
      credentials.list(account, kind).forEach(one -> all.put(one.id(), one));
    }
    return all;
  }

  private static List<Choice> choices(Map<String, Credential> all, ActivityView view) {
    return all.values().stream()
        .limit(MOST_CHOICES)
        .map(one -> new Choice(one.id(), one.name(), one.id().equals(view.credential())))
        .toList();
  }

  /** The latest denied attempts, for the page of the list. */
  DeniedPart latest(Visit visit) {
    Instant now = visit.now();
    Span span = new Span(Period.MONTH.begin(now), Period.MONTH.end(now), false, null, null);
    List<Callers.Caller> few =
        attempts.latest(visit.account().id(), span, Outcome.NOT_ALLOWED, ROWS_ON_LIST);
    Map<String, Credential> all = few.isEmpty() ? Map.of() : credentials(visit.account().id());
    AttemptRows rows = new AttemptRows(allowlists, visit, all, null, "list");
    return new DeniedPart(visit.guarded(), visit.mayEdit(), rows.of(few));
  }

  /** How much there was in 30 days, for the page of the list. */
  Month month(Visit visit) {
    Instant now = visit.now();
    Span span = new Span(Period.MONTH.begin(now), Period.MONTH.end(now), false, null, null);
    List<CallSum> sums = attempts.sums(visit.account().id(), span);
    return new Month(
        ActivityChart.count(Figures.allowed(sums, "")),
        ActivityChart.count(Figures.denied(sums, "")));
  }

  /** The calls of 30 days, in words. */
  record Month(String allowed, String denied) {}

  /** A credential to choose. */
  record Choice(String id, String name, boolean chosen) {}

  /** The numbers above the chart, in words. */
  record Figures(
      String allowed,
      String allowedBy,
      String denied,
      String deniedBy,
      String share,
      String shareBefore,
      String addresses,
      String addressesNote) {
    static Figures of(List<CallSum> sums, List<CallSum> before, Callers callers, Period period) {
      long by = callers.callers().stream().map(Callers.Caller::credentialId).distinct().count();
      long monitored = sums.stream().mapToLong(CallSum::monitored).sum();
      String letIn = monitored == 0 ? "" : ", " + ActivityChart.count(monitored) + " let in";
      return new Figures(
          ActivityChart.count(allowed(sums, "")),
          byChannel(allowed(sums, "api"), allowed(sums, "smtp")),
          ActivityChart.count(denied(sums, "")),
          byChannel(denied(sums, "api"), denied(sums, "smtp")) + letIn,
          share(sums),
          calls(before) == 0
              ? "Nothing in the " + period.text() + " before"
              : share(before) + " in the " + period.text() + " before",
          ActivityChart.count(callers.addresses()),
          "By " + Words.count(by, "credential", "credentials"));
    }

    private static String byChannel(long api, long smtp) {
      return ActivityChart.count(api) + " API, " + ActivityChart.count(smtp) + " SMTP";
    }

    private static long allowed(List<CallSum> sums, String channel) {
      return sums.stream()
          .filter(sum -> channel.isEmpty() || sum.channel().equals(channel))
          .mapToLong(CallSum::allowed)
          .sum();
    }

    private static long denied(List<CallSum> sums, String channel) {
      return sums.stream()
          .filter(sum -> channel.isEmpty() || sum.channel().equals(channel))
          .mapToLong(sum -> sum.denied() - sum.monitored())
          .sum();
    }

    private static long calls(List<CallSum> sums) {
      return sums.stream().mapToLong(sum -> sum.allowed() + sum.denied()).sum();
    }

    private static String share(List<CallSum> sums) {
      long calls = calls(sums);
      return calls == 0
          ? "0%"
          : String.format(Locale.ROOT, "%.2f%%", denied(sums, "") * 100.0 / calls);
    }
  }

  /** The rows of a table of denied attempts, on whichever page. */
  record DeniedPart(Guarded guarded, boolean mayEdit, List<AttemptRow> rows) {}

  /**
   * What the page shows.
   *
   * @param range the time it is about
   * @param from the first row's place, from 0
   * @param since how far the table goes back where there was too much; empty where it is whole
   */
  record Model(
      ActivityView view,
      @Nullable Flash flash,
      String range,
      Figures figures,
      ActivityChart chart,
      DeniedPart denied,
      List<Choice> credentials,
      int from,
      int to,
      int total,
      int pages,
      String since) {
    String rows() {
      return String.format(Locale.ROOT, "%,d to %,d of %,d", from + 1, to, total);
    }

    boolean allowedAlone() {
      return view.verdict().equals("allowed");
    }
  }
}
