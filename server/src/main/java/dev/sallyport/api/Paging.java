package dev.sallyport.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;

/** One page of something longer: {@code ?page=2&limit=25}. */
final class Paging {
  private static final int DEFAULT_LIMIT = 25;
  private static final int MAX_LIMIT = 100;
  private static final int MAX_PAGE = 1_000_000;

  private Paging() {}

  /** {@code {"data":[…],"meta":{…}}} of the page that was asked for. */
  static <T> Answer answer(Exchange exchange, List<T> all, Function<T, JsonNode> json) {
    FieldErrors errors = new FieldErrors();
    int page = (int) number(exchange, "page", 1, 1, MAX_PAGE, errors);
    int limit = (int) number(exchange, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT, errors);
    errors.throwIfAny();
    int from = (int) Math.min((long) (page - 1) * limit, all.size());
    ObjectNode answer = Json.object();
    ArrayNode data = answer.putArray("data");
    all.subList(from, Math.min(from + limit, all.size()))
        .forEach(item -> data.add(json.apply(item)));
    answer
        .putObject("meta")
        .put("current_page", page)
        .put("per_page", limit)
        .put("last_page", Math.max(1, (all.size() + limit - 1) / limit))
        .put("total", all.size());
    return Answer.json(200, answer);
  }

  /** A whole number from the query, within bounds. */
  static long number(
      Exchange exchange, String name, long otherwise, long least, long most, FieldErrors errors) {
    List<String> values = exchange.query(name);
    if (values.isEmpty() || (values.size() == 1 && values.getFirst().isEmpty())) {
      return otherwise;
    }
    try {
      long value = Long.parseLong(values.getFirst());
      if (values.size() == 1 && value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Worded below.
    }
    errors.add(
        name,
        "The "
            + name
            + " must be a whole number "
            + (most == Long.MAX_VALUE ? "of at least " + least : "from " + least + " to " + most)
            + ".");
    return otherwise;
  }
}
