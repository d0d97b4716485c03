package dev.sallyport.dashboard;

import dev.sallyport.account.Accounts;
import dev.sallyport.account.AuditEntry;
import dev.sallyport.account.AuditKind;
import dev.sallyport.account.AuditQuery;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who signed in, and who changed members, credentials and the account. */
final class AuditPage {
  private static final int ROWS = 50;

  private final Accounts accounts;
  private final Pages pages;

  AuditPage(Accounts accounts, Pages pages) {
    this.accounts = accounts;
    this.pages = pages;
  }

  void page(Visit visit) {
    Asked asked = Asked.of(visit);
    List<AuditEntry> found = accounts.audit(visit.account().id(), asked.query(), ROWS + 1);
    List<AuditEntry> rows = found.size() > ROWS ? found.subList(0, ROWS) : found;
    Model model =
        new Model(
            asked,
            rows.stream().map(entry -> AuditItem.of(entry, visit.now())).toList(),
            found.size() > ROWS ? rows.getLast().id() : "");
    pages.page(visit, 200, "Audit log", "audit.jte", model);
  }

  /**
   * What was asked for. A filter that can't be read is none, and the page shows none.
   *
   * @param from the first day, as a date; may be empty
   * @param to the last day, likewise
   */
  record Asked(String kind, String from, String to, String before) {
    static Asked of(Visit visit) {
      String kind = Requests.query(visit.ctx(), "kind");
      String before = Requests.query(visit.ctx(), "before");
      return new Asked(
          AuditKind.of(kind).isPresent() ? kind : "",
          date(Requests.query(visit.ctx(), "from")),
          date(Requests.query(visit.ctx(), "to")),
          before.matches("[0-9a-f]{24}") ? before : "");
    }

    private static String date(String text) {
      return start(text) == null ? "" : text;
    }

    private static @Nullable Instant start(String date) {
      try {
        LocalDate day = LocalDate.parse(date);
        return day.getYear() < 1970 || day.getYear() > 9999
            ? null
            : day.atStartOfDay(ZoneOffset.UTC).toInstant();
      } catch (DateTimeException e) {
        return null;
      }
    }

    AuditQuery query() {
      Instant last = start(to);
      return new AuditQuery(
          AuditKind.of(kind).orElse(null),
          start(from),
          last == null ? null : last.plusSeconds(86_400),
          before.isEmpty() ? null : before);
    }

    boolean narrowed() {
      return !kind.isEmpty() || !from.isEmpty() || !to.isEmpty();
    }

    /** The same on a path, further down or as a file. */
    String link(String path, String name, String value) {
      Map<String, String> fields = new LinkedHashMap<>();
      fields.put("kind", kind);
      fields.put("from", from);
      fields.put("to", to);
      fields.put(name, value);
      String query =
          fields.entrySet().stream()
              .filter(field -> !field.getValue().isEmpty())
              .map(field ->
                  field.getKey()
                      + "="
                      + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
              .collect(Collectors.joining("&"));
      return query.isEmpty() ? path : path + "?" + query;
    }
  }

  /**
   * What the page shows.
   *
   * @param older the line to go on below; empty where there is none
   */
  record Model(Asked asked, List<AuditItem> items, String older) {
    List<AuditKind> kinds() {
      return List.of(AuditKind.values());
    }

    String word(AuditKind kind) {
      return switch (kind) {
        case SIGN_INS -> "Sign-ins";
        case MEMBERS -> "Members";
        case CREDENTIALS -> "Credentials";
        case ACCOUNT -> "Account";
      };
    }
  }
}
