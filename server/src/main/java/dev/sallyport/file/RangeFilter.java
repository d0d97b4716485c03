package dev.sallyport.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which networks of a published range file are meant: of each field named, one of its values, in
 * either case. Empty for all of them.
 *
 * @param fields values by the field's name in lower case
 */
public record RangeFilter(Map<String, List<String>> fields) {
  /** The longest filter, in characters. */
  public static final int MOST_CHARACTERS = 2_000;

  public RangeFilter {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    fields.forEach((field, values) -> copy.put(field, List.copyOf(values)));
    fields = copy;
  }

  /** A text that is no filter; the message is for who typed it. */
  public static final class MalformedException extends Exception {
    @java.io.Serial private static final long serialVersionUID = 1;

    MalformedException(String message) {
      super(message);
    }

    public String reason() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * Reads {@code field=value} lines; several on one line are separated by commas.
   *
   * @throws MalformedException for a line of another form, and for one too long
   */
  public static RangeFilter parse(String text) throws MalformedException {
    if (text.length() > MOST_CHARACTERS) {
      throw new MalformedException(
          "A filter has at most %d characters.".formatted(MOST_CHARACTERS));
    }
    Map<String, List<String>> fields = new LinkedHashMap<>();
    for (String each : text.split("[\\n,]", -1)) {
      String condition = each.strip();
      if (condition.isEmpty()) {
        continue;
      }
      int sign = condition.indexOf('=');
      String field = sign < 0 ? "" : condition.substring(0, sign).strip().toLowerCase(Locale.ROOT);
      String value = condition.substring(sign + 1).strip();
      if (field.isEmpty() || value.isEmpty() || value.chars().anyMatch(Character::isISOControl)) {
        throw new MalformedException(
            "A filter is written as field=value, such as region=eu-west-1, one a line.");
      }
      List<String> values = fields.computeIfAbsent(field, _ -> new ArrayList<>());
      if (!values.contains(value)) {
        values.add(value);
      }
    }
    return new RangeFilter(fields);
  }

  /** As {@link #parse} reads it, one condition a line. */
  public String text() {
    List<String> lines = new ArrayList<>();
    fields.forEach((field, values) -> values.forEach(value -> lines.add(field + "=" + value)));
    return String.join("\n", lines);
  }

  boolean takes(Map<String, String> tags) {
    return fields.entrySet().stream()
        .allMatch(field -> {
          String value = tags.getOrDefault(field.getKey(), "");
          return field.getValue().stream().anyMatch(value::equalsIgnoreCase);
        });
  }
}
