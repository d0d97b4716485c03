package dev.sallyport.dashboard;

import dev.sallyport.account.Change;
import dev.sallyport.account.Entry;
import dev.sallyport.account.Finding;
import dev.sallyport.dashboard.Confirm.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The forms that change several entries at once, each in one revision. */
final class SelectedForms {
  private static final int NAMED = 6;

  private final Changes changes;
  private final EntryTables tables;

  SelectedForms(Changes changes, EntryTables tables) {
    this.changes = changes;
    this.tables = tables;
  }

  /** What can be done to several. */
  private enum Step {
    PAUSE("Pause", Done.What.PAUSED, Done.What.PAUSED_ALL),
    RESUME("Resume", Done.What.RESUMED, Done.What.RESUMED_ALL),
    DELETE("Delete", Done.What.DELETED, Done.What.DELETED_ALL);

    private final String word;
    private final Done.What one;
    private final Done.What several;

    Step(String word, Done.What one, Done.What several) {
      this.word = word;
      this.one = one;
      this.several = several;
    }

    Change of(List<String> ids) {
      return switch (this) {
        case PAUSE -> new Change.PauseAll(ids);
        case RESUME -> new Change.ResumeAll(ids);
        case DELETE -> new Change.DeleteAll(ids);
      };
    }

    String path() {
      return "/selected/" + word.toLowerCase(Locale.ROOT);
    }
  }

  void pause(Visit visit) {
    take(visit, Step.PAUSE);
  }

  void resume(Visit visit) {
    take(visit, Step.RESUME);
  }

  /** Asks once more first, and then deletes. */
  void delete(Visit visit) {
    take(visit, Step.DELETE);
  }

  private void take(Visit visit, Step step) {
    long posted = visit.form().number("revision");
    if (posted >= 0 && posted != visit.list().revision()) {
      // What "all that fit" means may have changed too.
      changes.failed(visit, 412, Flash.stale(visit.owner()));
      return;
    }
    List<Entry> chosen = chosen(visit);
    List<Entry> able =
        step == Step.RESUME
            ? chosen.stream().filter(each -> !each.status(visit.now()).equals("expired")).toList()
            : chosen;
    if (able.isEmpty()) {
      changes.failed(
          visit,
          422,
          Flash.failed(
              chosen.isEmpty()
                  ? "Tick the entries it is for. Nothing was changed."
                  : "These entries have expired. Renew them instead. Nothing was changed."));
      return;
    }
    Confirm confirm = confirm(visit, step, able);
    Change change = step.of(able.stream().map(Entry::id).toList());
    if (step == Step.DELETE && !visit.form().has("sure")) {
      changes.ask(visit, 200, confirm, change);
    } else {
      changes.makeAndTell(visit, change, done(step, able, chosen.size()), confirm);
    }
  }

  private static Done done(Step step, List<Entry> able, int chosen) {
    if (able.size() == 1) {
      return Done.entry(step.one, able.getFirst().name(), able.getFirst().id());
    }
    String number = Words.count(able.size(), "entry", "entries");
    return Done.entry(
        step.several, able.size() == chosen ? number : number + " of " + Words.number(chosen), "");
  }

  /** The entries ticked that are on the list, or all that the view shows. */
  private List<Entry> chosen(Visit visit) {
    Form form = visit.form();
    if (form.has("all")) {
      return tables.found(visit, ListView.parse(form.text("view")));
    }
    Set<String> ids = Set.copyOf(form.all("entry"));
    return visit.list().entries().stream().filter(entry -> ids.contains(entry.id())).toList();
  }

  private static Confirm confirm(Visit visit, Step step, List<Entry> chosen) {
    String view = visit.form().text("view");
    boolean all = chosen.size() == visit.list().entries().size() && step == Step.DELETE;
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("sure", "1"));
    if (visit.form().has("all")) {
      fields.add(new Field("all", "1"));
    } else {
      chosen.forEach(entry -> fields.add(new Field("entry", entry.id())));
    }
    String number = Words.count(chosen.size(), "entry", "entries");
    Confirm confirm =
        Confirm.ofList(
            visit,
            step.word + " " + number + "?",
            visit.owner().path() + step.path(),
            view,
            visit.list().revision(),
            names(chosen),
            step == Step.RESUME || all ? "" : own(visit, chosen),
            all ? List.of(WarningBox.empties(visit.owner())) : List.of(),
            step.word + " " + number,
            step == Step.DELETE,
            visit.owner().at(ListView.parse(view).query()));
    return confirm.carrying(fields);
  }

  /** What it is about, the first few by name. */
  private static String names(List<Entry> chosen) {
    String names =
        chosen.stream()
            .limit(NAMED)
            .map(entry -> entry.name() + " (" + entry.network() + ")")
            .collect(Collectors.joining(", "));
    int more = chosen.size() - NAMED;
    return more > 0 ? names + " and " + Words.number(more) + " more." : names + ".";
  }

  /** The member's own address where what lets it in now is among these. */
  private static String own(Visit visit, List<Entry> chosen) {
    Finding judgement = Finding.of(visit.list(), visit.client(), visit.now());
    Entry mine = judgement.entry();
    return visit.owner().account()
            && judgement.allowed()
            && mine != null
            && chosen.stream().anyMatch(entry -> entry.id().equals(mine.id()))
        ? visit.client().toString()
        : "";
  }
}
