package dev.sallyport.dashboard;

import dev.sallyport.alert.AlertEvent;
import dev.sallyport.alert.AlertTarget;
import dev.sallyport.alert.Delivery;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One who is told, in a table.
 *
 * @param shown the address; of a webhook's, for who may not change it, the host alone, for the rest
 *     may hold a secret
 * @param name what it is called in sentences and labels
 * @param events what it is told of, in words
 * @param waiting whether its reader has not confirmed yet
 * @param tone of what came of the last delivery
 */
record AlertRow(
    String id,
    boolean webhook,
    boolean waiting,
    String shown,
    String name,
    String events,
    String createdBy,
    When created,
    String tone,
    Icon icon,
    String word) {

  static AlertRow of(AlertTarget target, List<Delivery> last, boolean whole, Instant now) {
    String word =
        !target.confirmed()
            ? "Waiting for confirmation"
            : last.isEmpty() ? "None yet" : shortWord(last.getFirst());
    Delivery.State state = last.isEmpty() ? null : last.getFirst().state();
    boolean failed =
        state == Delivery.State.GIVEN_UP
            || (state == Delivery.State.WAITING && last.getFirst().attempts() > 0);
    return new AlertRow(
        target.id(),
        target.kind() == AlertTarget.Kind.WEBHOOK,
        !target.confirmed(),
        whole ? target.address() : target.name(),
        target.name(),
        events(target),
        target.createdBy(),
        When.past(target.createdAt(), now),
        failed ? "bad" : state == Delivery.State.DELIVERED && target.confirmed() ? "ok on" : "off",
        failed
            ? Icon.WARN
            : state == Delivery.State.DELIVERED && target.confirmed() ? Icon.DOT : Icon.CLOCK,
        word);
  }

  static String events(AlertTarget target) {
    return AlertEvent.chosen().stream()
        .filter(target.events()::contains)
        .map(AlertRow::word)
        .collect(Collectors.joining(", "));
  }

  /** An event as members read it. */
  static String word(AlertEvent event) {
    return switch (event) {
      case LIST_CHANGED -> "List changes";
      case NEWCOMER_DENIED -> "Denials of addresses never seen before";
      case ENTRY_EXPIRING -> "Expiring entries";
      case GROUP_WAITING -> "Range files that wait";
      case TEST -> "Tests";
      case CONFIRMATION -> "Confirmations";
    };
  }

  private static String shortWord(Delivery delivery) {
    return switch (delivery.state()) {
      case DELIVERED -> "Delivered";
      case GIVEN_UP -> "Given up";
      case WAITING -> delivery.attempts() == 0 ? "Waiting" : "Failed";
    };
  }

  /** How a delivery stands, and what comes next. */
  static String word(Delivery delivery, Instant now) {
    Instant next = delivery.nextAt();
    return switch (delivery.state()) {
      case DELIVERED -> "Delivered";
      case GIVEN_UP -> "Given up";
      case WAITING ->
          delivery.attempts() == 0 || next == null
              ? "Waiting"
              : "Failed, tried again " + When.in(next, now);
    };
  }
}
