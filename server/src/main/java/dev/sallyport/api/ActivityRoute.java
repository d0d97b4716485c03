package dev.sallyport.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.account.Credential;
import dev.sallyport.account.CredentialKind;
import dev.sallyport.account.Credentials;
import dev.sallyport.activity.Counter;
import dev.sallyport.activity.CounterFilter;
import dev.sallyport.activity.CounterPlace;
import dev.sallyport.activity.Counters;
import dev.sallyport.allowlist.Network;
import dev.sallyport.allowlist.ParseResult;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/activity}: who called, counted by the hour. */
final class ActivityRoute {
  private static final Duration USUAL = Duration.ofHours(24);
  private static final Duration LONGEST = Duration.ofDays(400);
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;
  private static final String CSV_HEAD =
      "hour,channel,address,credential_id,credential_name,entry_id,verdict,reason,let_in,calls,"
          + "first_seen_at,last_seen_at\r\n";

  private final Counters counters;
  private final Credentials credentials;
  private final InstantSource clock;

  ActivityRoute(Counters counters, Credentials credentials, InstantSource clock) {
    this.counters = counters;
    this.credentials = credentials;
    this.clock = clock;
  }

  Route route() {
    return new Route("GET", "/v1/activity", Access.ACTIVITY_READ, this::activity);
  }

  private Answer activity(Exchange exchange) {
    FieldErrors errors = new FieldErrors();
    CounterFilter filter = filter(exchange, errors);
    CounterPlace after = after(exchange, errors);
    int limit = (int) Paging.number(exchange, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT, errors);
    boolean csv = "csv".equals(word(exchange, "format", List.of("json", "csv"), errors));
    errors.throwIfAny();
    Counters.Page page = counters.page(exchange.accountId(), filter, after, limit);
    Map<String, Credential> named = named(exchange.accountId());
    return csv ? csv(page, named) : json(page, filter, limit, named);
  }

  private CounterFilter filter(Exchange exchange, FieldErrors errors) {
    String verdict = word(exchange, "verdict", List.of("allowed", "denied"), errors);
    String channel = word(exchange, "channel", List.of("api", "smtp"), errors);
    Network address = address(exchange, errors);
    Instant to = time(exchange, "to", errors);
    Instant from = time(exchange, "from", errors);
    Instant end = to == null ? clock.instant() : to;
    Instant begin = from == null ? end.minus(USUAL) : from;
    if (!errors.has("from") && !errors.has("to")) {
      if (!begin.isBefore(end)) {
        errors.add("from", "The from must be before the to, which is now where it is not given.");
      } else if (begin.plus(LONGEST).isBefore(end)) {
        errors.add("from", "The from may lie at most 400 days before the to.");
      }
    }
    String credential = one(exchange, "credential", errors);
    return new CounterFilter(
        begin,
        end,
        verdict == null ? null : Boolean.valueOf(verdict.equals("allowed")),
        channel,
        address,
        credential);
  }

  private static @Nullable CounterPlace after(Exchange exchange, FieldErrors errors) {
    String text = one(exchange, "after", errors);
    if (text == null) {
      return null;
    }
    CounterPlace place = CounterPlace.parse(text).orElse(null);
    if (place == null) {
      errors.add("after", "The after must be the next_after of the page before.");
    }
    return place;
  }

  /** The one value of a query parameter; null where it is absent or empty. */
  private static @Nullable String one(Exchange exchange, String name, FieldErrors errors) {
    List<String> values = exchange.query(name);
    if (values.size() > 1) {
      errors.add(name, "The " + name + " may be given once.");
    }
    return values.isEmpty() || values.getFirst().isEmpty() ? null : values.getFirst();
  }

  private static @Nullable String word(
      Exchange exchange, String name, List<String> words, FieldErrors errors) {
    String value = one(exchange, name, errors);
    if (value != null && !words.contains(value)) {
      errors.add(name, "The " + name + " must be " + String.join(" or ", words) + ".");
    }
    return value;
  }

  private static @Nullable Network address(Exchange exchange, FieldErrors errors) {
    String value = one(exchange, "address", errors);
    if (value == null) {
      return null;
    }
    return switch (Network.parse(value)) {
      case ParseResult.Parsed<Network>(Network network) -> network;
      case ParseResult.Malformed<Network>(String message, List<String> suggestions) -> {
        errors.add("address", message + ParseResult.question(suggestions));
        yield null;
      }
    };
  }

