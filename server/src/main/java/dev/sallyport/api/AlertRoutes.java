package dev.sallyport.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.account.InvalidFieldException;
import dev.sallyport.alert.AddedTarget;
import dev.sallyport.alert.AlertEvent;
import dev.sallyport.alert.AlertFields;
import dev.sallyport.alert.AlertTarget;
import dev.sallyport.alert.Alerts;
import dev.sallyport.alert.TooSoonException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /v1/alerts}: who is told of what happens in the account. */
final class AlertRoutes {
  static final String PATH = "/v1/alerts";
  static final String ONE = PATH + "/{id}";

  private static final long MAX_BODY = 64 * 1024;

  private final Alerts alerts;

  AlertRoutes(Alerts alerts) {
    this.alerts = alerts;
  }

  Stream<Route> routes() {
    return Stream.of(
        new Route("GET", PATH, Access.ALERTS, this::list),
        new Route("POST", PATH, Access.ALERTS, this::add),
        new Route("GET", ONE, Access.ALERTS, call -> data(200, find(alerts, call))),
        new Route("PUT", ONE, Access.ALERTS, this::edit),
        new Route("DELETE", ONE, Access.ALERTS, this::delete),
        new Route("POST", ONE + "/rotate", Access.ALERTS, this::rotate),
        new Route("POST", ONE + "/confirmation", Access.ALERTS, this::askAgain));
  }

  private Answer list(Exchange exchange) {
    return Paging.answer(
        exchange, alerts.list(exchange.accountId()), target -> tree(AlertFields.of(target)));
  }

  private Answer add(Exchange exchange) {
    JsonNode body = exchange.object(MAX_BODY);
    FieldErrors errors = new FieldErrors();
    String kind = required(body, "kind", errors);
    String address = required(body, "address", errors);
    Set<AlertEvent> events = events(body, errors);
    if (!errors.has("kind") && !List.of("webhook", "mail").contains(kind)) {
      errors.add("kind", "The kind must be webhook or mail.");
    }
    if (events == null && !errors.has("events")) {
      errors.add("events", "The events field is required.");
    }
    errors.throwIfAny();
    Set<AlertEvent> wanted = events == null ? Set.of() : events;
    return allowed(() -> {
      AddedTarget made =
          kind.equals("webhook")
              ? alerts.addWebhook(exchange.accountId(), address, wanted, exchange.actor())
              : alerts.addMail(exchange.accountId(), address, wanted, exchange.actor(), "");
      return data(201, AlertFields.of(made));
    });
  }

  private Answer edit(Exchange exchange) {
    JsonNode body = exchange.object(MAX_BODY);
    AlertTarget target = target(alerts, exchange);
    FieldErrors errors = new FieldErrors();
    String address = EntryJson.text(body, "address", "", errors);
    Set<AlertEvent> events = events(body, errors);
    errors.throwIfAny();
    return allowed(() ->
        data(
            200,
            AlertFields.of(
                alerts.edit(
                    target,
                    address == null ? target.address() : address,
                    events == null ? target.events() : events,
                    exchange.actor(),
                    ""))));
  }

  private Answer delete(Exchange exchange) {
    alerts.delete(target(alerts, exchange), exchange.actor());
    return Answer.empty(204);
  }

  private Answer rotate(Exchange exchange) {
    JsonNode dropOld = exchange.objectOrNothing(MAX_BODY).path("drop_old");
    AlertTarget target = target(alerts, exchange);
    if (target.kind() != AlertTarget.Kind.WEBHOOK) {
      throw Refusal.of(422, "A mail address has no key.");
    }
    if (!dropOld.isMissingNode() && !dropOld.isBoolean()) {
      return FieldErrors.of("drop_old", "The drop_old must be true or false.").answer(422);
    }
    return data(200, AlertFields.of(alerts.rotate(target, dropOld.asBoolean(), exchange.actor())));
  }

  private Answer askAgain(Exchange exchange) {
    AlertTarget target = target(alerts, exchange);
    return allowed(() -> {
      alerts.askAgain(target, "");
      return data(202, AlertFields.of(target));
    });
  }

  /** Does what may be refused for a field, or for coming too soon. */
  static Answer allowed(Supplier<Answer> work) {
    try {
      return work.get();
    } catch (TooSoonException e) {
      return Answer.tryAgain(429, 60, e.reason());
    } catch (InvalidFieldException e) {
      return FieldErrors.of(e.field(), e.reason()).answer(422);
    }
  }

  private static Map<String, @Nullable Object> find(Alerts alerts, Exchange exchange) {
    return AlertFields.of(target(alerts, exchange));
  }

  static AlertTarget target(Alerts alerts, Exchange exchange) {
    return alerts
        .find(exchange.accountId(), exchange.pathParam("id"))
        .orElseThrow(() -> Refusal.of(404, "There is no such alert in this account."));
  }

  private static String required(JsonNode body, String field, FieldErrors errors) {
    String text = EntryJson.text(body, field, "", errors);
    if (text == null && !errors.has(field)) {
      errors.add(field, "The " + field + " field is required.");
    }
    return text == null ? "" : text;
  }

  /** Null where they are left out. */
  private static @Nullable Set<AlertEvent> events(JsonNode body, FieldErrors errors) {
    JsonNode written = body.path("events");
    if (written.isMissingNode() || written.isNull()) {
      return null;
    }
    Set<AlertEvent> events = EnumSet.noneOf(AlertEvent.class);
    if (!written.isArray() || written.isEmpty()) {
      errors.add("events", "The events must be a list of at least one event.");
      return events;
    }
    for (int i = 0; i < written.size(); i++) {
      String field = "events." + i;
      AlertEvent.of(written.get(i).asText())
          .ifPresentOrElse(
              events::add,
              () -> errors.add(field, "There is no such event. There are " + words() + "."));
    }
    return events;
  }

  private static String words() {
    return AlertEvent.chosen().stream().map(AlertEvent::word).collect(Collectors.joining(", "));
  }

  static Answer data(int status, Map<String, @Nullable Object> fields) {
    ObjectNode answer = Json.object();
    answer.set("data", tree(fields));
    return Answer.json(status, answer);
  }

  static JsonNode tree(Map<String, @Nullable Object> fields) {
    return Json.MAPPER.valueToTree(fields);
  }
}
