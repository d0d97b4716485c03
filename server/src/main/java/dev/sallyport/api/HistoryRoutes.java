package dev.sallyport.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.account.Allowlists;
import dev.sallyport.account.Change;
import dev.sallyport.account.Credentials;
import dev.sallyport.account.Deadline;
import dev.sallyport.account.HistoryRow;
import dev.sallyport.account.ListRef;
import dev.sallyport.file.HistoryCsv;
import dev.sallyport.file.HistoryJson;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

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
        target.read("/history", this::history),
        target.write("POST", "/history/{revision}/restore", this::restore));
  }

  private Answer history(Exchange exchange, ListTarget target) {
    FieldErrors errors = new FieldErrors();
    long before = Paging.number(exchange, "before", Long.MAX_VALUE, 1, Long.MAX_VALUE, errors);
    int limit = (int) Paging.number(exchange, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT, errors);
    boolean csv = Csv.asked(exchange, errors);
    errors.throwIfAny();
    ListRef ref = target.of(exchange, credentials);
    List<HistoryRow> rows = allowlists.history(ref, before, limit);
    boolean more = rows.size() == limit && rows.getLast().revision() > 1;
    if (csv) {
      return Csv.answer(
          exchange,
          HistoryCsv.COLUMNS,
          rows.stream().flatMap(row -> HistoryCsv.lines(row).stream()).toList(),
          more ? Long.toString(rows.getLast().revision()) : null);
    }
    ObjectNode answer = Json.object();
    ArrayNode data = answer.putArray("data");
    Map<Long, Deadline> deadlines =
        rows.isEmpty()
            ? Map.of()
            : allowlists
                .confirmations()
                .deadlines(ref, rows.getLast().revision(), rows.getFirst().revision());
    rows.forEach(row ->
        data.add(
            Json.MAPPER.<ObjectNode>valueToTree(
                HistoryJson.of(row, deadlines.get(row.revision())))));
    ObjectNode meta = answer.putObject("meta").put("limit", limit);
    if (more) {
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
}
