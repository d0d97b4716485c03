package dev.sallyport.dashboard;

import dev.sallyport.account.Change;
import dev.sallyport.account.Entry;
import dev.sallyport.account.Finding;
import dev.sallyport.account.Mode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is done to the list, or to one entry of it, in one step. */
final class AllowlistForms {
  private final Changes changes;

  AllowlistForms(Changes changes) {
    this.changes = changes;
  }

  static Done done(Done.What what, @Nullable Entry entry, String name) {
    return entry == null ? Done.entry(what, name, "") : Done.entry(what, entry.name(), entry.id());
  }

  /**
   * At once where nobody is cut off: then nothing is asked, and so no going back by itself offered,
   * which one click undoes as well. The same of resuming, and of several entries.
   */
  void pause(Visit visit) {
    Entry entry = entry(visit);
    String own = isOwn(entry, visit) ? visit.client().toString() : "";
    Confirm confirm =
        confirm(visit, "Pause " + entry.name() + "?", "/pause", "", own, List.of(), "Pause entry");
    changes.makeAndTell(
        visit, new Change.Pause(entry.id()), done(Done.What.PAUSED, entry, entry.name()), confirm);
  }

  void resume(Visit visit) {
    Entry entry = entry(visit);
    Confirm confirm =
        confirm(
            visit, "Resume " + entry.name() + "?", "/resume", "", "", List.of(), "Resume entry");
    changes.makeAndTell(
        visit,
        new Change.Resume(entry.id()),
        done(Done.What.RESUMED, entry, entry.name()),
        confirm);
  }

  void deleteForm(Visit visit) {
    changes.ask(visit, 200, deleteConfirm(visit), new Change.Delete(entry(visit).id()));
  }

  void delete(Visit visit) {
    Entry entry = entry(visit);
    changes.makeAndTell(
        visit,
        new Change.Delete(entry.id()),
        done(Done.What.DELETED, entry, entry.name()),
        deleteConfirm(visit));
  }

  private static Confirm deleteConfirm(Visit visit) {
    Entry entry = entry(visit);
    boolean last = visit.list().entries().size() == 1;
    String text =
        last
            ? ""
            : (visit.owner().account()
                    ? "API and SMTP calls from "
                    : "Calls with this " + visit.owner().noun() + " from ")
                + entry.network()
                + " will be denied from now on, unless"
                + " another entry covers them.";
    return confirm(
        visit,
        "Delete " + entry.name() + "?",
        "/delete",
        text,
        !last && isOwn(entry, visit) ? visit.client().toString() : "",
        last ? List.of(WarningBox.empties(visit.owner())) : List.of(),
        "Delete entry");
  }

  void monitorForm(Visit visit) {
    requirePlan(visit);
    changes.ask(visit, 200, monitorConfirm(visit), new Change.SetMode(Mode.MONITOR));
  }

  /** Lets through, and only records, what the list denies. */
  void monitor(Visit visit) {
    changes.makeAndTell(
        visit,
        new Change.SetMode(Mode.MONITOR),
        Done.entry(Done.What.MONITORED, "", ""),
        monitorConfirm(visit));
  }

  private static Confirm monitorConfirm(Visit visit) {
    return Confirm.ofList(
        visit,
        "Turn on monitor mode?",
        visit.owner().path() + "/monitor",
        "",
        visit.list().revision(),
        "Each call is still decided and recorded, and a caller that would be denied is told so in"
            + " the answer. Calls that manage this account stay held to the list.",
        "",
        List.of(WarningBox.monitors(visit.owner())),
        "Turn on monitor mode",
        false,
        visit.owner().path());
  }

  /** Ends monitor mode. */
  void enforce(Visit visit) {
    Confirm confirm =
        Confirm.ofList(
            visit,
            "Enforce the list?",
            visit.owner().path() + "/enforce",
            "",
            visit.list().revision(),
            "",
            "",
            List.of(),
            "Enforce the list",
            false,
            visit.owner().path());
    changes.makeAndTell(
        visit, new Change.SetMode(Mode.ENFORCE), Done.entry(Done.What.ENFORCED, "", ""), confirm);
  }

  private static Confirm confirm(
      Visit visit,
      String heading,
      String step,
      String text,
      String own,
      List<WarningBox> warnings,
      String button) {
    ListView view = view(visit);
    long posted = visit.form().number("revision");
    return Confirm.ofList(
        visit,
        heading,
        visit.owner().path() + "/" + visit.ctx().pathParam("entry") + step,
        view.query(),
        posted < 0 ? visit.list().revision() : posted,
        text,
        own,
        warnings,
        button,
        step.equals("/delete"),
        visit.owner().at(view.query()));
  }

  private static boolean isOwn(Entry entry, Visit visit) {
    Finding judgement = Finding.of(visit.list(), visit.client(), visit.now());
    Entry mine = judgement.entry();
    return visit.owner().account()
        && judgement.allowed()
        && mine != null
        && mine.id().equals(entry.id());
  }

  /** The entry that the path names. */
  static Entry entry(Visit visit) {
    String id = visit.ctx().pathParam("entry");
    Entry entry = visit.list().entry(id);
    if (entry == null) {
      throw Refusal.notFound();
    }
    return entry;
  }

  /** The view of the list to go back to. */
  static ListView view(Visit visit) {
    String posted = visit.form().text("view");
    return ListView.parse(posted.isEmpty() ? Requests.query(visit.ctx(), "view") : posted);
  }

  static void requirePlan(Visit visit) {
    if (!visit.plan().allowlist()) {
      throw new Refusal(
          403,
          "Not part of the " + Words.capital(visit.plan().name()) + " plan",
          "Entries can be paused or deleted, but not added or changed. Nothing was changed.");
    }
  }
}
