package dev.sallyport.api;

import dev.sallyport.file.CsvText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Answers as CSV (RFC 4180), for a page of what else is answered as JSON. */
final class Csv {
  private static final String TYPE = "text/csv";

  private Csv() {}

  /** Whether the caller wants CSV: by {@code ?format=csv}, else by the header {@code Accept}. */
  static boolean asked(Exchange exchange, FieldErrors errors) {
    List<String> format = exchange.query("format");
    if (format.isEmpty()) {
      String accepted = String.join(",", exchange.header("Accept")).toLowerCase(Locale.ROOT);
      return accepted.strip().startsWith(TYPE);
    }
    if (!List.of("csv", "json").contains(format.getFirst())) {
      errors.add("format", "The format must be csv or json.");
    }
    return format.getFirst().equals("csv");
  }

  /**
   * Lines below their heads.
   *
   * @param next what to ask for as {@code before} to read on, told in {@code Link} (RFC 8288); null
   *     where this is the end
   */
  static Answer answer(
      Exchange exchange, List<String> columns, List<String> lines, @Nullable String next) {
    List<String> all = new ArrayList<>();
    all.add(CsvText.line(columns));
    all.addAll(lines);
    Answer answer =
        Answer.text(
                200, TYPE + "; charset=utf-8; header=present", String.join("\r\n", all) + "\r\n")
            .with("Vary", "Accept");
    return next == null
        ? answer
        : answer.with("Link", "<" + exchange.path() + query(exchange, next) + ">; rel=\"next\"");
  }

  private static String query(Exchange exchange, String next) {
    StringBuilder query = new StringBuilder("?before=" + encoded(next));
    exchange
        .queries()
        .forEach((name, value) -> {
          if (!name.equals("before")) {
            query.append('&').append(encoded(name)).append('=').append(encoded(value));
          }
        });
    return query.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
