package dev.sallyport.dashboard;

import dev.sallyport.alert.AlertEvent;
import java.util.List;
import java.util.Set;

/**
 * The form that makes or changes who is told, as it was typed.
 *
 * @param id the one changed; empty where one is made
 * @param field which field is wrong: {@code address}, {@code events}, or empty
 * @param error what is wrong with it
 */
record AlertForm(
    Guarded guarded,
    boolean dialog,
    boolean webhook,
    String id,
    String address,
    Set<AlertEvent> events,
    String field,
    String error) {

  String heading() {
    if (!id.isEmpty()) {
      return webhook ? "Manage webhook" : "Manage mail address";
    }
    return webhook ? "Add webhook" : "Add mail address";
  }

  String action() {
    return id.isEmpty() ? "/alerts/new/" + (webhook ? "webhook" : "mail") : "/alerts/" + id;
  }

  String button() {
    return id.isEmpty() ? heading() : "Save";
  }

  String addressError() {
    return field.equals("address") ? error : "";
  }

  String eventsError() {
    return field.equals("events") ? error : "";
  }

  List<Choice> choices() {
    return AlertEvent.chosen().stream()
        .map(event -> new Choice(event.word(), AlertRow.word(event), events.contains(event)))
        .toList();
  }

  AlertForm wrong(String wrongField, String message) {
    return new AlertForm(guarded, dialog, webhook, id, address, events, wrongField, message);
  }

  /** One event that can be told of. */
  record Choice(String value, String word, boolean chosen) {}
}
