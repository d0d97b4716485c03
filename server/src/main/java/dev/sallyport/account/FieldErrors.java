package dev.sallyport.account;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The mistakes found in a change, gathered so that all are told at once. */
final class FieldErrors {
  private final Map<String, List<String>> errors = new LinkedHashMap<>();
  private final List<String> suggestions = new ArrayList<>();

  void add(String field, String message) {
    errors.computeIfAbsent(field, _ -> new ArrayList<>()).add(message);
  }

  void suggest(List<String> texts) {
    suggestions.addAll(texts);
  }

  boolean isEmpty() {
    return errors.isEmpty();
  }

  ChangeResult.Invalid asResult() {
    return new ChangeResult.Invalid(Map.copyOf(errors), List.copyOf(suggestions));
  }

  static ChangeResult.Invalid one(String field, String message) {
    return new ChangeResult.Invalid(Map.of(field, List.of(message)), List.of());
  }
}
