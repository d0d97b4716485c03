package dev.sallyport.file;

import dev.sallyport.allowlist.Network;
import dev.sallyport.allowlist.ParseResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A published range file that is text: networks one a line, or CSV, where the first line may name
 * the columns. Lines that begin with {@code #} are comments.
 */
final class RangeText {
  private static final List<String> NETWORK_COLUMNS =
      List.of(
          "address",
          "network",
          "prefix",
          "ip_prefix",
          "ip prefix",
          "cidr",
          "ip",
          "ip_range",
          "ip range",
          "range",
          "subnet");

  private RangeText() {}

  static RangeFile read(String text) {
    Optional<String> bound = FileBounds.exceeded(text);
    if (bound.isPresent()) {
      return new RangeFile(
          RangeFile.Form.UNKNOWN,
          List.of(),
          List.of(new EntryFile.Mistake("", "A range file has at most " + bound.get() + ".")));
    }
    return EntryFile.guess(text) == EntryFile.Form.CSV ? csv(text) : column(text);
  }

  private static RangeFile column(String text) {
    EntryFile.Contents contents = EntryFile.read(text, EntryFile.Form.COLUMN, "network");
    return new RangeFile(
        RangeFile.Form.COLUMN,
        contents.entries().stream()
            .map(entry -> new RangeFile.Row(entry.place(), entry.draft().address(), Map.of()))
            .toList(),
        contents.mistakes());
  }

  private static RangeFile csv(String text) {
    List<CsvText.Row> rows;
    try {
      rows =
          CsvText.rows(text).stream()
              .filter(row -> !row.cells().getFirst().strip().startsWith("#"))
              .toList();
    } catch (CsvText.MalformedException e) {
      return new RangeFile(
          RangeFile.Form.CSV,
          List.of(),
          List.of(new EntryFile.Mistake("line " + e.line(), e.reason())));
    }
    if (rows.isEmpty()) {
      return new RangeFile(RangeFile.Form.CSV, List.of(), List.of());
    }
    List<String> heads = rows.getFirst().cells().stream().map(RangeText::head).toList();
    int column =
        heads.stream()
            .filter(NETWORK_COLUMNS::contains)
            .mapToInt(heads::indexOf)
            .findFirst()
            .orElse(-1);
    boolean named = column >= 0;
    if (!named && !(Network.parse(heads.getFirst()) instanceof ParseResult.Parsed<Network>)) {
      return new RangeFile(
          RangeFile.Form.CSV,
          List.of(),
          List.of(
              new EntryFile.Mistake(
                  "line " + rows.getFirst().line(),
                  "Which column holds the networks? Name one “network”, or let it be the first.")));
    }
    List<RangeFile.Row> found = new ArrayList<>();
    for (CsvText.Row row : named ? rows.subList(1, rows.size()) : rows) {
      found.add(row(row, named ? heads : List.of(), Math.max(column, 0)));
    }
    return new RangeFile(RangeFile.Form.CSV, found, List.of());
  }

  private static RangeFile.Row row(CsvText.Row row, List<String> heads, int column) {
    List<String> cells = row.cells();
    Map<String, String> tags = new HashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      if (i != column && !cells.get(i).isBlank()) {
        tags.put(i < heads.size() ? heads.get(i) : "column" + (i + 1), cells.get(i).strip());
      }
    }
    return new RangeFile.Row(
        "line " + row.line(), column < cells.size() ? cells.get(column) : "", tags);
  }

  private static String head(String cell) {
    return cell.strip().toLowerCase(Locale.ROOT);
  }
}
