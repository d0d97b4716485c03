package dev.sallyport.dashboard;

import dev.sallyport.account.Difference;
import dev.sallyport.account.Entry;
import dev.sallyport.account.HistoryRow;
import java.util.stream.Stream;

/** What happened to a group, in a sentence of the history. */
final class GroupStep {
  private GroupStep() {}

  static String text(HistoryRow row) {
    Difference difference = row.difference();
    String group = "Group " + name(difference);
    String networks = networks(difference.count());
    return switch (row.kind()) {
      case "group-add" -> "%s added, %s".formatted(group, networks);
      case "group-refresh" ->
          "%s follows its file: %s added, %s removed"
              .formatted(group, networks(difference.addedCount()), difference.removedCount());
      case "group-edit" ->
          difference.changed().stream()
              .findFirst()
              .map(edited -> group + " renamed, it was " + edited.before().name())
              .orElse(group + " changed");
      case "group-pause" -> "%s paused, %s".formatted(group, networks);
      case "group-resume" -> "%s resumed, %s".formatted(group, networks);
      default -> "%s deleted, %s".formatted(group, networks);
    };
  }

  /** Of one that is among its entries: others may have come along to stay allowed. */
  private static String name(Difference difference) {
    return Stream.of(
            difference.changed().stream().map(Difference.Edited::after),
            difference.added().stream(),
            difference.removed().stream())
        .flatMap(entries -> entries)
        .filter(entry -> entry.groupId() != null)
        .findFirst()
        .map(Entry::name)
        .orElse("");
  }

  private static String networks(long count) {
    return Words.count(count, "network", "networks");
  }
}
