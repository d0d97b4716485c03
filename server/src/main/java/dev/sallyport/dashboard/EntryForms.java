package dev.sallyport.dashboard;

import dev.sallyport.account.Change;
import dev.sallyport.account.ChangeResult;
import dev.sallyport.account.Entry;
import dev.sallyport.account.EntryDraft;
import dev.sallyport.allowlist.Network;
import dev.sallyport.allowlist.ParseResult;
import dev.sallyport.dashboard.EntryForm.Purpose;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The form that adds an entry, changes it or renews it, and what it would do as it is filled. */
final class EntryForms {
  private final Pages pages;
  private final Changes changes;
  private final Previews previews;

  EntryForms(Pages pages, Changes changes, Previews previews) {
    this.pages = pages;
    this.changes = changes;
    this.previews = previews;
  }

  void addForm(Visit visit) {
    AllowlistForms.requirePlan(visit);
    boolean current = !Requests.query(visit.ctx(), "current").isEmpty();
    String address = current ? visit.client().toString() : Requests.query(visit.ctx(), "address");
    show(visit, 200, previewed(visit, EntryForm.add(visit, AllowlistForms.view(visit), address)));
  }

  /** The same form, further filled: with the member's own address, or one that was suggested. */
  void refillAdd(Visit visit) {
    EntryForm form =
        EntryForm.add(visit, AllowlistForms.view(visit), "")
            .typed(visit.form(), filled(visit), visit);
    show(visit, 200, previewed(visit, form));
  }

  /** What the form would do as it is filled: that part alone for the script. */
  void previewAdd(Visit visit) {
    EntryForm form =
        EntryForm.add(visit, AllowlistForms.view(visit), "")
            .typed(visit.form(), filled(visit), visit);
    showImpact(visit, previewed(visit, form));
  }

  void add(Visit visit) {
    Form typed = visit.form();
    EntryForm form =
        EntryForm.add(visit, AllowlistForms.view(visit), "")
            .typed(typed, typed.text("address"), visit);
    Expiry expiry = Expiry.read(typed, null, visit.now());
    if (expiry.error() != null) {
      show(visit, 422, form.invalid(mistakes(typed, expiry.error())));
      return;
    }
    EntryDraft draft = new EntryDraft(typed.text("address"), typed.text("name"), null, expiry.at());
    settle(visit, form, new Change.Add(draft), Done.What.ADDED);
  }

  void editForm(Visit visit) {
    AllowlistForms.requirePlan(visit);
    show(
        visit,
        200,
        EntryForm.edit(
            visit, AllowlistForms.view(visit), AllowlistForms.entry(visit), Purpose.EDIT));
  }

  void renewForm(Visit visit) {
    AllowlistForms.requirePlan(visit);
    if (AllowlistForms.entry(visit).expiresAt() == null) {
      throw Refusal.notFound();
    }
    show(
        visit,
        200,
        EntryForm.edit(
            visit, AllowlistForms.view(visit), AllowlistForms.entry(visit), Purpose.RENEW));
  }

  void refillEdit(Visit visit) {
    EntryForm form =
        EntryForm.edit(
            visit, AllowlistForms.view(visit), AllowlistForms.entry(visit), Purpose.EDIT);
    show(visit, 200, previewed(visit, form.typed(visit.form(), filled(visit), visit)));
  }

  void refillRenew(Visit visit) {
    EntryForm form =
        EntryForm.edit(
            visit, AllowlistForms.view(visit), AllowlistForms.entry(visit), Purpose.RENEW);
    show(visit, 200, previewed(visit, form.typed(visit.form(), filled(visit), visit)));
  }

  void previewEdit(Visit visit) {
    showImpact(visit, previewed(visit, edited(visit)));
  }

  private static EntryForm edited(Visit visit) {
    boolean renews =
        visit.form().text("purpose").equals("renew")
            && AllowlistForms.entry(visit).expiresAt() != null;
    return EntryForm.edit(
            visit,
            AllowlistForms.view(visit),
            AllowlistForms.entry(visit),
            renews ? Purpose.RENEW : Purpose.EDIT)
        .typed(visit.form(), visit.form().text("address"), visit);
  }

