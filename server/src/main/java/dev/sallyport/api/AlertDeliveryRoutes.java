package dev.sallyport.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.alert.AlertFields;
import dev.sallyport.alert.AlertTarget;
import dev.sallyport.alert.Alerts;
import dev.sallyport.alert.Delivery;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code /v1/alerts/{id}/…}: what one target was told, told again, and a test. */
final class AlertDeliveryRoutes {
  private static final String DELIVERIES = AlertRoutes.ONE + "/deliveries";
  private static final int DEFAULT_LIMIT = 25;

  /** How long a call waits for what came of a test: longer than a webhook may take. */
  private static final Duration TEST = Duration.ofSeconds(13);

  private final Alerts alerts;

  AlertDeliveryRoutes(Alerts alerts) {
    this.alerts = alerts;
  }

  Stream<Route> routes() {
    return Stream.of(
        new Route("POST", AlertRoutes.ONE + "/test", Access.ALERTS, this::test),
        new Route("GET", DELIVERIES, Access.ALERTS, this::list),
        new Route("POST", DELIVERIES + "/{delivery}/resend", Access.ALERTS, this::resend));
  }

  private Answer test(Exchange exchange) {
    AlertTarget target = AlertRoutes.target(alerts, exchange);
    return AlertRoutes.allowed(() -> {
      String id = alerts.test(target, exchange.actor());
      try {
        Optional<Delivery> tested = alerts.await(target.accountId(), id, TEST);
        return tested
            .map(delivery ->
                AlertRoutes.data(delivery.triedAt() == null ? 202 : 200, AlertFields.of(delivery)))
            .orElseGet(() -> Answer.message(404, "The alert was deleted meanwhile."));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Answer.tryAgain(503, 5, "The server is stopping.");
      }
    });
  }

  private Answer list(Exchange exchange) {
    AlertTarget target = AlertRoutes.target(alerts, exchange);
    FieldErrors errors = new FieldErrors();
    int limit = (int) Paging.number(exchange, "limit", DEFAULT_LIMIT, 1, Alerts.MOST_SHOWN, errors);
    errors.throwIfAny();
    ObjectNode answer = Json.object();
    ArrayNode data = answer.putArray("data");
    alerts
        .deliveries(target, limit)
        .forEach(delivery -> data.add(AlertRoutes.tree(AlertFields.of(delivery))));
    answer.putObject("meta").put("limit", limit);
    return Answer.json(200, answer);
  }

  private Answer resend(Exchange exchange) {
    AlertTarget target = AlertRoutes.target(alerts, exchange);
    return alerts.sendAgain(target, exchange.pathParam("delivery"))
        ? Answer.message(202, "It is sent again.")
        : Answer.message(404, "There is no such delivery, or it waits to be sent already.");
  }
}
