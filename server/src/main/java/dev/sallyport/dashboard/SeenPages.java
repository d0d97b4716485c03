package dev.sallyport.dashboard;

import dev.sallyport.account.Change;
import dev.sallyport.account.EntryDraft;
import java.util.ArrayList;
import java.util.List;

/** Starts a list, or goes on with it, from the addresses that already send. */
final class SeenPages {
  private static final String TITLE = "Addresses that already send";

  private final Pages pages;
  private final Changes changes;
  private final Seen seen;

  SeenPages(Pages pages, Changes changes, Seen seen) {
    this.pages = pages;
    this.changes = changes;
    this.seen = seen;
  }

  void page(Visit visit) {
    show(visit, 200, seen.form(visit));
  }

  /** What is ticked would leave out, or the rows searched for: that part alone for the script. */
  void preview(Visit visit) {
    SeenForm form = seen.form(visit);
    String part = visit.ctx().header("HX-Target");
    if ("seen-foot".equals(part)) {
      pages.part(visit.ctx(), 200, "seenFoot.jte", form);
    } else if ("seen-form".equals(part)) {
      pages.part(visit.ctx(), 200, "seen.jte", form);
    } else {
      show(visit, 200, form);
    }
  }

  /** Adds what is ticked, as one change. */
  void add(Visit visit) {
    AllowlistForms.requirePlan(visit);
    SeenForm form = seen.form(visit);
    List<EntryDraft> drafts = Seen.drafts(form);
    if (drafts.isEmpty()) {
      show(visit, 422, seen.with(form, form.foot(), "Tick an address first. Nothing was changed."));
      return;
    }
    if (drafts.stream().anyMatch(draft -> draft.name().isEmpty())) {
      String error = "Enter a name for each, so others know what this address is.";
      show(visit, 422, seen.with(form, form.foot(), error + " Nothing was changed."));
      return;
    }
    int all = drafts.size() + Previews.also(visit.form()).size();
    String many = Words.count(all, "address", "addresses");
    Done done = Done.entry(Done.What.ADDED_SEVERAL, many + (all == 1 ? " is" : " are"), "");
    String button = (form.first() ? "Restrict to " : "Add ") + many;
    changes.makeAndTell(
        visit, new Change.AddAll(drafts), done, confirm(visit, form, drafts, button));
  }

  private static Confirm confirm(
      Visit visit, SeenForm form, List<EntryDraft> drafts, String button) {
    List<Confirm.Field> fields = new ArrayList<>();
    drafts.forEach(draft -> {
      fields.add(new Confirm.Field("address", draft.address()));
      fields.add(new Confirm.Field("name-" + draft.address(), draft.name()));
    });
    return Confirm.ofList(
            visit,
            button + "?",
            form.at(),
            "",
            form.revision(),
            "",
            "",
            form.first() ? List.of(WarningBox.closes(visit.owner())) : List.of(),
            button,
            false,
            visit.owner().path())
        .carrying(fields);
  }

  private void show(Visit visit, int status, SeenForm form) {
    pages.page(visit, status, TITLE, "seenPage.jte", form);
  }
}
