package dev.sallyport.dashboard;

import dev.sallyport.account.Entry;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Which entries of a list are looked at, and in which order.
 *
 * @param text what the name or the address has to hold, in lower case; empty for all
 * @param sort {@code name}, {@code address}, {@code status} or empty for the order of adding
 * @param page from 1
 */
record ListView(String text, String sort, int page) {
  static final ListView ALL = new ListView("", "", 1);

  private static final int MAX_TEXT = 100;
  private static final int MAX_PAGE = 100_000;
  private static final List<String> SORTS = List.of("name", "address", "status");

  static ListView of(String text, String sort, String page) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    return new ListView(
        wanted.length() > MAX_TEXT ? wanted.substring(0, MAX_TEXT) : wanted,
        SORTS.contains(sort) ? sort : "",
        number(page));
  }

  /** Reads what {@link #query} wrote, as far as it can be read. */
  static ListView parse(String query) {
    String text = "";
    String sort = "";
    String page = "";
    for (String pair : query.split("&", 4)) {
      int equals = pair.indexOf('=');
      String value = decode(pair.substring(equals + 1));
      switch (pair.substring(0, Math.max(equals, 0))) {
        case "q" -> text = value;
        case "sort" -> sort = value;
        case "page" -> page = value;
        default -> {}
      }
    }
    return of(text, sort, page);
  }

  private static String decode(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static int number(String text) {
    try {
      return Math.clamp(Long.parseLong(text), 1, MAX_PAGE);
    } catch (NumberFormatException e) {
      return 1;
    }
  }

  /** As the query of an address; empty for the whole list as it comes. */
  String query() {
    StringBuilder query = new StringBuilder();
    append(query, "q", text);
    append(query, "sort", sort);
    append(query, "page", page == 1 ? "" : String.valueOf(page));
    return query.toString();
  }

  private static void append(StringBuilder query, String name, String value) {
    if (!value.isEmpty()) {
      query.append(query.isEmpty() ? "" : "&").append(name).append('=');
      query.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }

  ListView atPage(int number) {
    return new ListView(text, sort, number);
  }

  ListView sortedBy(String column) {
    return new ListView(text, column, 1);
  }

  boolean shows(Entry entry) {
    return text.isEmpty()
        || entry.name().toLowerCase(Locale.ROOT).contains(text)
        || entry.network().toString().contains(text);
  }

  /** The order to show entries in; those alike stay in the order they were added. */
  Comparator<Entry> order(Instant now) {
    return switch (sort) {
      case "name" -> Comparator.comparing(entry -> entry.name().toLowerCase(Locale.ROOT));
      case "address" -> Comparator.comparing(Entry::network);
      case "status" -> Comparator.comparing(entry -> entry.status(now));
      default -> Comparator.comparingInt(any -> 0);
    };
  }
}
