package dev.sallyport.dashboard;

import dev.sallyport.account.Entry;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Network;
import dev.sallyport.allowlist.ParseResult;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which entries of a list are looked at, and in which order.
 *
 * @param text what the name or the address has to hold, in lower case, or an address that the entry
 *     has to hold; empty for all
 * @param status {@code active}, {@code paused}, {@code expired}, {@code expiring} or empty for all
 * @param sort one of {@link #SORTS}, or empty for the order of adding
 * @param down whether that order is turned around
 * @param page from 1
 */
record ListView(String text, String status, String sort, boolean down, int page) {
  static final ListView ALL = new ListView("", "", "", false, 1);

  private static final int MAX_TEXT = 100;
  private static final int MAX_PAGE = 100_000;
  private static final List<String> STATUSES = List.of("active", "paused", "expired", "expiring");
  private static final List<String> SORTS =
      List.of("name", "address", "status", "used", "calls", "expiry", "added");

  /** Orders that begin with the most, until asked otherwise. */
  private static final List<String> LARGEST_FIRST = List.of("used", "calls", "added");

  /**
   * A view as it was asked for, as far as it can be read.
   *
   * @param sort a column; turned around with a minus before it
   */
  static ListView of(String text, String status, String sort, String page) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    boolean down = sort.startsWith("-");
    String column = down ? sort.substring(1) : sort;
    boolean known = SORTS.contains(column);
    return new ListView(
        wanted.length() > MAX_TEXT ? wanted.substring(0, MAX_TEXT) : wanted,
        STATUSES.contains(status) ? status : "",
        known ? column : "",
        known && down,
        number(page));
  }

  /** Reads what {@link #query} wrote, as far as it can be read. */
  static ListView parse(String query) {
    String text = "";
    String status = "";
    String sort = "";
    String page = "";
    for (String pair : query.split("&", 5)) {
      int equals = pair.indexOf('=');
      String value = decode(pair.substring(equals + 1));
      switch (pair.substring(0, Math.max(equals, 0))) {
        case "q" -> text = value;
        case "status" -> status = value;
        case "sort" -> sort = value;
        case "page" -> page = value;
        default -> {}
      }
    }
    return of(text, status, sort, page);
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
    append(query, "status", status);
    append(query, "sort", order());
    append(query, "page", page == 1 ? "" : String.valueOf(page));
    return query.toString();
  }

  private static void append(StringBuilder query, String name, String value) {
    if (!value.isEmpty()) {
      query.append(query.isEmpty() ? "" : "&").append(name).append('=');
      query.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }

  /** The order as it is asked for. */
  String order() {
    return down ? "-" + sort : sort;
  }

  ListView atPage(int number) {
    return new ListView(text, status, sort, down, number);
  }

  /** Sorted by that column; turned around where it is already. */
  ListView sortedBy(String column) {
    return new ListView(text, status, column, sort.equals(column) && !down, 1);
  }

  /** The order of one column, for assistive technology. */
  String sorting(String column) {
    if (!sort.equals(column)) {
      return "none";
    }
    return LARGEST_FIRST.contains(column) == down ? "ascending" : "descending";
  }

  boolean filtered() {
    return !text.isEmpty() || !status.isEmpty();
  }

  /** Which entries are looked at. */
  Predicate<Entry> filter(Instant now) {
    Predicate<Entry> fits = entry -> true;
    if (!status.isEmpty()) {
      fits = entry -> hasStatus(entry, now);
    }
    return text.isEmpty() ? fits : fits.and(textual());
  }

  private boolean hasStatus(Entry entry, Instant now) {
    return status.equals("expiring")
        ? EntryRow.expiresSoon(entry, now)
        : entry.status(now).equals(status);
  }

  /** An address is looked for in the entries that hold it; a range, in those that touch it. */
  private Predicate<Entry> textual() {
    Predicate<Entry> spelt =
        entry ->
            entry.name().toLowerCase(Locale.ROOT).contains(text)
                || entry.network().toString().contains(text);
    if (IpAddress.parse(text) instanceof ParseResult.Parsed<IpAddress>(IpAddress address)) {
      return spelt.or(entry -> entry.network().contains(address));
    }
    if (Network.parse(text) instanceof ParseResult.Parsed<Network>(Network network)) {
      return spelt.or(
          entry -> entry.network().contains(network) || network.contains(entry.network()));
    }
    return spelt;
  }

  /**
   * The order to show entries in; those alike stay in the order they were added.
   *
   * @param ranks for {@code used} and {@code calls}, by the ids of entries; 0 where one is missing
   */
  Comparator<Entry> order(Instant now, Map<String, Long> ranks) {
    Comparator<Entry> order =
        switch (sort) {
          case "name" -> Comparator.comparing(entry -> entry.name().toLowerCase(Locale.ROOT));
          case "address" -> Comparator.comparing(Entry::network);
          case "status" -> Comparator.comparing(entry -> entry.status(now));
          case "used", "calls" ->
              Comparator.comparingLong(entry -> -ranks.getOrDefault(entry.id(), 0L));
          case "expiry" -> Comparator.comparing(ListView::end);
          case "added" -> Comparator.comparing(Entry::createdAt).reversed();
          default -> Comparator.comparingInt(any -> 0);
        };
    return down ? order.reversed() : order;
  }

  private static Instant end(Entry entry) {
    Instant end = entry.expiresAt();
    return end == null ? Instant.MAX : end;
  }
}
