package dev.sallyport.dashboard;

import dev.sallyport.account.InvalidFieldException;
import dev.sallyport.account.Member;
import dev.sallyport.account.Members;
import dev.sallyport.account.Plan;
import dev.sallyport.account.Plans;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** The one-time link that makes the first account and its owner. */
final class SetUpPages {
  private final Members members;
  private final Pages pages;
  private final VisitorForm forms;
  private final SignInPages signIn;
  private final Plans plans;
  private final String assets;

  SetUpPages(
      Members members,
      Pages pages,
      VisitorForm forms,
      SignInPages signIn,
      Plans plans,
      String assets) {
    this.members = members;
    this.pages = pages;
    this.forms = forms;
    this.signIn = signIn;
    this.plans = plans;
    this.assets = assets;
  }

  void page(Context ctx) {
    if (!members.isSetupSecret(ctx.pathParam("secret"))) {
      throw usedUp();
    }
    show(ctx, 200, Form.EMPTY, "", "");
  }

  void setUp(Context ctx) {
    Form form = forms.read(ctx);
    try {
      Optional<Member> owner =
          members.setUp(
              ctx.pathParam("secret"),
              form.text("name"),
              plan(form),
              form.text("email"),
              form.raw("password"));
      if (owner.isEmpty()) {
        throw usedUp();
      }
      String account = members.memberships(owner.get().id()).getFirst().accountId();
      signIn.begin(ctx, owner.get(), account);
      Headers.page(ctx);
      ctx.status(303).header("Location", "/allowlist");
    } catch (InvalidFieldException e) {
      show(ctx, 422, form, e.field(), e.reason());
    }
  }

  private static Refusal usedUp() {
    return new Refusal(
        404,
        "This set-up link does not work any more",
        "It was used, or an hour has passed. If nobody can sign in yet, start the server again: it"
            + " prints a new link.");
  }

  private String plan(Form form) {
    return form.text("plan").isEmpty() ? firstPlan() : form.text("plan");
  }

  /** The largest plan that includes what Sallyport is for. */
  private String firstPlan() {
    return plans.all().stream()
        .filter(Plan::allowlist)
        .reduce((one, other) -> other.maxEntries() > one.maxEntries() ? other : one)
        .map(Plan::name)
        .orElse("");
  }

  private void show(Context ctx, int status, Form form, String field, String error) {
    GatePage frame = new GatePage("Set up Sallyport", assets, "", "");
    SetUpForm model =
        new SetUpForm(
            forms.guarded(ctx),
            ctx.path(),
            form.text("name"),
            plans.all().stream().map(Plan::name).toList(),
            plan(form),
            form.text("email"),
            field,
            error);
    pages.gate(ctx, status, frame, "setUp.jte", model);
  }

  /**
   * What the set-up page shows.
   *
   * @param field the field that is wrong; empty where none is
   */
  record SetUpForm(
      Guarded guarded,
      String action,
      String name,
      List<String> plans,
      String plan,
      String email,
      String field,
      String error) {

    String error(String of) {
      return of.equals(field) ? error : "";
    }

    String planName(String word) {
      return Words.capital(word);
    }

    boolean chosen(String word) {
      return word.equals(plan);
    }
  }
}
