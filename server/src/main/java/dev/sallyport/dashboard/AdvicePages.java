package dev.sallyport.dashboard;

import dev.sallyport.account.Change;
import dev.sallyport.account.Entry;
import dev.sallyport.activity.Advice;
import dev.sallyport.activity.EntryInsight;
import dev.sallyport.dashboard.Confirm.Field;
import java.util.ArrayList;
import java.util.List;

/** What the account's list may do without, and what can be done about it. */
final class AdvicePages {
  /** On a page of its own, and below the list. */
  private static final int SHOWN = 100;

  private static final int BELOW_THE_LIST = 5;
  private static final List<String> KINDS = List.of("unused", "narrow", "covered", "expired");

  private final EntryInsight insight;
  private final Changes changes;
  private final Pages pages;

  AdvicePages(EntryInsight insight, Changes changes, Pages pages) {
    this.insight = insight;
    this.changes = changes;
    this.pages = pages;
  }

  /** The advice alone for the script, a page of it for everyone else. */
  void page(Visit visit) {
    List<Advice> found = insight.advisor().on(visit.list(), visit.now());
    Model model =
        new Model(
            visit.guarded(),
            visit.mayEdit(),
            visit.mayEdit() && visit.plan().allowlist(),
            visit.list().revision(),
            found.stream()
                .limit(visit.fragment() ? BELOW_THE_LIST : SHOWN)
                .map(advice -> AdviceItem.of(advice, visit.now()))
                .toList(),
            found.size());
    if (visit.fragment()) {
      pages.part(visit.ctx(), 200, "advice.jte", model);
    } else {
      pages.page(visit, 200, "Advice", "advicePage.jte", model);
    }
  }

  /** Puts one piece of advice away for 90 days, and shows what is left. */
  void dismiss(Visit visit) {
    String kind = visit.form().text("kind");
    if (!KINDS.contains(kind)) {
      throw Refusal.notFound();
    }
    insight.dismissals().dismiss(visit.account().id(), AllowlistForms.entry(visit).id(), kind);
    if (visit.fragment()) {
      page(visit);
    } else {
      Headers.page(visit.ctx());
      visit.ctx().status(303).header("Location", "/allowlist/advice");
    }
  }

  /** Puts what was used of a range in its place. */
  void narrow(Visit visit) {
    Entry entry = AllowlistForms.entry(visit);
    List<String> parts = visit.form().all("part");
    Confirm confirm =
        Confirm.ofList(
            visit,
            "Narrow " + entry.name() + "?",
            "/allowlist/" + entry.id() + "/narrow",
            "",
            visit.list().revision(),
            entry.network() + " goes, and in its place come: " + String.join(", ", parts) + ".",
            "",
            List.of(),
            "Narrow entry",
            false,
            "/allowlist");
    changes.makeAndTell(
        visit,
        new Change.Narrow(entry.id(), parts),
        Done.entry(Done.What.NARROWED, entry.name(), entry.id()),
        confirm.carrying(parts.stream().map(part -> new Field("part", part)).toList()));
  }

  /**
   * What is shown.
   *
   * @param all how many pieces of advice there are
   */
  record Model(
      Guarded guarded,
      boolean mayEdit,
      boolean mayAdd,
      long revision,
      List<AdviceItem> items,
      int all) {
    int more() {
      return all - items.size();
    }
  }

  /**
   * A way to follow the advice.
   *
   * @param path a form's address below the entry's
   * @param parts what is posted with it
   */
  record Step(String label, String path, Icon icon, boolean needsPlan, List<String> parts) {
    /** Whether a form is opened first, rather than something done. */
    boolean opens() {
      return path.equals("/delete") || path.equals("/renew");
    }
  }

  static List<Step> steps(Advice advice) {
    Step delete = new Step("Delete", "/delete", Icon.TRASH, false, List.of());
    return switch (advice) {
      case Advice.Unused _ ->
          List.of(new Step("Pause", "/pause", Icon.PAUSE, false, List.of()), delete);
      case Advice.Covered _ -> List.of(delete);
      case Advice.Expired _ ->
          List.of(delete, new Step("Renew", "/renew", Icon.CLOCK, true, List.of()));
      case Advice.Narrow narrow -> {
        List<Step> steps = new ArrayList<>();
        List<String> used = narrow.used().stream().map(Object::toString).toList();
        steps.add(narrow("Narrow to " + Words.count(used.size(), "address", "addresses"), used));
        String smallest = narrow.smallest().toString();
        if (used.size() > 1 && !narrow.smallest().equals(narrow.entry().network())) {
          steps.add(narrow("Narrow to " + smallest, List.of(smallest)));
        }
        yield steps;
      }
    };
  }

  private static Step narrow(String label, List<String> parts) {
    return new Step(label, "/narrow", Icon.SHIELD, true, parts);
  }
}
