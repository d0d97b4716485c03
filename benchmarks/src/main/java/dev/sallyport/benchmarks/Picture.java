package dev.sallyport.benchmarks;

import dev.sallyport.benchmarks.Scores.Score;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Time against the size of the list as an SVG, both axes in powers of ten, each line named. */
final class Picture {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 480;
  private static final int LEFT = 64;
  private static final int RIGHT = 700;
  private static final int TOP = 48;
  private static final int BOTTOM = 436;
  private static final int LEAST_GAP = 15;
  private static final int LEAST_DECADES = 4;
  private static final String[] TIMES = {
    "1 ns", "10 ns", "100 ns", "1 µs", "10 µs", "100 µs", "1 ms", "10 ms", "100 ms"
  };
  private static final Map<String, String> COLOURS =
      Map.of(
          "sallyport", "#1f6feb",
          "policy", "#1f6feb",
          "treemap", "#c2410c",
          "guava", "#7c3aed",
          "netty", "#0f766e",
          "ipaddress", "#a16207",
          "spring", "#be185d");

  private record Point(double x, double y) {
    String text() {
      return String.format(Locale.ROOT, "%.1f,%.1f", x, y);
    }
  }

  private record Label(String text, String colour, Point at) {}

  private final Scores scores;
  private final String family;
  private final List<String> subjects;
  private final List<String> sizes;
  // Of times from 1 ns on.
  private final int decades;
  private final Formatter out = new Formatter(Locale.ROOT);

  Picture(Scores scores, String family, List<String> subjects, List<String> sizes) {
    this.scores = scores;
    this.family = family;
    this.subjects = subjects;
    this.sizes = sizes;
    double longest =
        subjects.stream()
            .flatMap(subject -> sizes.stream().map(size -> scores.lookUp(family, size, subject)))
            .filter(Objects::nonNull)
            .mapToDouble(Score::least)
            .max()
            .orElse(1);
    decades = Math.clamp((int) Math.ceil(Math.log10(longest)), LEAST_DECADES, TIMES.length - 1);
  }

  String svg(String title) {
    out.format(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="%s">
        <style>
        text { font: 12px system-ui, sans-serif; fill: #57606a }
        .title { font-size: 15px; font-weight: 600; fill: #1f2328 }
        .ground { fill: #ffffff } .grid { stroke: #d8dee4 } .floor { stroke: #8c959f; stroke-dasharray: 2 4 }
        polyline { fill: none; stroke-width: 1.75; stroke-linejoin: round }
        @media (prefers-color-scheme: dark) {
          text { fill: #9198a1 } .title { fill: #f0f6fc } .ground { fill: #0d1117 } .grid { stroke: #2a313c }
          polyline, circle, .name { filter: brightness(1.45) }
        }
        </style>
        <rect class="ground" width="%d" height="%d" rx="6"/>
        <text class="title" x="%d" y="28">%s</text>
        """,
        WIDTH, HEIGHT, title, WIDTH, HEIGHT, LEFT, title);
    axes();
    floors();
    List<Label> labels = new ArrayList<>();
    for (String subject : subjects) {
      line(subject, labels);
    }
    labels(labels);
    return out.format("</svg>%n").toString();
  }

  private void axes() {
    for (int i = 0; i <= decades; i++) {
      double y = y(Math.pow(10, i));
      out.format("<path class=\"grid\" d=\"M%d %.1fH%d\"/>\n", LEFT, y, RIGHT);
      out.format(
          "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n", LEFT - 8, y + 4, TIMES[i]);
    }
    for (String size : sizes) {
      out.format(
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
          x(size), BOTTOM + 20, Report.grouped(size));
    }
    out.format(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">networks on the list</text>\n",
        (LEFT + RIGHT) / 2, BOTTOM + 38);
  }

  private void floors() {
    boolean right = false;
    for (Map.Entry<String, Score> floor : scores.floors().entrySet()) {
      double y = y(floor.getValue().least());
      out.format("<path class=\"floor\" d=\"M%d %.1fH%d\"/>%n", LEFT, y, RIGHT);
      // Side by side, for two may be nearly as long.
      out.format(
          "<text x=\"%d\" y=\"%.1f\">a load from %s</text>%n",
          LEFT + (right ? 260 : 4), y - 3, floor.getKey());
      right = !right;
    }
  }

  private void line(String subject, List<Label> labels) {
    List<Point> points = new ArrayList<>();
    for (String size : sizes) {
      Score score = scores.lookUp(family, size, subject);
      if (score != null) {
        points.add(new Point(x(size), y(score.least())));
      }
    }
    if (points.isEmpty()) {
      return;
    }
    String colour = COLOURS.getOrDefault(subject, "#6e7781");
    String dash =
        subject.equals("sallyport")
            ? " style=\"stroke-width:3\""
            : COLOURS.containsKey(subject) && !subject.equals("policy")
                ? ""
                : " stroke-dasharray=\"6 4\"";
    out.format(
        "<polyline points=\"%s\" stroke=\"%s\"%s/>\n",
        String.join(" ", points.stream().map(Point::text).toList()), colour, dash);
    for (Point point : points) {
      out.format(
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>\n", point.x, point.y, colour);
    }
    labels.add(new Label(subject, colour, points.getLast()));
  }

  /** Beside the end of each line, moved down where one would lie on another. */
  private void labels(List<Label> labels) {
    labels.sort(Comparator.comparingDouble(label -> label.at.y));
    double lowest = 0;
    for (Label label : labels) {
      boolean atEnd = label.at.x == x(sizes.getLast());
      double y = atEnd ? Math.max(label.at.y, lowest + LEAST_GAP) : label.at.y;
      lowest = atEnd ? y : lowest;
      out.format(
          "<text class=\"name\" x=\"%.1f\" y=\"%.1f\" style=\"fill:%s\">%s</text>\n",
          label.at.x + 10, y + 4, label.colour, label.text);
    }
  }

  private double x(String size) {
    double first = Math.log10(Double.parseDouble(sizes.getFirst()));
    double last = Math.log10(Double.parseDouble(sizes.getLast()));
    double here = Math.log10(Double.parseDouble(size));
    return LEFT + 24 + (RIGHT - LEFT - 40) * (here - first) / (last - first);
  }

  private double y(double nanos) {
    return BOTTOM - (BOTTOM - TOP) * Math.log10(nanos) / decades;
  }
}
