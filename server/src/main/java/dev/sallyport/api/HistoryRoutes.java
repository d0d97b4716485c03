package dev.sallyport.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.account.Actor;
import dev.sallyport.account.Allowlists;
import dev.sallyport.account.Change;
import dev.sallyport.account.Credentials;
import dev.sallyport.account.Entry;
import dev.sallyport.account.HistoryRow;
import dev.sallyport.account.ListRef;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The revisions of a list, each as a difference, and the way back to one. */
final class HistoryRoutes {
  private static final int DEFAULT_LIMIT = 25;
  private static final int MAX_LIMIT = 100;
  private static final long MAX_BODY = 64 * 1024;

  private final Allowlists allowlists;
  private final Credentials credentials;
  private final ListChanges changes;
  private final InstantSource clock;

  HistoryRoutes(
      Allowlists allowlists, Credentials credentials, ListChanges changes, InstantSource clock) {
    this.allowlists = allowlists;
    this.credentials = credentials;
    this.changes = changes;
    this.clock = clock;
  }

  List<Route> routes(ListTarget target) {
    return List.of(
        new Route(
            "GET",
            target.prefix() + "/history",
            Access.LIST_READ,
            exchange -> history(exchange, target)),
        new Route(
            "POST",
            target.prefix() + "/history/{revision}/restore",
            Access.LIST_WRITE,
            exchange -> restore(exchange, target)));
  }

  private Answer history(Exchange exchange, ListTarget target) {
    FieldErrors errors = new FieldErrors();
    long before = Paging.number(exchange, "before", Long.MAX_VALUE, 1, Long.MAX_VALUE, errors);
    int limit = (int) Paging.number(exchange, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT, errors);
    errors.throwIfAny();
    ListRef ref = target.of(exchange, credentials);
    List<HistoryRow> rows = allowlists.history(ref, before, limit);
    ObjectNode answer = Json.object();
    ArrayNode data = answer.putArray("data");
    rows.forEach(row -> data.add(json(row)));
    ObjectNode meta = answer.putObject("meta").put("limit", limit);
    if (rows.size() == limit && rows.getLast().revision() > 1) {
      meta.put("next_before", rows.getLast().revision());
    } else {
      meta.putNull("next_before");
    }
    return Answer.json(200, answer);
  }

  private Answer restore(Exchange exchange, ListTarget target) {
    JsonNode body = exchange.objectOrNothing(MAX_BODY);
    long revision;
    try {
      revision = Long.parseLong(exchange.pathParam("revision"));
    } catch (NumberFormatException e) {
      return Answer.message(404, "This list has no such revision.");
    }
    return changes.make(
        exchange,
        target.of(exchange, credentials),
        new Change.Restore(revision),
        body,
        new FieldErrors(),
        changed -> {
          ObjectNode answer = Json.object();
          answer.set("data", EntryJson.of(changed.list().entries(), clock.instant()));
          answer.set("meta", EntryJson.meta(changed.list()));
          return Answer.json(200, answer);
        });
  }

  private static ObjectNode json(HistoryRow row) {
    ObjectNode json =
        Json.object()
            .put("revision", row.revision())
            .put("at", Json.time(row.at()))
            .put("kind", row.kind())
            .put("mode", EntryJson.mode(row.modeAfter()))
            .put("total", row.after().size());
    json.set("actor", json(row.actor()));
    Map<String, Entry> before = byId(row.before());
    Map<String, Entry> after = byId(row.after());
    ArrayNode added = json.putArray("added");
    ArrayNode removed = json.putArray("removed");
    ArrayNode changed = json.putArray("changed");
    Instant at = row.at();
    for (Entry entry : row.after()) {
      Entry old = before.get(entry.id());
      if (old == null) {
        added.add(EntryJson.of(entry, at));
      } else if (!old.equals(entry)) {
        ObjectNode both = changed.addObject();
        both.set("before", EntryJson.of(old, at));
        both.set("after", EntryJson.of(entry, at));
      }
    }
    row.before().stream()
        .filter(entry -> !after.containsKey(entry.id()))
        .forEach(entry -> removed.add(EntryJson.of(entry, at)));
    return json;
  }

  private static ObjectNode json(Actor actor) {
    return Json.object()
        .put("kind", actor.kind().name().toLowerCase(Locale.ROOT))
        .put("id", actor.id())
        .put("name", actor.name())
        .put("address", actor.address() == null ? null : actor.address().toString());
  }

  private static Map<String, Entry> byId(List<Entry> entries) {
    return entries.stream().collect(Collectors.toMap(Entry::id, Function.identity()));
  }
}
