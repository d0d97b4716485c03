package dev.sallyport.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.account.Allowlists;
import dev.sallyport.account.Assertion;
import dev.sallyport.account.Entry;
import dev.sallyport.account.InvalidFieldException;
import dev.sallyport.account.ListRef;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** {@code /v1/ip-allowlist/assertions}: what no change of the account's list may break. */
final class AssertionRoutes {
  private static final String PATH = "/v1/ip-allowlist/assertions";
  private static final long MAX_BODY = 64 * 1024;

  private final Allowlists allowlists;
  private final InstantSource clock;

  AssertionRoutes(Allowlists allowlists, InstantSource clock) {
    this.allowlists = allowlists;
    this.clock = clock;
  }

  Stream<Route> routes() {
    return Stream.of(
        new Route("GET", PATH, Access.LIST_READ, this::list),
        new Route("POST", PATH, Access.LIST_WRITE, this::add),
        new Route("DELETE", PATH + "/{id}", Access.LIST_WRITE, this::delete));
  }

  private Answer list(Exchange exchange) {
    List<Entry> entries =
        allowlists
            .find(ListRef.ofAccount(exchange.accountId()))
            .orElseThrow(() -> Refusal.of(404, "There is no such list in this account."))
            .entries();
    Instant now = clock.instant();
    ObjectNode answer = Json.object();
    ArrayNode data = answer.putArray("data");
    allowlists
        .assertions()
        .list(exchange.accountId())
        .forEach(one -> data.add(json(one, one.holds(entries, now))));
    return Answer.json(200, answer);
  }

  private Answer add(Exchange exchange) {
    JsonNode body = exchange.object(MAX_BODY);
    FieldErrors errors = new FieldErrors();
    String address = required(body, "address", errors);
    String name = required(body, "name", errors);
    String word = required(body, "expected", errors);
    if (!errors.has("expected") && Assertion.Expected.of(word).isEmpty()) {
      errors.add("expected", "The expected must be allowed or denied.");
    }
    errors.throwIfAny();
    try {
      Assertion made =
          allowlists
              .assertions()
              .add(
                  exchange.accountId(),
                  name,
                  address,
                  Assertion.Expected.of(word).orElseThrow(),
                  exchange.actor());
      ObjectNode answer = Json.object();
      answer.set("data", json(made, true));
      return Answer.json(201, answer);
    } catch (InvalidFieldException e) {
      return FieldErrors.of(e.field(), e.reason()).answer(422);
    }
  }

  private Answer delete(Exchange exchange) {
    return allowlists
        .assertions()
        .delete(exchange.accountId(), exchange.pathParam("id"), exchange.actor())
        .map(_ -> Answer.empty(204))
        .orElseGet(() -> Answer.message(404, "There is no such assertion in this account."));
  }

  /** A text; where there is none, a mistake. */
  private static String required(JsonNode body, String field, FieldErrors errors) {
    String text = EntryJson.text(body, field, "", errors);
    if (text != null) {
      return text;
    }
    if (!errors.has(field)) {
      errors.add(field, "The " + field + " field is required.");
    }
    return "";
  }

  private static ObjectNode json(Assertion assertion, boolean holds) {
    return Json.object()
        .put("id", assertion.id())
        .put("address", assertion.network().toString())
        .put("name", assertion.name())
        .put("expected", assertion.expected().word())
        .put("holds", holds)
        .put("created_at", Json.time(assertion.createdAt()));
  }
}
