package dev.sallyport.dashboard;

import dev.sallyport.account.Entry;
import dev.sallyport.account.EntryDraft;
import dev.sallyport.allowlist.Network;
import dev.sallyport.allowlist.ParseResult;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Many entries at once, as they were typed, and what they come to.
 *
 * @param textError what is wrong with the text as a whole; empty for nothing
 * @param problem what went wrong with the change; null for nothing
 * @param plan what the text comes to; null before it was read
 */
record ImportForm(
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

  static ImportForm empty(Visit visit) {
    return new ImportForm(
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

  ImportForm typed(String newText, String newName, Form form) {
    return new ImportForm(
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

  ImportForm wrong(String error) {
    return new ImportForm(
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

  ImportForm planned(ImportPlan newPlan, List<WarningBox> boxes) {
    return new ImportForm(
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

  ImportForm failed(Flash flash) {
    return failed(flash, revision);
  }

  ImportForm failed(Flash flash, long newRevision) {
    return new ImportForm(
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
