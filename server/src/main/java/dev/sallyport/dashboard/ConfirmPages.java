package dev.sallyport.dashboard;

import dev.sallyport.alert.AlertTarget;
import dev.sallyport.alert.Confirmations;
import io.javalin.http.Context;

/**
 * What the link leads to by which a mail address is confirmed. Opening it confirms nothing yet:
 * programs that look at mail open links too.
 */
final class ConfirmPages {
  private final Confirmations confirmations;
  private final Gate gate;
  private final Pages pages;
  private final VisitorForm forms;
  private final String assets;

  ConfirmPages(
      Confirmations confirmations, Gate gate, Pages pages, VisitorForm forms, String assets) {
    this.confirmations = confirmations;
    this.gate = gate;
    this.pages = pages;
    this.forms = forms;
    this.assets = assets;
  }

  void page(Context ctx) {
    show(ctx, question(ctx), false);
  }

  void confirm(Context ctx) {
    forms.read(ctx);
    Confirmations.Question question = question(ctx);
    if (confirmations.confirm(ctx.pathParam("secret"), gate.client(ctx)).isEmpty()) {
      throw usedUp();
    }
    show(ctx, question, true);
  }

  private Confirmations.Question question(Context ctx) {
    return confirmations.find(ctx.pathParam("secret")).orElseThrow(ConfirmPages::usedUp);
  }

  private static Refusal usedUp() {
    return new Refusal(
        404,
        "This link does not work any more",
        "It was used, or 3 days have passed. Ask whoever looks after the account for another mail.");
  }

  private void show(Context ctx, Confirmations.Question question, boolean done) {
    AlertTarget target = question.target();
    ConfirmForm form =
        new ConfirmForm(
            forms.guarded(ctx),
            ctx.path(),
            question.accountName(),
            target.address(),
            target.createdBy(),
            AlertRow.events(target),
            done);
    pages.gate(ctx, 200, new GatePage("Alerts", assets, "", ""), "confirmAlerts.jte", form);
  }

  /**
   * What the page shows.
   *
   * @param events what would be told of
   * @param done whether it was just confirmed
   */
  record ConfirmForm(
      Guarded guarded,
      String action,
      String account,
      String address,
      String by,
      String events,
      boolean done) {}
}
