package dev.sallyport.dashboard;

import java.util.List;

/** A small drawing of calls day by day: a bar 2 wide for each, 1 between, at most 24 high. */
final class Spark {
  private static final int HEIGHT = 24;
  private static final int STEP = 3;

  private Spark() {}

  /** The one path of all bars, scaled to the largest; a day without calls keeps a trace. */
  static String path(List<Long> days) {
    long most = days.stream().mapToLong(Long::longValue).max().orElse(0);
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < days.size(); i++) {
      int height = most == 0 ? 1 : Math.max(1, (int) Math.ceilDiv(days.get(i) * HEIGHT, most));
      path.append('M').append(i * STEP).append(' ').append(HEIGHT);
      path.append("v-").append(height).append("h2v").append(height).append('z');
    }
    return path.toString();
  }

  static int width(int days) {
    return days * STEP - 1;
  }
}
