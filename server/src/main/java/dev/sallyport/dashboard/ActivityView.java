package dev.sallyport.dashboard;

import dev.sallyport.activity.Outcome;
import dev.sallyport.activity.Span;
import dev.sallyport.allowlist.Network;
import dev.sallyport.allowlist.ParseResult;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which calls the activity page is about.
 *
 * @param channel {@code api}, {@code smtp} or empty for both
 * @param credential an id; empty for all
 * @param verdict {@code allowed}, {@code denied}, {@code monitored} or empty for all
 * @param address an address, or a network that many are counted by; empty for all
 * @param page of the table, from 1
 */
record ActivityView(
    Period period, String channel, String credential, String verdict, String address, int page) {
  private static final List<String> CHANNELS = List.of("api", "smtp");
  private static final List<String> VERDICTS = List.of("allowed", "denied", "monitored");
  private static final int MAX_PAGE = 10_000;

  static ActivityView of(Visit visit) {
    return of(
        Map.of(
            "period", Requests.query(visit.ctx(), "period"),
            "channel", Requests.query(visit.ctx(), "channel"),
            "credential", Requests.query(visit.ctx(), "credential"),
            "verdict", Requests.query(visit.ctx(), "verdict"),
            "address", Requests.query(visit.ctx(), "address"),
            "page", Requests.query(visit.ctx(), "page")));
  }

  /** Reads what {@link #query} wrote, as far as it can be read. */
  static ActivityView parse(String query) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : query.split("&", 8)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.put(pair.substring(0, equals), decode(pair.substring(equals + 1)));
      }
    }
    return of(fields);
  }

  private static String decode(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static ActivityView of(Map<String, String> fields) {
    String channel = fields.getOrDefault("channel", "");
    String credential = fields.getOrDefault("credential", "");
    String verdict = fields.getOrDefault("verdict", "");
    return new ActivityView(
        Period.of(fields.getOrDefault("period", "")),
        CHANNELS.contains(channel) ? channel : "",
        credential.matches("[0-9a-f]{24}") ? credential : "",
        VERDICTS.contains(verdict) ? verdict : "",
        address(fields.getOrDefault("address", "")),
        number(fields.getOrDefault("page", "")));
  }

  private static String address(String text) {
    return Network.parse(text) instanceof ParseResult.Parsed<Network> parsed
        ? parsed.value().toString()
        : "";
  }

  private static int number(String text) {
    try {
      return Math.clamp(Long.parseLong(text), 1, MAX_PAGE);
    } catch (NumberFormatException e) {
      return 1;
    }
  }

  Span span(Instant now) {
    return span(period.begin(now), period.end(now));
  }

  /** As long a time, right before. */
  Span before(Instant now) {
    Instant begin = period.begin(now);
    return span(begin.minus(period.slot().multipliedBy(period.slots())), begin);
  }

  private Span span(Instant from, Instant to) {
    return new Span(
        from,
        to,
        period.byHour(),
        channel.isEmpty() ? null : channel,
        credential.isEmpty() ? null : credential,
        address.isEmpty() ? null : address);
  }

  /** Whom the table shows. */
  Outcome outcome() {
    return switch (verdict) {
      case "allowed" -> Outcome.ALLOWED;
      case "denied" -> Outcome.DENIED;
      case "monitored" -> Outcome.MONITORED;
      default -> Outcome.NOT_ALLOWED;
    };
  }

  /** As the query of an address; empty for the page as it comes. */
  String query() {
    StringBuilder query = new StringBuilder();
    append(query, "period", period == Period.MONTH ? "" : period.word());
    append(query, "channel", channel);
    append(query, "credential", credential);
    append(query, "verdict", verdict);
    append(query, "address", address);
    append(query, "page", page == 1 ? "" : String.valueOf(page));
    return query.toString();
  }

  private static void append(StringBuilder query, String name, String value) {
    if (!value.isEmpty()) {
      query.append(query.isEmpty() ? "" : "&").append(name).append('=');
      query.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }

  String path() {
    String query = query();
    return query.isEmpty() ? "/activity" : "/activity?" + query;
  }

  ActivityView over(Period other) {
    return new ActivityView(other, channel, credential, verdict, address, 1);
  }

  ActivityView through(String other) {
    return new ActivityView(period, other, credential, verdict, address, 1);
  }

  ActivityView of(String other) {
    return new ActivityView(period, channel, credential, other, address, 1);
  }

  /** Of one address, as it is counted, or of all where that is empty. */
  ActivityView from(String other) {
    return new ActivityView(period, channel, credential, verdict, other, 1);
  }

  ActivityView atPage(int number) {
    return new ActivityView(period, channel, credential, verdict, address, number);
  }
}
