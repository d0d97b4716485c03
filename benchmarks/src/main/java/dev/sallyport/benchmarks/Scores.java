package dev.sallyport.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What was measured, by the name of the benchmark without its package, then its parameters. */
final class Scores {
  /** The least and the median of all iterations. */
  record Score(double least, double median) {
    String text() {
      return String.format(Locale.ROOT, "%.1f (%.1f)", least, median);
    }
  }

  /** What a row from C is called that no search can be faster than. */
  static final String FLOOR = "dependent load";

  private final Map<String, Score> scores = new LinkedHashMap<>();
  private final Map<String, Score> floors = new LinkedHashMap<>();

  private Scores() {}

  /** Reads the files of values that a run has left in a folder. */
  static Scores of(Path folder) throws IOException {
    Scores all = new Scores();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
      for (Path file : files) {
        all.readHarness(file);
      }
    }
    if (Files.exists(folder.resolve("cpu.csv"))) {
      for (List<String> row : rows(folder.resolve("cpu.csv"))) {
        all.scores.put(row.getFirst(), score(row.get(1), row.get(2)));
      }
    }
    for (List<String> row : rows(folder.resolve("c.csv"))) {
      Score score = score(row.get(2), row.get(3));
      if (row.getFirst().equals(FLOOR)) {
        all.floors.put(row.get(1), score);
      } else {
        all.scores.put("LookUp.find 4 %s %s".formatted(row.get(1), row.getFirst()), score);
      }
    }
    return all;
  }

  @Nullable Score get(String name) {
    return scores.get(name);
  }

  /** A look-up that hits, or null where it was not measured. */
  @Nullable Score lookUp(String family, String size, String subject) {
    return scores.get("LookUp.find %s %s %s".formatted(family, size, subject));
  }

  /** The time of one dependent load, by where from. */
  Map<String, Score> floors() {
    return floors;
  }

  private void readHarness(Path file) throws IOException {
    for (JsonNode run : new ObjectMapper().readTree(file.toFile())) {
      String name = run.get("benchmark").asText().replaceFirst("^.*benchmarks\\.", "");
      JsonNode given = run.path("params");
      StringJoiner params = new StringJoiner(" ");
      for (String param : List.of("family", "size", "subject", "questions")) {
        String value = given.path(param).asText("hits");
        if (!value.equals("hits")) {
          params.add(value);
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

  private static Score score(String least, String median) {
    return new Score(Double.parseDouble(least), Double.parseDouble(median));
  }

  static List<List<String>> rows(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> !line.isBlank())
        .map(line -> List.of(line.replace("\"", "").split(",", -1)))
        .toList();
  }
}
