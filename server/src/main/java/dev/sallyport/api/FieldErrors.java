package dev.sallyport.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The mistakes of a request, field by field, told all at once. */
final class FieldErrors {
  /** A request of ten thousand mistakes is not read back in full. */
  private static final int MAX_FIELDS = 200;

  private final Map<String, List<String>> errors = new LinkedHashMap<>();

  static FieldErrors of(String field, String message) {
    FieldErrors errors = new FieldErrors();
    errors.add(field, message);
    return errors;
  }

  static FieldErrors of(Map<String, List<String>> all) {
    FieldErrors errors = new FieldErrors();
    all.forEach((field, messages) -> messages.forEach(message -> errors.add(field, message)));
    return errors;
  }

  void add(String field, String message) {
    if (errors.size() < MAX_FIELDS || errors.containsKey(field)) {
      errors.computeIfAbsent(field, _ -> new ArrayList<>()).add(message);
    }
  }

  /** Adds the mistakes in fields of which nothing was said yet. */
  void addMissing(Map<String, List<String>> more) {
    Set<String> known = Set.copyOf(errors.keySet());
    more.forEach((field, messages) -> {
      if (known.stream().noneMatch(name -> field.equals(name) || field.startsWith(name + "."))) {
        messages.forEach(message -> add(field, message));
      }
    });
  }

  boolean has(String field) {
    return errors.containsKey(field);
  }

  boolean isEmpty() {
    return errors.isEmpty();
  }

  /** The first mistake, and how many more there are. */
  String summary() {
    String first = errors.values().iterator().next().getFirst();
    long more = errors.values().stream().mapToLong(Collection::size).sum() - 1;
    return switch ((int) more) {
      case 0 -> first;
      case 1 -> first + " (and 1 more error)";
      default -> first + " (and " + more + " more errors)";
    };
  }

  ObjectNode json() {
    ObjectNode object = Json.object();
    errors.forEach((field, messages) -> {
      ArrayNode array = object.putArray(field);
      messages.forEach(array::add);
    });
    return object;
  }

  /** {@code {"message","errors"}} with this status. */
  Answer answer(int status) {
    ObjectNode body = Json.object().put("message", summary());
    body.set("errors", json());
    return Answer.json(status, body);
  }

  void throwIfAny() {
    if (!isEmpty()) {
      throw new Refusal(answer(422));
    }
  }
}
