package dev.sallyport.dashboard;

import dev.sallyport.account.Allowlists;
import dev.sallyport.account.Change;
import dev.sallyport.account.ChangeResult;
import dev.sallyport.account.Deadline;
import dev.sallyport.account.Difference;
import dev.sallyport.account.Expired;
import dev.sallyport.account.HistoryRow;
import dev.sallyport.account.PreviewResult;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every change of the list, newest first, and the way back to each. */
final class HistoryPages {
  private static final int ROWS = 50;

  /** Of the entries that expired meanwhile; of more than these the earliest are left out. */
  private static final int MOST_EXPIRED = 200;

  private final Allowlists allowlists;
  private final Pages pages;
  private final Changes changes;
  private final Previews previews;

  HistoryPages(Allowlists allowlists, Pages pages, Changes changes, Previews previews) {
    this.allowlists = allowlists;
    this.pages = pages;
    this.changes = changes;
    this.previews = previews;
  }

  void page(Visit visit) {
    long before = before(visit);
    List<HistoryRow> found = allowlists.history(visit.list().ref(), before, ROWS + 1);
    List<HistoryRow> rows = found.size() > ROWS ? found.subList(0, ROWS) : found;
    Model model =
        new Model(
            visit.owner(),
            visit.guarded(),
            visit.mayEdit(),
            visit.list().revision(),
            items(rows, end(before, visit), visit),
            found.size() > ROWS ? rows.getLast().revision() : 0,
            before != Long.MAX_VALUE);
    pages.page(
        visit,
        200,
        visit.owner().account() ? "History" : "History of " + visit.owner().name(),
        "history.jte",
        model);
  }

  /** Until when the newest revision on the page stood. */
  private Instant end(long before, Visit visit) {
    return before == Long.MAX_VALUE
        ? visit.now()
        : row(before, visit).map(HistoryRow::at).orElse(visit.now());
  }

  private Optional<HistoryRow> row(long revision, Visit visit) {
    return revision == Long.MAX_VALUE
        ? Optional.empty()
        : allowlists.history(visit.list().ref(), revision + 1, 1).stream()
            .filter(found -> found.revision() == revision)
            .findFirst();
  }

  private static long before(Visit visit) {
    try {
      return Math.max(1, Long.parseLong(Requests.query(visit.ctx(), "before")));
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  /** The revisions, and between them what expired while they stood, the latest first. */
  private List<HistoryItem> items(List<HistoryRow> rows, Instant end, Visit visit) {
    List<HistoryItem> items = new ArrayList<>();
    if (rows.isEmpty()) {
      return items;
    }
    Map<Long, Deadline> deadlines =
        allowlists
            .confirmations()
            .deadlines(visit.list().ref(), rows.getLast().revision(), rows.getFirst().revision());
    Deque<Expired> expired =
        new ArrayDeque<>(
            allowlists.expired(visit.list().ref(), rows.getLast().at(), end, MOST_EXPIRED));
    for (HistoryRow row : rows) {
      while (!expired.isEmpty() && expired.getFirst().at().isAfter(row.at())) {
        items.add(HistoryItem.of(expired.removeFirst(), visit.now()));
      }
      items.add(
          HistoryItem.of(
              row,
              visit.list().revision(),
              visit.owner(),
              deadlines.get(row.revision()),
              visit.now()));
    }
    return items;
  }

  /** What going back to a revision would bring and take away, before it is done. */
  void restoreForm(Visit visit) {
    ask(visit, 200, row(revision(visit), visit).orElseThrow(Refusal::notFound));
  }

  void restore(Visit visit) {
    HistoryRow row = row(revision(visit), visit).orElseThrow(Refusal::notFound);
    Done done = Done.entry(Done.What.RESTORED, day(row, visit), "");
    changes.makeAndTell(
        visit, new Change.Restore(row.revision()), done, status -> ask(visit, status, row));
  }

  private void ask(Visit visit, int status, HistoryRow row) {
    List<String> also = Previews.also(visit.form());
    Change change = previews.keeping(visit, new Change.Restore(row.revision()), also);
    switch (previews.preview(visit, change)) {
      case PreviewResult.Previewed previewed ->
          show(visit, status, row, previewed, previews.told(visit, previewed, also));
      case PreviewResult.Refused(ChangeResult why) -> changes.refused(visit, why);
    }
  }

  private void show(
      Visit visit, int status, HistoryRow row, PreviewResult.Previewed previewed, Impact impact) {
    String day = day(row, visit);
    Difference difference =
        Difference.between(
            previewed.before().entries(), previewed.after().entries(), RestoreSheet.SHOWN);
    long posted = visit.form().number("revision");
    Confirm plain =
        Confirm.ofList(
            visit,
            "Restore the list of " + day + "?",
            visit.owner().history() + "/" + row.revision() + "/restore",
            visit.form().text("view"),
            posted < 0 ? previewed.before().revision() : posted,
            "",
            "",
            List.of(),
            "Restore the list",
            false,
            visit.owner().history());
    Confirm confirm = plain.showing(impact);
    RestoreSheet sheet =
        RestoreSheet.of(confirm, difference, previewed.after().entries().size(), visit.now());
    pages.sheet(visit, status, confirm.heading(), "restore.jte", sheet);
  }

  private static String day(HistoryRow row, Visit visit) {
    return When.day(row.at(), visit.now()) + ", " + When.time(row.at());
  }

  private static long revision(Visit visit) {
    try {
      return Long.parseLong(visit.ctx().pathParam("revision"));
    } catch (NumberFormatException e) {
      throw Refusal.notFound();
    }
  }

  /**
   * What the page shows.
   *
   * @param revision the list's revision now
   * @param older the revision to go on below; 0 where there is none
   * @param later whether there are newer ones than these
   */
  record Model(
      ListOwner owner,
      Guarded guarded,
      boolean mayEdit,
      long revision,
      List<HistoryItem> items,
      long older,
      boolean later) {}
}
