package dev.sallyport.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.account.Allowlists;
import dev.sallyport.account.Change;
import dev.sallyport.account.Credentials;
import dev.sallyport.account.Effect;
import dev.sallyport.account.ListRef;
import dev.sallyport.account.PreviewResult;
import dev.sallyport.account.RecentCallers;

/** What a change would do to who called of late, without making it. */
final class PreviewRoute {
  /** How many callers are named on each side at most; all are counted. */
  private static final int MOST_CALLERS = 1_000;

  private final Allowlists allowlists;
  private final Credentials credentials;
  private final ListChanges changes;

  PreviewRoute(Allowlists allowlists, Credentials credentials, ListChanges changes) {
    this.allowlists = allowlists;
    this.credentials = credentials;
    this.changes = changes;
  }

  Route route(ListTarget target) {
    return target.route("POST", "/preview", Access.LIST_READ, this::preview);
  }

  private Answer preview(Exchange exchange, ListTarget target) {
    JsonNode body = exchange.object(AllowlistRoutes.MAX_LIST_BODY);
    FieldErrors errors = new FieldErrors();
    Change change = ProposedChange.read(body, errors);
    errors.throwIfAny();
    return answer(exchange, target.of(exchange, credentials), change);
  }

  /** What a change of that list would do, in the form of every preview. */
  Answer answer(Exchange exchange, ListRef ref, Change change) {
    return switch (allowlists.preview(ref, change, ListChanges.ownAddress(exchange, ref))) {
      case PreviewResult.Refused(var result) -> changes.refused(exchange, result);
      case PreviewResult.Previewed previewed -> Answer.json(200, json(exchange, previewed));
    };
  }

  private ObjectNode json(Exchange exchange, PreviewResult.Previewed previewed) {
    Effect effect = previewed.effect();
    ObjectNode answer = Json.object();
    ObjectNode data =
        answer.putObject("data").put("days", RecentCallers.DAYS).put("callers", effect.callers());
    CallerJson callers = CallerJson.of(credentials, exchange.accountId());
    ArrayNode denied = data.putArray("denied");
    add(denied, callers, effect.cutOff(), true);
    add(denied, callers, effect.stillDenied(), false);
    ArrayNode allowed = data.putArray("allowed");
    effect.allowed().most(MOST_CALLERS).stream().map(callers::json).forEach(allowed::add);
    data.putObject("totals")
        .put("addresses", effect.addresses())
        .put("denied", effect.cutOff().callers() + effect.stillDenied().callers())
        .put("newly_denied", effect.cutOff().callers())
        .put("allowed", effect.allowed().callers())
        .put("newly_denied_calls", effect.cutOff().calls())
        .put("calls", effect.calls());
    data.set("warnings", ListChanges.json(previewed.warnings(), callers));
    answer.set("meta", EntryJson.meta(previewed.after()));
    return answer;
  }

  private static void add(ArrayNode denied, CallerJson json, Effect.Part callers, boolean newly) {
    callers.most(MOST_CALLERS - denied.size()).stream()
        .forEach(caller -> denied.add(json.json(caller).put("newly", newly)));
  }
}
