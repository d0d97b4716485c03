package dev.sallyport.dashboard;

import dev.sallyport.account.Allowlists;
import dev.sallyport.account.Change;
import dev.sallyport.account.ChangeResult;
import dev.sallyport.account.Entry;
import dev.sallyport.account.Group;
import dev.sallyport.account.GroupSource;
import dev.sallyport.account.GroupSource.Family;
import dev.sallyport.account.InvalidFieldException;
import dev.sallyport.account.PreviewResult;
import dev.sallyport.range.RangeResult;
import dev.sallyport.range.Ranges;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The groups of a list: networks of published range files. */
final class GroupPages {
  private static final int ROWS = 100;

  private final Allowlists allowlists;
  private final Ranges ranges;
  private final Pages pages;
  private final Changes changes;

  GroupPages(Allowlists allowlists, Ranges ranges, Pages pages, Changes changes) {
    this.allowlists = allowlists;
    this.ranges = ranges;
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

  void addForm(Visit visit) {
    AllowlistForms.requirePlan(visit);
    show(visit, 200, GroupForm.of(visit, null));
  }

  /** The form of a group that is there, with what its file comes to now where it is asked for. */
  void editForm(Visit visit) {
    AllowlistForms.requirePlan(visit);
    GroupForm form = GroupForm.of(visit, group(visit));
    boolean refresh = !Requests.query(visit.ctx(), "refresh").isEmpty() && !form.url().isEmpty();
    show(visit, 200, refresh ? read(visit, form).form() : form);
  }

  void preview(Visit visit) {
    GroupForm form = read(visit, form(visit)).form();
    show(visit, form.ready() ? 200 : 422, form);
  }

  void save(Visit visit) {
    Read read = read(visit, form(visit));
    GroupForm form = read.form();
    Change change = read.change();
    if (change == null || !form.ready()) {
      show(visit, 422, form);
      return;
    }
    switch (changes.make(visit, change)) {
      case ChangeResult.Changed changed ->
          changes.changed(
              visit,
              changed,
              form.fresh()
                  ? Done.entry(Done.What.ADDED_SEVERAL, "Group " + form.name() + " is", "")
                  : Done.entry(Done.What.EDITED, form.name(), ""));
      case ChangeResult.NeedsAcknowledgement needs ->
          show(
              visit,
              409,
              form.planned(
                  Objects.requireNonNull(form.plan()),
                  WarningBox.of(needs.warnings(), visit.owner())));
      case ChangeResult.Stale stale ->
          show(visit, 412, form.failed(Flash.stale(visit.owner()), stale.revision()));
      case ChangeResult.Invalid invalid -> show(visit, 422, form.wrong(invalid.errors()));
      case ChangeResult refused -> changes.refused(visit, refused);
    }
  }

  /**
   * A form that was read, and the change it comes to.
   *
   * @param change null where it comes to none
   */
  private record Read(GroupForm form, Change.@Nullable PutGroup change) {}

  private GroupForm form(Visit visit) {
    AllowlistForms.requirePlan(visit);
    boolean fresh = !visit.ctx().pathParamMap().containsKey("group");
    return GroupForm.of(visit, fresh ? null : group(visit)).typed(visit.form());
  }

  private Read read(Visit visit, GroupForm form) {
    RangeResult result = file(visit.form(), form);
    if (!(result instanceof RangeResult.Found found)) {
      RangeResult.Wrong wrong = (RangeResult.Wrong) result;
      return new Read(form.wrong(Map.of(wrong.field(), wrong.messages())), null);
    }
    GroupForm.Plan plan = GroupForm.Plan.of(found, form.id(), visit.list().entries());
    Change.PutGroup change =
        new Change.PutGroup(
            form.fresh() ? null : form.id(),
            form.name(),
            found.source(),
            found.networks(),
            found.etag());
    GroupForm planned = form.planned(plan, List.of());
    GroupForm shown =
        switch (allowlists.preview(visit.list().ref(), change, null)) {
          case PreviewResult.Previewed previewed ->
              form.planned(plan, WarningBox.of(previewed.warnings(), visit.owner()));
          case PreviewResult.Refused(ChangeResult.Invalid invalid) ->
              planned.wrong(invalid.errors());
          case PreviewResult.Refused(ChangeResult.TooManyEntries many) ->
              planned.failed(Changes.tooMany(many), form.revision());
          case PreviewResult.Refused(ChangeResult.BreaksAssertions broken) ->
              planned.failed(Changes.breaks(broken), form.revision());
          case PreviewResult.Refused _ -> planned.failed(Changes.gone(), form.revision());
        };
    return new Read(shown, change);
  }

  private RangeResult file(Form posted, GroupForm form) {
    Family family = Objects.requireNonNullElse(Family.of(form.family()), Family.ANY);
    if (posted.has(Uploads.UNREADABLE)) {
      return wrong("file", "This file is not UTF-8 text.");
    }
    String content = posted.raw("file");
    if (!content.isBlank() && !form.url().isEmpty()) {
      return wrong("file", "Give a URL or a file, not both.");
    }
    if (!content.isBlank()) {
      return ranges.read(content, posted.text("file-name"), form.filter(), family);
    }
    if (!form.url().isEmpty()) {
      return ranges.fetch(form.url(), form.filter(), family);
    }
    String networks = posted.raw("networks");
    if (networks.isBlank()) {
      return wrong("url", "Enter the URL of the file, or choose a file.");
    }
    // Of a file that was uploaded for the preview, what was meant of it then.
    return switch (ranges.read(networks, posted.text("file_name"), "", Family.ANY)) {
      case RangeResult.Found found ->
          new RangeResult.Found(
              new GroupSource(
                  null, found.source().fileName(), format(posted), form.filter(), family),
              found.networks(),
              null);
      case RangeResult other -> other;
    };
  }

  private static String format(Form posted) {
    String word = posted.text("format");
    return word.matches("[a-z]{1,16}") ? word : "column";
  }

  private static RangeResult wrong(String field, String message) {
    return new RangeResult.Wrong(field, List.of(message));
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
      allowlists.groups().setDaily(group, visit.form().text("daily").equals("on"));
    } catch (InvalidFieldException e) {
      throw new Refusal(422, "Not saved", e.reason());
    }
    Headers.page(visit.ctx());
    visit.ctx().status(303).header("Location", visit.owner().path() + "/groups/" + group.id());
  }

  private Group group(Visit visit) {
    return allowlists
        .groups()
        .find(visit.list().ref(), visit.ctx().pathParam("group"))
        .orElseThrow(Refusal::notFound);
  }

  private void show(Visit visit, int status, GroupForm form) {
    pages.page(visit, status, form.heading(), "groupForm.jte", form);
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
