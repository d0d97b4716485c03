package dev.sallyport.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Turns what was measured into the tables of the results page. */
public final class Report {
  /** The least and the median of all iterations. */
  private record Score(double least, double median) {
    String text() {
      return String.format(Locale.ROOT, "%.1f (%.1f)", least, median);
    }
  }

  private Report() {}

  /** Takes the folder with the files of values; prints Markdown. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Map<String, Score> scores = new LinkedHashMap<>();
    for (String file : List.of("lookup.json", "lookup-spring.json", "build.json", "parse.json")) {
      if (Files.exists(folder.resolve(file))) {
        read(folder.resolve(file), scores);
      }
    }
    if (Files.exists(folder.resolve("cpu.csv"))) {
      for (List<String> row : rows(folder.resolve("cpu.csv"))) {
        scores.put(
            row.getFirst(),
            new Score(Double.parseDouble(row.get(1)), Double.parseDouble(row.get(2))));
      }
    }
    lookUps(scores, rows(folder.resolve("c.csv")));
    table(
        "## Building a policy, µs",
        List.of("list of", "IPv4", "IPv6"),
        List.of(
            List.of("50", score(scores, "Build.policy 4 50"), score(scores, "Build.policy 6 50")),
            List.of(
                "100,000",
                score(scores, "Build.policy 4 100000"),
                score(scores, "Build.policy 6 100000"))));
    parsing(scores);
    List<List<String>> memory = rows(folder.resolve("footprint.csv"));
    table("## Memory that a policy keeps", memory.getFirst(), memory.subList(1, memory.size()));
  }

  private static void lookUps(Map<String, Score> scores, List<List<String>> fromC) {
    List<String> sizes = List.of("5", "50", "1000", "100000");
    for (String family : List.of("4", "6")) {
      List<List<String>> lines = new ArrayList<>();
      for (String subject : Subjects.NAMES) {
        List<String> line = new ArrayList<>(List.of(subject));
        for (String size : sizes) {
          Score ours = scores.get("LookUp.find %s %s sallyport".formatted(family, size));
          Score theirs = scores.get("LookUp.find %s %s %s".formatted(family, size, subject));
          line.add(
              cell(ours, theirs == null ? 0 : theirs.least, theirs == null ? "" : theirs.text()));
        }
        lines.add(line);
      }
      if (family.equals("4")) {
        lines.addAll(nativeLines(scores, fromC, sizes));
      }
      table(
          "## Looking an address up, IPv" + family + ", ns",
          List.of("", "5", "50", "1,000", "100,000"),
          lines);
    }
    List<List<String>> loads = new ArrayList<>();
    for (List<String> row : fromC) {
      if (row.getFirst().equals("dependent load")) {
        loads.add(List.of(row.get(1), row.get(2), row.get(3)));
      }
    }
    table("## One dependent load, ns", List.of("from", "least", "median"), loads);
  }

  private static List<List<String>> nativeLines(
      Map<String, Score> scores, List<List<String>> fromC, List<String> sizes) {
    Set<String> names = new LinkedHashSet<>();
    fromC.forEach(row -> names.add(row.getFirst()));
    names.remove("dependent load");
    List<List<String>> lines = new ArrayList<>();
    for (String name : names) {
      List<String> line = new ArrayList<>(List.of(name));
      for (String size : sizes) {
        for (List<String> row : fromC) {
          if (row.getFirst().equals(name) && row.get(1).equals(size)) {
            line.add(
                cell(
                    scores.get("LookUp.find 4 %s sallyport".formatted(size)),
                    Double.parseDouble(row.get(2)),
                    row.get(2) + " (" + row.get(3) + ")"));
          }
        }
      }
      lines.add(line);
    }
    return lines;
  }

  /** A time, and how many times ours it is. */
  private static String cell(@Nullable Score ours, double theirs, String text) {
    return ours == null || text.isEmpty()
        ? "—"
        : String.format(Locale.ROOT, "%s · %.2f×", text, theirs / ours.least);
  }

  private static void parsing(Map<String, Score> scores) {
    List<List<String>> lines = new ArrayList<>();
    for (String way : List.of("sallyport", "sallyportBytes", "jdk", "guava", "ipaddress")) {
      lines.add(
          List.of(
              way,
              score(scores, "Parse." + way + " 4"),
              allocated(scores, "Parse." + way, "4"),
              score(scores, "Parse." + way + " 6"),
              allocated(scores, "Parse." + way, "6")));
    }
    table(
        "## Reading an address, ns and bytes allocated",
        List.of("", "IPv4", "bytes", "IPv6", "bytes"),
        lines);
  }

  private static String score(Map<String, Score> scores, String name) {
    Score score = scores.get(name);
    return score == null ? "—" : score.text();
  }

  private static String allocated(Map<String, Score> scores, String way, String family) {
    Score score = scores.get(way + ":gc.alloc.rate.norm " + family);
    return score == null ? "—" : String.format(Locale.ROOT, "%.0f", score.least);
  }

  /** The values by the name of the benchmark without its package, then its parameters. */
  private static void read(Path file, Map<String, Score> scores) throws IOException {
    for (JsonNode run : new ObjectMapper().readTree(file.toFile())) {
      String name = run.get("benchmark").asText().replaceFirst("^.*benchmarks\\.", "");
      StringJoiner params = new StringJoiner(" ");
      for (String param : List.of("family", "size", "subject")) {
        if (run.path("params").has(param)) {
          params.add(run.get("params").get(param).asText());
        }
      }
      scores.put(name + " " + params, score(run.get("primaryMetric")));
      JsonNode allocated = run.path("secondaryMetrics").path("gc.alloc.rate.norm");
      if (allocated.isObject()) {
        scores.put(name + ":gc.alloc.rate.norm " + params, score(allocated));
      }
    }
  }

  private static Score score(JsonNode metric) {
    double[] values =
        metric
            .get("rawData")
            .valueStream()
            .flatMap(JsonNode::valueStream)
            .mapToDouble(JsonNode::asDouble)
            .sorted()
            .toArray();
    return new Score(values[0], values[values.length / 2]);
  }

  private static List<List<String>> rows(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> !line.isBlank())
        .map(line -> List.of(line.replace("\"", "").split(",", -1)))
        .toList();
  }

  private static void table(String title, List<String> head, List<List<String>> lines) {
    System.out.println(title + "\n");
    System.out.println("| " + String.join(" | ", head) + " |");
    System.out.println("|" + "---|".repeat(head.size()));
    lines.forEach(line -> System.out.println("| " + String.join(" | ", line) + " |"));
    System.out.println();
  }
}
