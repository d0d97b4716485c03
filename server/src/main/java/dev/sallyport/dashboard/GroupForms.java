package dev.sallyport.dashboard;

import dev.sallyport.account.Allowlists;
import dev.sallyport.account.Change;
import dev.sallyport.account.ChangeResult;
import dev.sallyport.account.Group;
import dev.sallyport.account.GroupSource;
import dev.sallyport.account.GroupSource.Family;
import dev.sallyport.range.RangeResult;
import dev.sallyport.range.Ranges;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The forms that add a published range file to a list, and change what a group follows. What is
 * saved is what was looked at: a file that is another by then is shown again.
 */
final class GroupForms {
  private final Allowlists allowlists;
  private final Ranges ranges;
  private final Pages pages;
  private final Changes changes;
  private final Previews previews;

  GroupForms(
      Allowlists allowlists, Ranges ranges, Pages pages, Changes changes, Previews previews) {
    this.allowlists = allowlists;
    this.ranges = ranges;
    this.pages = pages;
    this.changes = changes;
    this.previews = previews;
  }

  void addForm(Visit visit) {
    AllowlistForms.requirePlan(visit);
    show(visit, 200, GroupForm.of(visit, null));
  }

  /** The form of a group that is there, with what its file comes to now where it is asked for. */
  void editForm(Visit visit) {
    AllowlistForms.requirePlan(visit);
    GroupForm form = GroupForm.of(visit, GroupPages.find(allowlists, visit));
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
    GroupForm.Plan plan = form.plan();
    Change change = read.change();
    if (change == null || plan == null || !form.ready()) {
      show(visit, 422, form);
      return;
    }
    String seen = visit.form().text("seen");
    if (!seen.equals(plan.digest())) {
      show(
          visit,
          409,
          seen.isEmpty()
              ? form
              : form.noted("Not saved yet: this is not what you looked at. Look at it again."));
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
      case ChangeResult.NeedsAcknowledgement _ -> show(visit, 409, form);
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
  private record Read(GroupForm form, @Nullable Change change) {}

  private GroupForm form(Visit visit) {
    AllowlistForms.requirePlan(visit);
    boolean fresh = !visit.ctx().pathParamMap().containsKey("group");
    Group group = fresh ? null : GroupPages.find(allowlists, visit);
    return GroupForm.of(visit, group).typed(visit.form());
  }

  private Read read(Visit visit, GroupForm form) {
    return switch (file(visit.form(), form)) {
      case RangeResult.Found found -> planned(visit, form, found);
      case RangeResult.Wrong(String field, List<String> messages) ->
          new Read(form.wrong(Map.of(field, messages)), null);
      case RangeResult.Unchanged _ ->
          throw new IllegalStateException("no version was said to be known");
    };
  }

  private Read planned(Visit visit, GroupForm form, RangeResult.Found found) {
    List<String> also = form.impact().also();
    Change change =
        previews.keeping(
            visit,
            new Change.PutGroup(
                form.fresh() ? null : form.id(),
                form.name(),
                found.source(),
                found.networks(),
                found.etag()),
            also);
    GroupForm planned =
        form.planned(GroupForm.Plan.of(found, form.id(), visit.list().entries()))
            .carrying(GroupForm.Carried.of(found, form));
    Impact impact = previews.of(visit, change, also);
    GroupForm shown =
        switch (impact.refused()) {
          case null -> planned.showing(impact);
          case ChangeResult.Invalid invalid -> planned.wrong(invalid.errors());
          case ChangeResult.TooManyEntries many ->
              planned.failed(Changes.tooMany(many), form.revision());
          case ChangeResult.BreaksAssertions broken ->
              planned.failed(Changes.breaks(broken), form.revision());
          default -> planned.failed(Changes.gone(), form.revision());
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
    GroupForm.Carried carried = form.carried();
    return carried == null
        ? wrong("url", "Enter the URL of the file, or choose a file.")
        : carried(carried, form, family);
  }

  /** Of a file that was uploaded before, what its filter took of it then. */
  private RangeResult carried(GroupForm.Carried carried, GroupForm form, Family family) {
    if (!carried.filter().equals(form.filter()) || !carried.family().equals(form.family())) {
      return wrong(
          "file",
          "Choose the file once more: of the one you looked at, only what the filter took is here.");
    }
    return switch (ranges.read(carried.networks(), carried.fileName(), "", Family.ANY)) {
      case RangeResult.Found found ->
          new RangeResult.Found(
              new GroupSource(
                  null, found.source().fileName(), carried.format(), form.filter(), family),
              found.networks(),
              null);
      case RangeResult other -> other;
    };
  }

  private static RangeResult wrong(String field, String message) {
    return new RangeResult.Wrong(field, List.of(message));
  }

  private void show(Visit visit, int status, GroupForm form) {
    pages.page(visit, status, form.heading(), "groupForm.jte", form);
  }
}
