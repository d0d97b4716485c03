package dev.sallyport.file;

import dev.sallyport.account.GroupSource.Family;
import dev.sallyport.allowlist.Network;
import dev.sallyport.allowlist.ParseResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A file in which a provider publishes its networks: the JSON of AWS, Google Cloud, Azure and
 * GitHub and others of their shape, CSV, or a column.
 *
 * @param rows a row for each network, as it is written
 * @param mistakes what of the file's form can't be read
 */
public record RangeFile(Form form, List<Row> rows, List<EntryFile.Mistake> mistakes) {
  /** The largest file, in bytes. */
  public static final int MOST_BYTES = 8 * 1024 * 1024;

  static final int MOST_MISTAKES = 20;
  private static final int VALUES_NAMED = 12;

  /** Values a filter asks for in vain that are told of. */
  private static final int MISSING_NAMED = 3;

  private static final int VALUE_LENGTH = 80;

  public RangeFile {
    rows = List.copyOf(rows);
    mistakes = List.copyOf(mistakes);
  }

  /** The forms that are recognised. */
  public enum Form {
    AWS("aws", "AWS ip-ranges"),
    GOOGLE("google", "Google IP ranges"),
    AZURE("azure", "Azure service tags"),
    KEYED("keyed", "JSON lists by key"),
    LIST("list", "JSON list"),
    CSV("csv", "CSV"),
    COLUMN("column", "Plain text"),
    UNKNOWN("unknown", "Unknown");

    private final String word;
    private final String title;

    Form(String word, String title) {
      this.word = word;
      this.title = title;
    }

    /** As it is stored, at most 32 characters. */
    public String word() {
      return word;
    }

    /** For people: the title of the form with that word. */
    public static String title(String word) {
      for (Form form : values()) {
        if (form.word.equals(word)) {
          return form.title;
        }
      }
      return word;
    }
  }

  /**
   * One network of the file.
   *
   * @param place such as {@code line 3} or {@code prefixes[2]}
   * @param network as written
   * @param tags what a filter can ask for, by names in lower case
   */
  public record Row(String place, String network, Map<String, String> tags) {
    public Row {
      tags = Map.copyOf(tags);
    }
  }

  /**
   * What a filter takes of a file.
   *
   * @param networks none where there are mistakes
   * @param mistakes why it can't be used; at most {@value #MOST_MISTAKES}
   */
  public record Selection(List<Network> networks, List<EntryFile.Mistake> mistakes) {
    public Selection {
      networks = List.copyOf(networks);
      mistakes = List.copyOf(mistakes);
    }
  }

  /** Reads a file; what its values mean is told by {@link #select}. */
  public static RangeFile read(String text) {
    return EntryFile.guess(text) == EntryFile.Form.JSON
        ? RangeJson.read(text)
        : RangeText.read(text);
  }

  /** The networks that are meant. A value among them that is no network spoils the whole. */
  public Selection select(RangeFilter filter, Family family) {
    if (!mistakes.isEmpty()) {
      return refused(mistakes);
    }
    Set<String> fields =
        rows.stream().flatMap(row -> row.tags().keySet().stream()).collect(Collectors.toSet());
    for (String field : filter.fields().keySet()) {
      if (!fields.contains(field)) {
        return refused(List.of(unknownField(field, fields)));
      }
    }
    List<Network> networks = new ArrayList<>();
    List<EntryFile.Mistake> wrong = new ArrayList<>();
    for (Row row : rows) {
      if (!filter.takes(row.tags())) {
        continue;
      }
      switch (Network.parse(row.network().strip())) {
        case ParseResult.Parsed<Network>(Network network) -> {
          if (isOf(network, family)) {
            networks.add(network);
          }
        }
        case ParseResult.Malformed<Network>(String message, var suggestions) ->
            wrong.add(
                new EntryFile.Mistake(row.place(), message + ParseResult.question(suggestions)));
      }
      if (wrong.size() == MOST_MISTAKES) {
        break;
      }
    }
    if (!wrong.isEmpty()) {
      return refused(wrong);
    }
    return networks.isEmpty()
        ? refused(List.of(nothing(filter, family)))
        : new Selection(networks, List.of());
  }

  private static boolean isOf(Network network, Family family) {
    return family == Family.ANY || (family == Family.IPV4) == network.base().isV4();
  }

  private static Selection refused(List<EntryFile.Mistake> mistakes) {
    return new Selection(List.of(), mistakes.subList(0, Math.min(MOST_MISTAKES, mistakes.size())));
  }

  private static EntryFile.Mistake unknownField(String field, Set<String> fields) {
    return new EntryFile.Mistake(
        "",
        fields.isEmpty()
            ? "This file has nothing to filter by. Leave the filter empty."
            : "This file has no field “%s”. It has %s."
                .formatted(cut(field), named(field, new TreeSet<>(fields))));
  }

  private EntryFile.Mistake nothing(RangeFilter filter, Family family) {
    String kind = family == Family.ANY ? "" : " of " + family.word();
    if (filter.fields().isEmpty()) {
      return new EntryFile.Mistake("", "The file holds no network%s.".formatted(kind));
    }
    StringBuilder text =
        new StringBuilder("The file holds no network%s with that filter.".formatted(kind));
    filter
        .fields()
        .forEach((field, values) -> {
          Set<String> known =
              rows.stream()
                  .map(row -> row.tags().getOrDefault(field, ""))
                  .filter(value -> !value.isEmpty())
                  .collect(Collectors.toCollection(TreeSet::new));
          values.stream()
              .filter(value -> known.stream().noneMatch(value::equalsIgnoreCase))
              .limit(MISSING_NAMED)
              .forEach(value ->
                  text.append(
                      " There is no %s “%s”; there are %s."
                          .formatted(cut(field), cut(value), named(value, known))));
        });
    return new EntryFile.Mistake("", text.toString());
  }

  /** Some of the values, those that begin like what was asked for first. */
  private static String named(String asked, Set<String> known) {
    String start = asked.substring(0, Math.min(2, asked.length())).toLowerCase(Locale.ROOT);
    List<String> shown =
        known.stream()
            .sorted(
                Comparator.comparing(value -> !value.toLowerCase(Locale.ROOT).startsWith(start)))
            .limit(VALUES_NAMED)
            .map(RangeFile::cut)
            .toList();
    return String.join(", ", shown) + (known.size() > shown.size() ? " …" : "");
  }

  private static String cut(String text) {
    return text.length() > VALUE_LENGTH ? text.substring(0, VALUE_LENGTH) + "…" : text;
  }
}
