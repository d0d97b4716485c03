package dev.sallyport.dashboard;

import dev.sallyport.account.Allowlists;
import dev.sallyport.account.Credential;
import dev.sallyport.account.CredentialKind;
import dev.sallyport.account.Entry;
import dev.sallyport.account.Finding;
import dev.sallyport.activity.Advisor;
import dev.sallyport.activity.EntryCallers;
import dev.sallyport.activity.EntryInsight;
import dev.sallyport.activity.EntryUse;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One entry: what it is, what it is used for, what happened to it. */
final class EntryPage {
  private static final int CALLERS = 100;
  private static final int CHANGES = 50;

  private final Allowlists allowlists;
  private final EntryInsight insight;
  private final EntryUsage usage;
  private final Pages pages;

  EntryPage(Allowlists allowlists, EntryInsight insight, EntryUsage usage, Pages pages) {
    this.allowlists = allowlists;
    this.insight = insight;
    this.usage = usage;
    this.pages = pages;
  }

  void page(Visit visit) {
    Entry entry = AllowlistForms.entry(visit);
    pages.page(visit, 200, entry.name(), "entry.jte", model(visit, entry));
  }

  private Model model(Visit visit, Entry entry) {
    Entry cover = visit.list().coveredBy(visit.now()).get(entry.id());
    Entry mine = Finding.of(visit.list(), visit.client(), visit.now()).entry();
    return new Model(
        visit.owner(),
        visit.guarded(),
        visit.mayEdit() && entry.groupId() == null,
        visit.mayEdit() && entry.groupId() == null && visit.plan().allowlist(),
        Objects.requireNonNullElse(entry.groupId(), ""),
        visit.list().revision(),
        ListView.parse(Requests.query(visit.ctx(), "view")),
        EntryRow.of(
            entry,
            cover == null ? "" : cover.name(),
            entry.equals(mine),
            false,
            false,
            null,
            visit.now()),
        EntryForm.kept(entry, visit.now()),
        When.past(entry.updatedAt(), visit.now()),
        visit.owner().account() ? use(visit, entry) : null,
        allowlists.historyOf(visit.list().ref(), entry.id(), CHANGES).stream()
            .map(change -> EntryStep.of(change, visit.now()))
            .toList());
  }

  private Use use(Visit visit, Entry entry) {
    String account = visit.account().id();
    Instant since = visit.now().minus(Duration.ofDays(Advisor.DAYS - 1L));
    EntryUse use =
        insight
            .activity()
            .entries(account, List.of(entry.id()), Advisor.DAYS, visit.now())
            .get(entry.id());
    EntryCallers.Callers callers = insight.callers().of(account, entry.id(), since, CALLERS);
    Instant last = insight.activity().lastUses(account, List.of(entry.id())).get(entry.id());
    Map<String, Credential> known = usage.credentials(account);
    List<Long> days = use == null ? List.of() : use.callsByDay();
    long month =
        days.stream().skip(Math.max(0, days.size() - EntryFigures.DAYS)).mapToLong(n -> n).sum();
    return new Use(
        last == null ? null : When.past(last, visit.now()),
        callers.some().stream()
            .map(EntryCallers.CallerOfEntry::firstSeenAt)
            .min(Comparator.naturalOrder())
            .map(first -> When.past(first, visit.now()))
            .orElse(null),
        Words.number(month),
        Words.number(use == null ? 0 : use.calls()),
        days.isEmpty() ? "" : Spark.path(days),
        by(use, known),
        callers.some().stream()
            .map(caller ->
                new Caller(
                    caller.address().toString(),
                    Words.number(caller.calls()),
                    When.past(caller.firstSeenAt(), visit.now()),
                    When.past(caller.lastSeenAt(), visit.now())))
            .toList(),
        callers.all(),
        callers.whole());
  }

  private static List<By> by(@Nullable EntryUse use, Map<String, Credential> known) {
    if (use == null) {
      return List.of();
    }
    return use.callsByCredential().entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(CALLERS)
        .map(each -> By.of(known.get(each.getKey()), each.getValue()))
        .toList();
  }

  /** A credential that used the entry. */
  record By(String name, String kind, String calls) {
    static By of(@Nullable Credential credential, long calls) {
      return credential == null
          ? new By("A deleted credential", "", Words.number(calls))
          : new By(
              credential.name(),
              credential.kind() == CredentialKind.API_TOKEN ? "API token" : "SMTP user",
              Words.number(calls));
    }
  }

  /** An address that came in by the entry. */
  record Caller(String address, String calls, When first, When last) {}

  /**
   * What the entry was used for within 90 days.
   *
   * @param last null for never
   * @param first null for never
   * @param spark the calls of each of those days as a path; empty where there were none
   * @param addresses how many came in by it
   * @param whole whether all of that time was looked at for them
   */
  record Use(
      @Nullable When last,
      @Nullable When first,
      String month,
      String calls,
      String spark,
      List<By> by,
      List<Caller> callers,
      int addresses,
      boolean whole) {
    int sparkWidth() {
      return Spark.width(Advisor.DAYS);
    }
  }

  /**
   * What the page shows.
   *
   * @param group the id of the group it belongs to; empty for none
   * @param expiry in words; empty for never
   * @param use null where nothing is counted
   */
  record Model(
      ListOwner owner,
      Guarded guarded,
      boolean mayEdit,
      boolean mayAdd,
      String group,
      long revision,
      ListView view,
      EntryRow row,
      String expiry,
      When changed,
      @Nullable Use use,
      List<EntryStep> steps) {
    String path(String form) {
      return owner.path() + "/" + row.id() + form;
    }
  }
}
