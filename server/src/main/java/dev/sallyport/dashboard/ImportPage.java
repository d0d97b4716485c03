package dev.sallyport.dashboard;

import dev.sallyport.account.Change;
import dev.sallyport.account.ChangeResult;
import dev.sallyport.account.PreviewResult;
import java.util.List;

/** Many entries at once, from a file or pasted: looked at first, then added all or not at all. */
final class ImportPage {
  private final Pages pages;
  private final Changes changes;
  private final Previews previews;

  ImportPage(Pages pages, Changes changes, Previews previews) {
    this.pages = pages;
    this.changes = changes;
    this.previews = previews;
  }

  void page(Visit visit) {
    AllowlistForms.requirePlan(visit);
    show(visit, 200, ImportForm.empty(visit));
  }

  /** What the text comes to, with nothing changed yet. */
  void preview(Visit visit) {
    ImportForm model = read(visit);
    show(visit, model.sound() ? 200 : 422, model);
  }

  void add(Visit visit) {
    ImportForm model = read(visit);
    ImportPlan plan = model.plan();
    if (!model.sound() || plan == null || plan.added().isEmpty()) {
      show(visit, 422, model);
      return;
    }
    switch (changes.make(visit, new Change.AddAll(plan.drafts()))) {
      case ChangeResult.Changed changed ->
          changes.changed(
              visit,
              changed,
              Done.entry(
                  Done.What.ADDED_SEVERAL,
                  Words.count(plan.added().size(), "entry is", "entries are"),
                  ""));
      // The preview names all that must be agreed to, also what was agreed to already.
      case ChangeResult.NeedsAcknowledgement _ -> show(visit, 409, model);
      case ChangeResult.Stale stale ->
          show(
              visit,
              412,
              read(changes.fresh(visit))
                  .failed(
                      Flash.failed(
                          "Not saved. The list was changed by someone else. Look at the preview"
                              + " again."),
                      stale.revision()));
      case ChangeResult.Invalid invalid ->
          show(visit, 422, model.planned(plan.refused(invalid), List.of()));
      case ChangeResult refused -> show(visit, status(refused), model.failed(why(refused)));
    }
  }

  private ImportForm read(Visit visit) {
    Form form = visit.form();
    String typed = form.raw("text");
    String file = form.raw("file");
    ImportForm model =
        ImportForm.empty(visit).typed(file.isBlank() ? typed : file, form.text("name"), form);
    if (form.has(Uploads.UNREADABLE)) {
      return model.wrong("This file is not UTF-8 text. Save it as CSV in UTF-8, or paste it here.");
    }
    if (!file.isBlank() && !typed.isBlank() && !file.equals(typed)) {
      return model
          .typed(typed, form.text("name"), form)
          .wrong("There is text here and a file as well. Take the text away, or choose no file.");
    }
    if (model.text().isBlank()) {
      return model.wrong("Paste addresses, or choose a file.");
    }
    ImportPlan plan = ImportPlan.of(model.text(), model.name(), visit.list().entries());
    if (plan.nameless() > 0 || plan.added().isEmpty()) {
      return model.planned(plan, List.of());
    }
    Change change = new Change.AddAll(plan.drafts());
    return switch (previews.preview(visit, change)) {
      case PreviewResult.Previewed previewed ->
          model.planned(plan, WarningBox.of(previewed.warnings(), visit.owner()));
      case PreviewResult.Refused(ChangeResult.Invalid invalid) ->
          // An address that can't be read is told already, with what was probably meant.
          model.planned(plan.refused(invalid), List.of());
      case PreviewResult.Refused(ChangeResult why) ->
          model.planned(plan, List.of()).failed(why(why));
    };
  }

  private static int status(ChangeResult refused) {
    return refused instanceof ChangeResult.PlanForbids ? 403 : 422;
  }

  private static Flash why(ChangeResult refused) {
    return switch (refused) {
      case ChangeResult.PlanForbids _ -> Changes.planForbids();
      case ChangeResult.TooManyEntries many -> Changes.tooMany(many);
      case ChangeResult.BreaksAssertions broken -> Changes.breaks(broken);
      default -> Flash.failed("Not saved. Nothing was changed.");
    };
  }

  private void show(Visit visit, int status, ImportForm model) {
    pages.page(visit, status, "Import addresses", "importPage.jte", model);
  }
}