  void edit(Visit visit) {
    Form typed = visit.form();
    EntryForm form = edited(visit);
    boolean renews = form.purpose() == Purpose.RENEW;
    Entry entry = AllowlistForms.entry(visit);
    Expiry expiry = Expiry.read(typed, renews ? entry : null, visit.now());
    if (expiry.error() != null) {
      show(visit, 422, form.invalid(mistakes(typed, expiry.error())));
      return;
    }
    Change change =
        new Change.Edit(
            entry.id(),
            typed.text("address"),
            typed.text("name"),
            renews && form.expired() ? "active" : null,
            expiry.kept() ? null : new Change.Expiry(expiry.at()));
    Done.What done = renews ? Done.What.RENEWED : Done.What.EDITED;
    settle(visit, form, change, done);
  }

  /** The form with what it would do, once its address can be read. */
  private EntryForm previewed(Visit visit, EntryForm form) {
    if (!(Network.parse(form.address()) instanceof ParseResult.Parsed<Network>)) {
      return form;
    }
    // The name decides nothing, and the expiry may be typed still.
    Change change =
        form.purpose() == Purpose.ADD
            ? new Change.Add(new EntryDraft(form.address(), "unnamed", null, null))
            : new Change.Edit(
                form.entryId(),
                form.address(),
                null,
                form.expired() ? "active" : null,
                form.purpose() == Purpose.RENEW ? new Change.Expiry(null) : null);
    List<String> also = form.impact().also();
    Impact impact = previews.of(visit, previews.keeping(visit, change, also), also);
    return switch (impact.refused()) {
      case null -> form.showing(impact.worded(form.impact().warnings()));
      case ChangeResult.BreaksAssertions broken ->
          form.failed(Changes.breaks(broken), form.revision());
      default -> form;
    };
  }

  private void showImpact(Visit visit, EntryForm form) {
    if ("impact".equals(visit.ctx().header("HX-Target"))) {
      String part = form.problem() == null ? "entryImpact.jte" : "entryProblem.jte";
      pages.part(visit.ctx(), 200, part, form);
    } else {
      show(visit, 200, form);
    }
  }

  /** A wrong expiry, and with it whatever else is plainly wrong, so that all is told at once. */
  private static ChangeResult.Invalid mistakes(Form typed, String expiry) {
    Map<String, List<String>> errors = new HashMap<>();
    errors.put("expires_at", List.of(expiry));
    if (typed.text("name").isEmpty()) {
      errors.put("name", List.of("Enter a name, so others know what this address is."));
    }
    List<String> suggestions = List.of();
    if (Network.parse(typed.text("address")) instanceof ParseResult.Malformed<Network> wrong) {
      errors.put("address", List.of(wrong.message()));
      suggestions = wrong.suggestions();
    }
    return new ChangeResult.Invalid(errors, suggestions);
  }

  private void settle(Visit visit, EntryForm form, Change main, Done.What what) {
    List<String> also = form.impact().also();
    Change change = previews.keeping(visit, main, also);
    switch (changes.make(visit, change)) {
      case ChangeResult.Changed changed ->
          changes.changed(visit, changed, AllowlistForms.done(what, changed.entry(), form.name()));
      case ChangeResult.NeedsAcknowledgement _ ->
          show(
              visit,
              409,
              form.showing(previews.of(visit, change, also).worded(form.impact().warnings())));
      case ChangeResult.Invalid invalid ->
          show(visit, 422, previewed(visit, form).invalid(invalid));
      case ChangeResult.Stale stale ->
          show(visit, 412, form.failed(Flash.stale(visit.owner()), stale.revision()));
      case ChangeResult.PlanForbids plan ->
          show(visit, 403, form.failed(Changes.planForbids(), form.revision()));
      case ChangeResult.TooManyEntries many ->
          show(visit, 422, form.failed(Changes.tooMany(many), form.revision()));
      case ChangeResult.BreaksAssertions broken ->
          show(visit, 422, form.failed(Changes.breaks(broken), form.revision()));
      case ChangeResult.NoSuchEntry none -> changes.failed(visit, 404, Changes.gone());
      case ChangeResult.NoSuchRevision none -> throw Refusal.notFound();
    }
  }

  private static String filled(Visit visit) {
    Form form = visit.form();
    if (form.has("current")) {
      return visit.client().toString();
    }
    return form.has("use") ? form.text("use") : form.text("address");
  }

  private void show(Visit visit, int status, EntryForm form) {
    pages.sheet(visit, status, form.heading(), "entryForm.jte", form);
  }
}
