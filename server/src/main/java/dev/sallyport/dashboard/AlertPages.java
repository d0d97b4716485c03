package dev.sallyport.dashboard;

import dev.sallyport.account.InvalidFieldException;
import dev.sallyport.alert.AddedTarget;
import dev.sallyport.alert.AlertEvent;
import dev.sallyport.alert.AlertTarget;
import dev.sallyport.alert.Alerts;
import dev.sallyport.alert.TooSoonException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who is told of what happens: webhooks and mail addresses. */
final class AlertPages {
  private static final String TITLE = "Alerts";

  private final Alerts alerts;
  private final Pages pages;
  private final RequestOrigin origin;

  AlertPages(Alerts alerts, Pages pages, RequestOrigin origin) {
    this.alerts = alerts;
    this.pages = pages;
    this.origin = origin;
  }

  void page(Visit visit) {
    show(visit, 200, Flashes.arrived(visit), null);
  }

  private void show(Visit visit, int status, @Nullable Flash flash, @Nullable Secret secret) {
    List<AlertRow> rows =
        alerts.list(visit.account().id()).stream()
            .map(target ->
                AlertRow.of(target, alerts.deliveries(target, 1), visit.mayEdit(), visit.now()))
            .toList();
    Model model =
        new Model(
            visit.guarded(),
            visit.mayEdit(),
            flash,
            secret,
            rows.stream().filter(AlertRow::webhook).toList(),
            rows.stream().filter(row -> !row.webhook()).toList(),
            alerts.hasMail());
    pages.page(visit, status, TITLE, "alerts.jte", model);
  }

  void addForm(Visit visit) {
    boolean webhook = webhook(visit);
    form(visit, 200, typed(visit, webhook, "", "", Set.copyOf(AlertEvent.chosen())));
  }

  /** Makes one; a webhook's key is in this answer alone, as a new token is. */
  void add(Visit visit) {
    boolean webhook = webhook(visit);
    AlertForm form = typed(visit, webhook, "", visit.form().text("address"), events(visit.form()));
    String account = visit.account().id();
    try {
      if (webhook) {
        AddedTarget made = alerts.addWebhook(account, form.address(), form.events(), visit.actor());
        show(visit, 201, null, Secret.of(made));
      } else {
        AddedTarget made =
            alerts.addMail(account, form.address(), form.events(), visit.actor(), base(visit));
        tell(visit, Done.What.ALERT_ASKED, made.target());
      }
    } catch (InvalidFieldException e) {
      form(visit, 422, form.wrong(e.field(), e.reason()));
    }
  }

  void editForm(Visit visit) {
    AlertTarget target = target(visit);
    form(
        visit,
        200,
        typed(visit, isWebhook(target), target.id(), target.address(), target.events()));
  }

  void edit(Visit visit) {
    AlertTarget target = target(visit);
    AlertForm form =
        typed(
            visit,
            isWebhook(target),
            target.id(),
            visit.form().text("address"),
            events(visit.form()));
    try {
      AlertTarget edited =
          alerts.edit(target, form.address(), form.events(), visit.actor(), base(visit));
      boolean asked = target.confirmed() && !edited.confirmed();
      tell(visit, asked ? Done.What.ALERT_ASKED : Done.What.ALERT_SAVED, edited);
    } catch (InvalidFieldException e) {
      form(visit, 422, form.wrong(e.field(), e.reason()));
    }
  }

  /** Sends the mail by which the address is confirmed once more. */
  void askAgain(Visit visit) {
    AlertTarget target = target(visit);
    try {
      alerts.askAgain(target, base(visit));
      tell(visit, Done.What.ALERT_ASKED, target);
    } catch (InvalidFieldException e) {
      throw notSent("No mail was sent", e);
    }
  }

  static Refusal notSent(String heading, InvalidFieldException e) {
    return new Refusal(e instanceof TooSoonException ? 429 : 409, heading, e.reason());
  }

