package dev.sallyport.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.account.BulkEmails.BulkEmail;
import java.util.ArrayList;
import java.util.List;

/** What became of each message of a bulk request, by its place in it. Safe for many threads. */
final class BulkOutcomes {
  private static final String HANDED_OVER = "handed_over";
  private static final String REFUSED = "refused";
  private static final String UNKNOWN = "unknown";
  private static final String NOT_ATTEMPTED = "not_attempted";

  /** The words of a refusal that are kept. */
  private static final int MAX_WORDS = 4000;

  private final List<ObjectNode> outcomes;

  private BulkOutcomes(List<ObjectNode> outcomes) {
    this.outcomes = outcomes;
  }

  static BulkOutcomes notAttempted(int count) {
    return all(count, NOT_ATTEMPTED, "Its turn did not come in time, so it was not sent.");
  }

  /** What is to be said of a request of which nothing more is ever heard. */
  static BulkOutcomes cutShort(int count) {
    return all(count, UNKNOWN, "The request was cut short, so it may have been sent or not.");
  }

  private static BulkOutcomes all(int count, String outcome, String message) {
    List<ObjectNode> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(of(i, outcome).put("message", message));
    }
    return new BulkOutcomes(list);
  }

  private static ObjectNode of(int index, String outcome) {
    return Json.object().put("index", index).put("outcome", outcome);
  }

  private synchronized void set(int index, ObjectNode outcome) {
    outcomes.set(index, outcome);
  }

  synchronized BulkOutcomes copy() {
    return new BulkOutcomes(new ArrayList<>(outcomes));
  }

  void begun(int index) {
    set(
        index,
        of(index, UNKNOWN)
            .put("message", "It was being handed over when the request's time was up."));
  }

  void handedOver(int index, String id, String note) {
    ObjectNode outcome = of(index, HANDED_OVER).put("message_id", id);
    set(index, note.isEmpty() ? outcome : outcome.put("message", note));
  }

  void unknown(int index, String id) {
    set(
        index,
        of(index, UNKNOWN)
            .put("message_id", id)
            .put("message", "The relay fell silent after it was given the message."));
  }

  void refused(int index, Answer answer) {
    ObjectNode outcome = of(index, REFUSED).put("status", answer.status());
    if (answer.body().length() <= MAX_WORDS) {
      outcome.setAll((ObjectNode) parse(answer.body()));
    } else {
      outcome.put("message", "There is more wrong with it than is kept here.");
    }
    set(index, outcome);
  }

  synchronized boolean sentAny() {
    return count(HANDED_OVER) + count(UNKNOWN) > 0;
  }

  private long count(String word) {
    return outcomes.stream().filter(outcome -> is(outcome, word)).count();
  }

  private static boolean is(JsonNode outcome, String word) {
    return word.equals(outcome.path("outcome").asText());
  }

  synchronized String summary() {
    StringBuilder summary =
        new StringBuilder(
            count(HANDED_OVER) + " of " + outcomes.size() + " messages were handed over");
    for (String word : List.of(REFUSED, UNKNOWN, NOT_ATTEMPTED)) {
      if (count(word) > 0) {
        summary.append(", ").append(count(word)).append(' ').append(word.replace('_', ' '));
      }
    }
    return summary.append('.').toString();
  }

  /** As it is kept. */
  synchronized String toText() {
    ArrayNode array = Json.array();
    outcomes.forEach(array::add);
    return array.toString();
  }

  static BulkOutcomes ofText(String text) {
    List<ObjectNode> list = new ArrayList<>();
    parse(text).forEach(outcome -> list.add((ObjectNode) outcome));
    return new BulkOutcomes(list);
  }

  private static JsonNode parse(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a text of ours is no JSON", e);
    }
  }

  /** MailerSend's fields, and the outcome of each message. */
  ObjectNode json(BulkEmail bulk) {
    ObjectNode answer = Json.object();
    ObjectNode data =
        answer
            .putObject("data")
            .put("id", bulk.id())
            .put("state", "completed")
            .put("total_recipients_count", outcomes.size())
            .put("suppressed_recipients_count", 0)
            .putNull("suppressed_recipients");
    ObjectNode mistakes = Json.object();
    ArrayNode ids = Json.array();
    ArrayNode all = Json.array();
    for (ObjectNode outcome : outcomes) {
      all.add(outcome);
      if (is(outcome, HANDED_OVER)) {
        ids.add(outcome.path("message_id"));
      }
      if (outcome.path("errors").isObject()) {
        mistakes.set("message." + outcome.path("index").asInt(), outcome.path("errors"));
      }
    }
    data.put("validation_errors_count", mistakes.size());
    data.set("validation_errors", mistakes);
    data.set("messages_id", ids);
    data.set("outcomes", all);
    data.put("created_at", Json.time(bulk.createdAt()))
        .put("updated_at", Json.time(bulk.updatedAt()));
    return answer;
  }
}
