package dev.sallyport.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.account.Allowlist;
import dev.sallyport.account.Allowlists;
import dev.sallyport.account.Change;
import dev.sallyport.account.Credentials;
import java.util.List;
import java.util.function.Function;

/** A change that waits to be confirmed: the word for it, and the word against. */
final class DeadlineRoutes {
  private static final long MAX_BODY = 64 * 1024;

  private final Allowlists allowlists;
  private final Credentials credentials;
  private final ListChanges changes;
  private final Function<Allowlist, ObjectNode> whole;

  /**
   * @param whole words a list
   */
  DeadlineRoutes(
      Allowlists allowlists,
      Credentials credentials,
      ListChanges changes,
      Function<Allowlist, ObjectNode> whole) {
    this.allowlists = allowlists;
    this.credentials = credentials;
    this.changes = changes;
    this.whole = whole;
  }

  List<Route> routes(ListTarget target) {
    return List.of(
        target.write("POST", "/confirm", this::confirm),
        target.write("POST", "/revert", this::revert));
  }

  private Answer confirm(Exchange exchange, ListTarget target) {
    exchange.objectOrNothing(MAX_BODY);
    return allowlists
        .confirmations()
        .confirm(
            target.of(exchange, credentials),
            EntityTag.ifMatch(exchange.header("If-Match")),
            exchange.actor())
        .map(
            list -> Answer.json(200, whole.apply(list)).with("ETag", EntityTag.of(list.revision())))
        .orElseGet(DeadlineRoutes::nothingWaits);
  }

  private Answer revert(Exchange exchange, ListTarget target) {
    JsonNode body = exchange.objectOrNothing(MAX_BODY);
    Answer answer =
        changes.make(
            exchange,
            target.of(exchange, credentials),
            new Change.GoBack(),
            body,
            new FieldErrors(),
            changed -> Answer.json(200, whole.apply(changed.list())));
    return answer.status() == 404 ? nothingWaits() : answer;
  }

  private static Answer nothingWaits() {
    return Answer.message(
        404,
        "No change of this list waits to be confirmed. It was confirmed, has gone back, or was"
            + " settled by a later change: the history says which.");
  }
}