  private String base(Visit visit) {
    return origin.base(visit.ctx());
  }

  void keyForm(Visit visit) {
    AlertTarget target = webhookTarget(visit);
    KeyForm form = new KeyForm(visit.guarded(), visit.fragment(), target.id(), target.name());
    pages.sheet(visit, 200, form.heading(), "alertKey.jte", form);
  }

  void key(Visit visit) {
    boolean dropOld = visit.form().has("drop");
    AddedTarget made = alerts.rotate(webhookTarget(visit), dropOld, visit.actor());
    show(visit, 201, null, Secret.of(made));
  }

  void deleteForm(Visit visit) {
    AlertTarget target = target(visit);
    confirm(
        visit,
        "Delete " + target.name() + "?",
        "/alerts/" + target.id() + "/delete",
        "It is told nothing more, and the log of what it was told goes with it.",
        isWebhook(target) ? "Delete webhook" : "Delete mail address",
        true);
  }

  void delete(Visit visit) {
    AlertTarget target = target(visit);
    alerts.delete(target, visit.actor());
    tell(visit, Done.What.ALERT_DELETED, target);
  }

  private void confirm(
      Visit visit, String heading, String action, String text, String button, boolean danger) {
    Confirm confirm =
        new Confirm(
            visit.guarded(),
            visit.fragment(),
            heading,
            action,
            "",
            -1,
            text,
            "",
            List.of(),
            button,
            danger,
            "/alerts");
    pages.sheet(visit, 200, confirm.heading(), "confirm.jte", confirm);
  }

  private void tell(Visit visit, Done.What what, AlertTarget target) {
    Done done = Done.credential(what, target.name());
    if (visit.fragment()) {
      show(visit, 200, Flashes.of(done, visit), null);
    } else {
      Redirects.tell(visit, done, "/alerts");
    }
  }

  private static boolean webhook(Visit visit) {
    return switch (visit.ctx().pathParam("kind")) {
      case "webhook" -> true;
      case "mail" -> false;
      default -> throw Refusal.notFound();
    };
  }

  private static boolean isWebhook(AlertTarget target) {
    return target.kind() == AlertTarget.Kind.WEBHOOK;
  }

  private AlertTarget target(Visit visit) {
    return find(alerts, visit);
  }

  /** The one that the path names. */
  static AlertTarget find(Alerts alerts, Visit visit) {
    return alerts
        .find(visit.account().id(), visit.ctx().pathParam("id"))
        .orElseThrow(Refusal::notFound);
  }

  private AlertTarget webhookTarget(Visit visit) {
    AlertTarget target = target(visit);
    if (!isWebhook(target)) {
      throw Refusal.notFound();
    }
    return target;
  }

  private static Set<AlertEvent> events(Form form) {
    return form.all("event").stream()
        .map(AlertEvent::of)
        .flatMap(Optional::stream)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static AlertForm typed(
      Visit visit, boolean webhook, String id, String address, Set<AlertEvent> events) {
    return new AlertForm(visit.guarded(), visit.fragment(), webhook, id, address, events, "", "");
  }

  private void form(Visit visit, int status, AlertForm form) {
    pages.sheet(visit, status, form.heading(), "alertForm.jte", form);
  }

  /** A webhook's key, shown once. */
  record Secret(String name, String value) {
    static Secret of(AddedTarget made) {
      return new Secret(made.target().name(), made.secret());
    }

    /** Never the key. */
    @Override
    public String toString() {
      return "Secret[" + name + "]";
    }
  }

  /** What the page shows. */
  record Model(
      Guarded guarded,
      boolean mayEdit,
      @Nullable Flash flash,
      @Nullable Secret secret,
      List<AlertRow> webhooks,
      List<AlertRow> mail,
      boolean mailSet) {}

  /** The question before a new key. */
  record KeyForm(Guarded guarded, boolean dialog, String id, String name) {
    String heading() {
      return "Make a new key for " + name + "?";
    }
  }
}
