package dev.sallyport.dashboard;

import dev.sallyport.account.Change;
import dev.sallyport.account.ChangeResult;
import dev.sallyport.account.Entry;
import dev.sallyport.account.EntryDraft;
import dev.sallyport.account.PreviewResult;
import dev.sallyport.allowlist.Network;
import dev.sallyport.allowlist.ParseResult;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
    show(visit, 200, Model.empty(visit));
  }

  /** What the text comes to, with nothing changed yet. */
  void preview(Visit visit) {
    Model model = read(visit);
    show(visit, model.sound() ? 200 : 422, model);
  }

  void add(Visit visit) {
    Model model = read(visit);
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

  private Model read(Visit visit) {
    Form form = visit.form();
    String typed = form.raw("text");
    String file = form.raw("file");
    Model model = Model.empty(visit).typed(file.isBlank() ? typed : file, form.text("name"), form);
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

  private void show(Visit visit, int status, Model model) {
    pages.page(visit, status, "Import addresses", "importPage.jte", model);
  }

  /**
   * What the page shows.
   *
   * @param textError what is wrong with the text as a whole; empty for nothing
   * @param problem what went wrong with the change; null for nothing
   * @param plan what the text comes to; null before it was read
   */
  record Model(
      ListOwner owner,
      Guarded guarded,
      long revision,
      String text,
      String name,
      String textError,
      @Nullable Flash problem,
      @Nullable ImportPlan plan,
      List<WarningBox> warnings,
      List<String> acknowledged,
      boolean mayGoBack,
      boolean goesBack) {
    /** How many entries or problems are shown, of which the number is told. */
    private static final int SHOWN = 50;

    static Model empty(Visit visit) {
      return new Model(
          visit.owner(),
          visit.guarded(),
          visit.list().revision(),
          "",
          "",
          "",
          null,
          null,
          List.of(),
          List.of(),
          Changes.mayGoBack(visit),
          Changes.goesBack(visit));
    }

    Model typed(String newText, String newName, Form form) {
      return new Model(
          owner,
          guarded,
          revision,
          newText,
          newName,
          "",
          null,
          null,
          List.of(),
          form.all("acknowledge"),
          mayGoBack,
          goesBack);
    }

    Model wrong(String error) {
      return new Model(
          owner,
          guarded,
          revision,
          text,
          name,
          error,
          null,
          null,
          List.of(),
          acknowledged,
          mayGoBack,
          goesBack);
    }

    Model planned(ImportPlan newPlan, List<WarningBox> boxes) {
      return new Model(
          owner,
          guarded,
          revision,
          text,
          name,
          textError,
          null,
          newPlan,
          boxes,
          acknowledged,
          mayGoBack,
          goesBack);
    }

    Model failed(Flash flash) {
      return failed(flash, revision);
    }

    Model failed(Flash flash, long newRevision) {
      return new Model(
          owner,
          guarded,
          newRevision,
          text,
          name,
          textError,
          flash,
          plan,
          warnings,
          acknowledged,
          mayGoBack,
          goesBack);
    }

    /** Whether the text could be taken as it is. */
    boolean sound() {
      return textError.isEmpty()
          && problem == null
          && plan != null
          && plan.problems().isEmpty()
          && plan.nameless() == 0;
    }

    /** Whether there is something to add, and nothing in its way. */
    boolean ready() {
      return sound() && plan != null && !plan.added().isEmpty();
    }

    String nameError() {
      if (plan == null || plan.nameless() == 0) {
        return "";
      }
      return Words.count(plan.nameless(), "address has", "addresses have")
          + " no name. Enter one for all of them, so others know what they are.";
    }

    String form() {
      return plan == null
          ? ""
          : switch (plan.form()) {
            case CSV -> "CSV";
            case JSON -> "JSON";
            case COLUMN -> "a column of addresses";
          };
    }

    String button() {
      int count = plan == null ? 0 : plan.added().size();
      return "Add " + Words.count(count, "entry", "entries");
    }

    List<ImportPlan.Problem> problems() {
      return plan == null ? List.of() : first(plan.problems());
    }

    List<Row> added() {
      return plan == null
          ? List.of()
          : first(plan.added()).stream().map(written -> Row.of(written.draft())).toList();
    }

    String knownNames() {
      return plan == null
          ? ""
          : plan.known().stream().limit(5).map(Entry::name).collect(Collectors.joining(", "));
    }

    private static <T> List<T> first(List<T> all) {
      return all.subList(0, Math.min(SHOWN, all.size()));
    }

    int more(int count) {
      return Math.max(0, count - SHOWN);
    }
  }

  /** An entry that would be added. */
  record Row(String address, String name, String more) {
    static Row of(EntryDraft draft) {
      String address =
          Network.parse(draft.address()) instanceof ParseResult.Parsed<Network> parsed
              ? parsed.value().toString()
              : draft.address();
      String status = draft.status();
      return new Row(
          address,
          draft.name().isBlank() ? "No name yet" : draft.name(),
          (status == null || status.equals("active") ? "" : status)
              + (draft.expiresAt() == null ? "" : " until " + When.exact(draft.expiresAt())));
    }
  }
}
