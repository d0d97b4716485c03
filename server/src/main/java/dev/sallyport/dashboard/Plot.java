package dev.sallyport.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Bars drawn upon one another, one stack for each hour or day, on a scale of their own.
 *
 * @param label the sentence that stands for the drawing
 * @param height of the drawing; its width is ten for each stack
 * @param marks the numbers of the scale, the largest first
 * @param series from the lowest up
 * @param titles what each stack says when pointed at
 */
record Plot(
    String label, int height, List<String> marks, List<Series> series, List<String> titles) {
  private static final double[] STEPS = {1, 1.5, 2, 3, 5, 10};

  /**
   * The bars of one kind.
   *
   * @param path all but the last stack's, which is still growing
   * @param partial the last's
   */
  record Series(String key, String name, String path, String partial) {}

  /** Numbers of one kind, one for each stack. */
  record Kind(String key, String name, List<Long> numbers) {
    Kind {
      numbers = List.copyOf(numbers);
    }
  }

  static Plot of(String label, int height, int lines, List<Kind> kinds, List<String> titles) {
    int stacks = titles.size();
    long most = 0;
    for (int i = 0; i < stacks; i++) {
      long sum = 0;
      for (Kind kind : kinds) {
        sum += kind.numbers().get(i);
      }
      most = Math.max(most, sum);
    }
    long step = step(most, lines);
    double scale = (double) height / (step * lines);
    double[] top = new double[stacks];
    List<Series> series = new ArrayList<>();
    for (Kind kind : kinds) {
      StringBuilder path = new StringBuilder();
      StringBuilder last = new StringBuilder();
      for (int i = 0; i < stacks; i++) {
        if (kind.numbers().get(i) > 0) {
          double gap = top[i] > 0 ? 1 : 0;
          double bar = Math.max(1, kind.numbers().get(i) * scale - gap);
          bar(i == stacks - 1 ? last : path, i, height - top[i] - gap, bar);
          top[i] += bar + gap;
        }
      }
      series.add(new Series(kind.key(), kind.name(), path.toString(), last.toString()));
    }
    List<String> marks = new ArrayList<>();
    for (int line = lines; line >= 0; line--) {
      marks.add(String.format(Locale.ROOT, "%,d", step * line));
    }
    return new Plot(label, height, marks, series, titles);
  }

  private static void bar(StringBuilder path, int stack, double from, double height) {
    path.append(
        String.format(Locale.ROOT, "M%d %.1fv-%.1fh6v%.1fz", stack * 10 + 2, from, height, height));
  }

  /** The smallest round number of which so many hold the most there is. */
  static long step(long most, int lines) {
    long power = 1;
    while (true) {
      for (double step : STEPS) {
        long round = Math.round(step * power);
        if (round == step * power && round * lines >= most) {
          return round;
        }
      }
      power *= 10;
    }
  }

  int width() {
    return titles.size() * 10;
  }

  /** Where the lines of the scale lie, the lowest not among them. */
  String grid() {
    StringBuilder path = new StringBuilder();
    int lines = marks.size() - 1;
    for (int i = 0; i < lines; i++) {
      path.append(String.format(Locale.ROOT, "M0 %.1fh%d", (double) height * i / lines, width()));
    }
    return path.toString();
  }
}