  private static @Nullable Instant time(Exchange exchange, String name, FieldErrors errors) {
    String value = one(exchange, name, errors);
    if (value == null) {
      return null;
    }
    try {
      // A plus sign that was not encoded arrives as a blank.
      Instant at = OffsetDateTime.parse(value.replace(' ', '+')).toInstant();
      if (at.isAfter(Instant.EPOCH) && at.isBefore(EntryJson.LAST)) {
        return at;
      }
    } catch (DateTimeException e) {
      // Worded below.
    }
    errors.add(
        name,
        "The "
            + name
            + " must be a date and time with its offset from UTC, such as 2030-01-31T18:00:00Z.");
    return null;
  }

  private Map<String, Credential> named(String accountId) {
    Map<String, Credential> named = new HashMap<>();
    for (CredentialKind kind : CredentialKind.values()) {
      credentials.list(accountId, kind).forEach(one -> named.put(one.id(), one));
    }
    return named;
  }

  private static Answer json(
      Counters.Page page, CounterFilter filter, int limit, Map<String, Credential> named) {
    ObjectNode answer = Json.object();
    ArrayNode data = answer.putArray("data");
    page.counters().forEach(counter -> data.add(json(counter, named)));
    ObjectNode meta =
        answer
            .putObject("meta")
            .put("from", Json.time(filter.from()))
            .put("to", Json.time(filter.to()))
            .put("limit", limit);
    if (page.next() == null) {
      meta.putNull("next_after");
    } else {
      meta.put("next_after", page.next().text());
    }
    return Answer.json(200, answer);
  }

  private static ObjectNode json(Counter counter, Map<String, Credential> named) {
    ObjectNode json =
        Json.object()
            .put("hour", Json.time(counter.hour()))
            .put("channel", counter.channel())
            .put("address", counter.address().toString());
    json.putObject("credential")
        .put("id", counter.credentialId())
        .put("name", name(counter, named));
    return json.put("entry", counter.entryId().isEmpty() ? null : counter.entryId())
        .put("verdict", verdict(counter))
        .put("reason", counter.reason())
        .put("let_in", counter.letIn())
        .put("calls", counter.calls())
        .put("first_seen_at", Json.time(counter.firstSeenAt()))
        .put("last_seen_at", Json.time(counter.lastSeenAt()));
  }

  private static String verdict(Counter counter) {
    return counter.allowed() ? "allowed" : "denied";
  }

  /** Null for a credential that was deleted since. */
  private static @Nullable String name(Counter counter, Map<String, Credential> named) {
    Credential credential = named.get(counter.credentialId());
    return credential == null ? null : credential.name();
  }

  private static Answer csv(Counters.Page page, Map<String, Credential> named) {
    StringBuilder text = new StringBuilder(CSV_HEAD);
    for (Counter counter : page.counters()) {
      text.append(Json.time(counter.hour())).append(',');
      text.append(counter.channel()).append(',');
      text.append(counter.address()).append(',');
      text.append(counter.credentialId()).append(',');
      text.append(cell(name(counter, named))).append(',');
      text.append(counter.entryId()).append(',');
      text.append(verdict(counter)).append(',');
      text.append(counter.reason()).append(',');
      text.append(counter.letIn()).append(',');
      text.append(counter.calls()).append(',');
      text.append(Json.time(counter.firstSeenAt())).append(',');
      text.append(Json.time(counter.lastSeenAt())).append("\r\n");
    }
    Answer answer = Answer.text(200, "text/csv; charset=utf-8", text.toString());
    return page.next() == null ? answer : answer.with("X-Next-After", page.next().text());
  }

  /** The one cell that somebody else wrote; a spreadsheet must not take it for a formula. */
  private static String cell(@Nullable String text) {
    if (text == null) {
      return "";
    }
    String safe =
        "=+-@'\t\r".indexOf(text.isEmpty() ? ' ' : text.charAt(0)) >= 0 ? "'" + text : text;
    return "\"" + safe.replace("\"", "\"\"") + "\"";
  }
}
