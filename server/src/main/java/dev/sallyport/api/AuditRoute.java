package dev.sallyport.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.account.Accounts;
import dev.sallyport.account.AuditEntry;
import dev.sallyport.account.AuditKind;
import dev.sallyport.account.AuditQuery;
import dev.sallyport.file.AuditFields;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/audit}: who signed in, and who changed members, credentials and the account. */
final class AuditRoute {
  private static final int DEFAULT_LIMIT = 25;
  private static final int MAX_LIMIT = 100;
  private static final Pattern ID = Pattern.compile("[0-9a-f]{24}");

  private final Accounts accounts;

  AuditRoute(Accounts accounts) {
    this.accounts = accounts;
  }

  Route route() {
    return new Route("GET", "/v1/audit", Access.ACTIVITY_READ, this::audit);
  }

  private Answer audit(Exchange exchange) {
    FieldErrors errors = new FieldErrors();
    int limit = (int) Paging.number(exchange, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT, errors);
    AuditQuery query =
        new AuditQuery(
            kind(exchange, errors),
            time(exchange, "from", errors),
            time(exchange, "to", errors),
            before(exchange, errors));
    boolean csv = Csv.asked(exchange, errors);
    errors.throwIfAny();
    List<AuditEntry> entries = accounts.audit(exchange.accountId(), query, limit);
    @Nullable String next = entries.size() == limit ? entries.getLast().id() : null;
    if (csv) {
      List<String> lines = entries.stream().map(AuditFields::csv).toList();
      return Csv.answer(exchange, AuditFields.COLUMNS, lines, next);
    }
    ObjectNode answer = Json.object();
    ArrayNode data = answer.putArray("data");
    entries.forEach(entry -> data.add(Json.MAPPER.<JsonNode>valueToTree(AuditFields.json(entry))));
    answer.putObject("meta").put("limit", limit).put("next_before", next);
    return Answer.json(200, answer);
  }

  private static @Nullable AuditKind kind(Exchange exchange, FieldErrors errors) {
    String word = one(exchange, "kind");
    if (word.isEmpty()) {
      return null;
    }
    return AuditKind.of(word)
        .orElseGet(() -> {
          errors.add("kind", "The kind must be sign-ins, members, credentials or account.");
          return null;
        });
  }

  private static @Nullable Instant time(Exchange exchange, String name, FieldErrors errors) {
    String text = one(exchange, name);
    if (text.isEmpty()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      errors.add(
          name,
          "The "
              + name
              + " must be a date and time with its offset from UTC, such as 2030-01-31T18:00:00Z.");
      return null;
    }
  }

  private static @Nullable String before(Exchange exchange, FieldErrors errors) {
    String id = one(exchange, "before");
    if (id.isEmpty()) {
      return null;
    }
    if (!ID.matcher(id).matches()) {
      errors.add("before", "The before must be the id of a line of the audit log.");
    }
    return id;
  }

  private static String one(Exchange exchange, String name) {
    List<String> values = exchange.query(name);
    return values.isEmpty() ? "" : values.getFirst();
  }
}
