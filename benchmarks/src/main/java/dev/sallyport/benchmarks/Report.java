package dev.sallyport.benchmarks;

import dev.sallyport.benchmarks.Scores.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns what was measured into the tables and pictures of the results page. */
public final class Report {
  private static final List<String> FAMILIES = List.of("4", "6");
  private static final List<String> SIZES = List.of("5", "50", "1000", "100000", "1000000");
  private static final String MISSES = " misses";
  private static final List<String> IN_C = List.of("C branchless search", "C DXR16");

  private Report() {}

  /** Takes the folder with the files of values and that for pictures; prints Markdown. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Path pictures = Path.of(args[1]);
    Scores scores = Scores.of(folder);
    Files.createDirectories(pictures);
    for (String family : FAMILIES) {
      List<String> subjects =
          Stream.concat(Subjects.NAMES.stream(), family.equals("4") ? IN_C.stream() : Stream.of())
              .toList();
      System.out.printf("## Looking an address up, IPv%s, ns%n%n", family);
      String picture = "look-up-ipv" + family + ".svg";
      Files.writeString(
          pictures.resolve(picture),
          new Picture(scores, family, subjects, sizes(scores, family, ""))
              .svg("Looking up an IPv" + family + " address"));
      System.out.printf(
          "![Time against the size of the list, both in powers of ten](pictures/%s)%n%n", picture);
      lookUps(scores, family, subjects, "");
      if (!sizes(scores, family, MISSES).isEmpty()) {
        System.out.println("The same for addresses that no network covers:\n");
        lookUps(scores, family, Subjects.NAMES, MISSES);
      }
    }
    table(
        "## One dependent load, ns",
        List.of("from", "least", "median"),
        scores.floors().entrySet().stream()
            .map(each ->
                List.of(
                    each.getKey(), text(each.getValue().least()), text(each.getValue().median())))
            .toList());
    table(
        "## Building a policy, µs",
        List.of("list of", "IPv4", "IPv6"),
        Stream.of("50", "100000", "1000000")
            .map(size ->
                List.of(
                    grouped(size),
                    score(scores, "Build.policy 4 " + size),
                    score(scores, "Build.policy 6 " + size)))
            .toList());
    reading(
        scores, "an address", "Parse.", "sallyport", "sallyportBytes", "jdk", "guava", "ipaddress");
    reading(
        scores, "a network", "ParseNetwork.", "sallyport", "sallyportBytes", "ipaddress", "spring");
    List<List<String>> memory = Scores.rows(folder.resolve("footprint.csv"));
    table("## Memory that a policy keeps", memory.getFirst(), memory.subList(1, memory.size()));
  }

  /** Those that were measured. */
  private static List<String> sizes(Scores scores, String family, String questions) {
    return SIZES.stream()
        .filter(size -> scores.lookUp(family, size, "sallyport" + questions) != null)
        .toList();
  }

  private static void lookUps(
      Scores scores, String family, List<String> subjects, String questions) {
    List<String> sizes = sizes(scores, family, questions);
    List<List<String>> lines = new ArrayList<>();
    for (String subject : subjects) {
      List<String> line = new ArrayList<>(List.of(subject));
      for (String size : sizes) {
        line.add(
            cell(
                scores.lookUp(family, size, "sallyport" + questions),
                scores.lookUp(family, size, subject + questions)));
      }
      lines.add(line);
    }
    List<String> head = Stream.concat(Stream.of(""), sizes.stream().map(Report::grouped)).toList();
    table("", head, lines);
  }

  /** A time, and how many times ours it is. */
  private static String cell(@Nullable Score ours, @Nullable Score theirs) {
    return ours == null || theirs == null
        ? "—"
        : String.format(Locale.ROOT, "%s · %.2f×", theirs.text(), theirs.least() / ours.least());
  }

  private static void reading(Scores scores, String what, String benchmark, String... ways) {
    List<List<String>> lines = new ArrayList<>();
    for (String way : ways) {
      List<String> line = new ArrayList<>(List.of(way));
      for (String family : FAMILIES) {
        line.add(score(scores, benchmark + way + " " + family));
        Score allocated = scores.get(benchmark + way + ":gc.alloc.rate.norm " + family);
        line.add(allocated == null ? "—" : String.format(Locale.ROOT, "%.0f", allocated.least()));
      }
      lines.add(line);
    }
    table(
        "## Reading " + what + ", ns and bytes allocated",
        List.of("", "IPv4", "bytes", "IPv6", "bytes"),
        lines);
  }

  private static String score(Scores scores, String name) {
    Score score = scores.get(name);
    return score == null ? "—" : score.text();
  }

  private static String text(double nanos) {
    return String.format(Locale.ROOT, "%.2f", nanos);
  }

  static String grouped(String number) {
    return String.format(Locale.ROOT, "%,d", Integer.parseInt(number));
  }

  private static void table(String title, List<String> head, List<List<String>> lines) {
    if (!title.isEmpty()) {
      System.out.println(title + "\n");
    }
    System.out.println("| " + String.join(" | ", head) + " |");
    System.out.println("|" + "---|".repeat(head.size()));
    lines.forEach(line -> System.out.println("| " + String.join(" | ", line) + " |"));
    System.out.println();
  }
}
