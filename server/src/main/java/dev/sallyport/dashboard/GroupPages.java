package dev.sallyport.dashboard;

import dev.sallyport.account.Allowlists;
import dev.sallyport.account.Change;
import dev.sallyport.account.Entry;
import dev.sallyport.account.Group;
import dev.sallyport.account.InvalidFieldException;
import java.util.List;

/** The groups of a list: networks of published range files. */
final class GroupPages {
  private static final int ROWS = 100;

  private final Allowlists allowlists;
  private final Pages pages;
  private final Changes changes;

  GroupPages(Allowlists allowlists, Pages pages, Changes changes) {
    this.allowlists = allowlists;
    this.pages = pages;
    this.changes = changes;
  }

  /** A group with its networks. */
  void page(Visit visit) {
    Group group = group(visit);
    List<Entry> networks =
        visit.list().byNetwork().stream()
            .filter(entry -> group.id().equals(entry.groupId()))
            .toList();
    int last = Math.max(1, (networks.size() + ROWS - 1) / ROWS);
    int page = Math.min(ListView.parse("page=" + Requests.query(visit.ctx(), "page")).page(), last);
    int from = (page - 1) * ROWS;
    int to = Math.min(from + ROWS, networks.size());
    pages.page(
        visit,
        200,
        group.name(),
        "group.jte",
        new Model(
            visit.owner(),
            visit.guarded(),
            visit.mayEdit(),
            visit.mayEdit() && visit.plan().allowlist(),
            visit.list().revision(),
            GroupRow.of(group, false, visit.now()),
            networks.subList(from, to).stream()
                .map(entry -> new Row(entry.id(), entry.network().toString()))
                .toList(),
            page,
            last,
            "%,d to %,d of %,d".formatted(from + 1, to, networks.size())));
  }

  void pause(Visit visit) {
    Group group = group(visit);
    changes.makeAndTell(
        visit,
        new Change.PauseGroup(group.id()),
        Done.entry(Done.What.PAUSED, "Group " + group.name(), ""),
        confirm(visit, group, "Pause", "/pause", ""));
  }

  void resume(Visit visit) {
    Group group = group(visit);
    changes.makeAndTell(
        visit,
        new Change.ResumeGroup(group.id()),
        Done.entry(Done.What.RESUMED, "Group " + group.name(), ""),
        confirm(visit, group, "Resume", "/resume", ""));
  }

  void deleteForm(Visit visit) {
    Group group = group(visit);
    changes.ask(visit, 200, deleteConfirm(visit, group), new Change.DeleteGroup(group.id()));
  }

  void delete(Visit visit) {
    Group group = group(visit);
    changes.makeAndTell(
        visit,
        new Change.DeleteGroup(group.id()),
        Done.entry(Done.What.DELETED, "Group " + group.name(), ""),
        deleteConfirm(visit, group));
  }

  private static Confirm deleteConfirm(Visit visit, Group group) {
    return confirm(
        visit,
        group,
        "Delete",
        "/delete",
        Words.count(group.networks(), "network goes", "networks go")
            + " off the list. Calls from there will be denied, unless another entry covers them.");
  }

  private static Confirm confirm(Visit visit, Group group, String word, String step, String text) {
    String path = visit.owner().path() + "/groups/" + group.id();
    return Confirm.ofList(
        visit,
        word + " " + group.name() + "?",
        path + step,
        "",
        visit.list().revision(),
        text,
        "",
        List.of(),
        word + " group",
        word.equals("Delete"),
        path);
  }

  /** Whether the group follows its file by itself; no change of the list. */
  void daily(Visit visit) {
    Group group = group(visit);
    try {
      allowlists.groups().setDaily(group, visit.form().text("daily").equals("on"), visit.actor());
    } catch (InvalidFieldException e) {
      throw new Refusal(422, "Not saved", e.reason());
    }
    Headers.page(visit.ctx());
    visit.ctx().status(303).header("Location", visit.owner().path() + "/groups/" + group.id());
  }

  private Group group(Visit visit) {
    return find(allowlists, visit);
  }

  /** The group that the path names. */
  static Group find(Allowlists allowlists, Visit visit) {
    return allowlists
        .groups()
        .find(visit.list().ref(), visit.ctx().pathParam("group"))
        .orElseThrow(Refusal::notFound);
  }

  /** A network of the group. */
  record Row(String id, String address) {}

  /** What the page of a group shows. */
  record Model(
      ListOwner owner,
      Guarded guarded,
      boolean mayEdit,
      boolean mayAdd,
      long revision,
      GroupRow group,
      List<Row> rows,
      int page,
      int pages,
      String range) {
    String path(String form) {
      return owner.path() + "/groups/" + group.id() + form;
    }
  }
}
