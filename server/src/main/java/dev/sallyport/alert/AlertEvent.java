package dev.sallyport.alert;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What there is to be told of. The words are stored, sent and kept. */
public enum AlertEvent {
  /** A revision was made of the account's list or of a credential's. */
  LIST_CHANGED("list.changed"),
  /** Addresses never seen before were denied. */
  NEWCOMER_DENIED("newcomer.denied"),
  /** Entries expire in 7 days, or in 1. */
  ENTRY_EXPIRING("entry.expiring"),
  /**
   * A group's file changed, and somebody is to look before the group follows it; told to those who
   * are told of list changes.
   */
  GROUP_WAITING("group.waiting"),
  /** Somebody pressed the button; everybody gets it, and nobody can choose it. */
  TEST("test"),
  /** A recipient is asked whether they want to be told; nobody can choose it. */
  CONFIRMATION("confirmation");

  private final String word;

  AlertEvent(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /** Those a webhook or recipient can be told of. */
  public static List<AlertEvent> chosen() {
    return List.of(LIST_CHANGED, NEWCOMER_DENIED, ENTRY_EXPIRING);
  }

  /** The event of that word, of those that can be chosen. */
  public static Optional<AlertEvent> of(String word) {
    return chosen().stream().filter(event -> event.word.equals(word)).findFirst();
  }

  static String words(Set<AlertEvent> events) {
    return events.stream().sorted().map(AlertEvent::word).collect(Collectors.joining(" "));
  }

  static Set<AlertEvent> read(String words) {
    Set<AlertEvent> events = EnumSet.noneOf(AlertEvent.class);
    Arrays.stream(words.split(" ")).forEach(word -> of(word).ifPresent(events::add));
    return events;
  }
}
