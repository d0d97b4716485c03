package dev.sallyport.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A line through the chart where the list was changed.
 *
 * @param at how far to the right, such as {@code 15.00%}
 * @param side {@code at-start} or {@code at-end} near an edge, which no name may cross; else empty
 * @param name whether its name stands above it: those too near to another have a line alone
 * @param newest the last change of that hour or day
 * @param title all of its changes, in words
 */
record ChartMark(String at, String side, boolean name, Revision newest, String title) {
  /** Names stand apart by this part of the width. */
  private static final int APART = 4;

  /** Within this part of the width from an edge a name is drawn away from it. */
  private static final int EDGE = 8;

  private static final int NAMED = 5;

  /** A revision and where it is told of. */
  record Revision(long number, String text) {
    static Revision of(HistoryItem item) {
      return new Revision(item.revision(), item.sentence());
    }

    String path() {
      return "/history?before=" + (number + 1);
    }
  }

  /**
   * The marks, from left to right.
   *
   * @param changes by hour or day, in each the newest first
   */
  static List<ChartMark> of(Map<Integer, List<HistoryItem>> changes, int slots) {
    List<ChartMark> marks = new ArrayList<>();
    int named = Integer.MAX_VALUE;
    for (Map.Entry<Integer, List<HistoryItem>> each :
        new TreeMap<>(changes).descendingMap().entrySet()) {
      int slot = each.getKey();
      boolean name = named == Integer.MAX_VALUE || (named - slot) * APART >= slots;
      if (name) {
        named = slot;
      }
      marks.addFirst(
          new ChartMark(
              ActivityChart.at(slot, slots),
              slot * EDGE < slots ? "at-start" : (slots - slot) * EDGE <= slots ? "at-end" : "",
              name,
              Revision.of(each.getValue().getFirst()),
              title(each.getValue())));
    }
    return marks;
  }

  private static String title(List<HistoryItem> changes) {
    List<String> lines =
        new ArrayList<>(
            changes.stream()
                .limit(NAMED)
                .map(change -> change.day() + ", " + change.time() + ": " + change.sentence())
                .toList());
    int more = changes.size() - NAMED;
    if (more > 0) {
      lines.add("and " + more + " more");
    }
    return String.join("\n", lines);
  }
}
