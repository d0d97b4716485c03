package dev.sallyport.dashboard;

import dev.sallyport.account.Allowlists;
import dev.sallyport.account.Change;
import dev.sallyport.account.Entry;
import dev.sallyport.account.HistoryRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Every change of the list, newest first, and the way back to each. */
final class HistoryPages {
  private static final int ROWS = 50;

  private final Allowlists allowlists;
  private final Pages pages;
  private final Changes changes;

  HistoryPages(Allowlists allowlists, Pages pages, Changes changes) {
    this.allowlists = allowlists;
    this.pages = pages;
    this.changes = changes;
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
            items(rows, before == Long.MAX_VALUE, visit),
            found.size() > ROWS ? rows.getLast().revision() : 0,
            before != Long.MAX_VALUE);
    pages.page(
        visit,
        200,
        visit.owner().account() ? "History" : "History of " + visit.owner().name(),
        "history.jte",
        model);
  }

  private static long before(Visit visit) {
    try {
      return Math.max(1, Long.parseLong(Requests.query(visit.ctx(), "before")));
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  private static List<HistoryItem> items(List<HistoryRow> rows, boolean newest, Visit visit) {
    List<HistoryItem> items = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      HistoryRow row = rows.get(i);
      if (i > 0 || newest) {
        Instant end = i == 0 ? visit.now() : rows.get(i - 1).at();
        items.addAll(expiries(row, end, visit.now()));
      }
      items.add(HistoryItem.of(row, visit.list().revision(), visit.owner(), visit.now()));
    }
    return items;
  }

  /** Entries that expired while the list stood as this revision left it, the latest first. */
  private static List<HistoryItem> expiries(HistoryRow row, Instant end, Instant now) {
    List<Expired> expired = new ArrayList<>();
    for (Entry entry : row.after()) {
      Instant at = entry.expiresAt();
      if (at != null && at.isAfter(row.at()) && !at.isAfter(end)) {
        expired.add(new Expired(entry, at));
      }
    }
    return expired.stream()
        .sorted(Comparator.comparing(Expired::at).reversed())
        .map(each -> HistoryItem.expired(each.entry(), each.at(), now))
        .toList();
  }

  private record Expired(Entry entry, Instant at) {}

  void restore(Visit visit) {
    long revision = revision(visit);
    HistoryRow row =
        allowlists.history(visit.list().ref(), revision + 1, 1).stream()
            .filter(found -> found.revision() == revision)
            .findFirst()
            .orElseThrow(Refusal::notFound);
    String day = When.day(row.at(), visit.now()) + ", " + When.time(row.at());
    Confirm confirm =
        new Confirm(
            visit.guarded(),
            visit.fragment(),
            "Restore the list of " + day + "?",
            visit.owner().history() + "/" + revision + "/restore",
            visit.form().text("view"),
            visit.form().number("revision"),
            "",
            "",
            List.of(),
            "Restore the list",
            false,
            visit.owner().history());
    Done done = Done.entry(Done.What.RESTORED, day, "");
    changes.makeAndTell(visit, new Change.Restore(revision), done, confirm);
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
