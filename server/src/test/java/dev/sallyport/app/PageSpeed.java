package dev.sallyport.app;

import dev.sallyport.account.Account;
import dev.sallyport.account.Actor;
import dev.sallyport.account.Allowlist;
import dev.sallyport.account.Change;
import dev.sallyport.account.ChangeResult;
import dev.sallyport.account.Credential;
import dev.sallyport.account.EntryDraft;
import dev.sallyport.account.Guard;
import dev.sallyport.account.ListRef;
import dev.sallyport.account.Role;
import dev.sallyport.account.Scope;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long the pages of an account take that has {@value #ENTRIES} entries and {@value #DAYS} days
 * of activity, and those of an open account with {@value #OPEN_CALLERS} callers. Not among the
 * tests, for it asserts no time: run by name, it prints what docs/speed.md tells. The server runs
 * in a process of its own, so that its processor time is told apart from this one's.
 */
final class PageSpeed {
  private static final int ENTRIES = 10_000;
  private static final int DAYS = 90;
  private static final int CALLERS_A_DAY = 9_200;
  private static final int OPEN_CALLERS = 100_000;
  private static final int CREDENTIALS = 40;
  private static final int WARM_UP = 25;
  private static final int RUNS = 30;
  private static final String PASSWORD = "correct horse battery";
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([a-z]+)\" value=\"([^\"]*)\">");
  private static final long DAY = Duration.ofDays(1).toMillis();

  @TempDir private Path home;

  /** A page, or a form that is posted to it. */
  private record Page(String name, String path, Map<String, String> form) {
    Page(String name, String path) {
      this(name, path, Map.of());
    }
  }

  @Test
  void measure() throws Exception {
    Path data = home.resolve("data");
    String entry;
    String credential;
    try (Ledger ledger = open(data)) {
      Account busy = account(ledger, "Busy", "busy@example.com");
      List<String> credentials = credentials(ledger, busy);
      Allowlist list = list(ledger, busy);
      entry = list.entries().get(1).id();
      credential = credentials.getFirst();
      ledger.store().write(handle -> fillBusy(handle, busy.id(), list, credentials));
      Account open = account(ledger, "Open", "open@example.com");
      List<String> others = credentials(ledger, open);
      ledger.store().write(handle -> fillOpen(handle, open.id(), others));
      say("%s", ledger.store().read(PageSpeed::rows));
    }
    try (ServeProcess serve = ServeProcess.startAsDeployed(home, data)) {
      measure(serve, "busy@example.com", busyPages(entry, credential));
      measure(serve, "open@example.com", openPages());
    }
  }

  private Ledger open(Path data) {
    Settings settings = SettingsReader.read(home, Map.of(), List.of("data.dir=" + data));
    return Ledger.open(settings, true, Clock.systemUTC());
  }

  private static List<Page> busyPages(String entry, String credential) {
    List<Page> pages =
        new ArrayList<>(
            List.of(
                new Page("list", "/allowlist"),
                new Page("list, page 60", "/allowlist?page=60"),
                new Page("list, search", "/allowlist?q=host+77"),
                new Page("list, search by address", "/allowlist?q=10.0.3.7"),
                new Page("list, filter", "/allowlist?status=paused")));
    for (String sort : List.of("name", "address", "status", "used", "calls", "expiry", "added")) {
      pages.add(new Page("list by " + sort, "/allowlist?sort=" + sort));
    }
    pages.addAll(
        List.of(
            new Page("check an address", "/allowlist/check?address=10.0.3.7"),
            new Page("entry", "/allowlist/" + entry),
            new Page("edit an entry", "/allowlist/" + entry + "/edit"),
            new Page("add an entry", "/allowlist/new"),
            new Page("advice", "/allowlist/advice"),
            new Page("import", "/allowlist/import"),
            new Page(
                "import, preview of 1,000",
                "/allowlist/import/preview",
                Map.of("text", column(), "name", "Import")),
            new Page(
                "an entry, preview",
                "/allowlist/preview",
                Map.of("address", "192.0.2.0/24", "name", "Office")),
            new Page("addresses that send", "/allowlist/seen"),
            new Page("assertions", "/allowlist/assertions"),
            new Page("own list", "/credentials/tokens/" + credential + "/allowlist")));
    for (String period : List.of("24h", "48h", "7d", "30d", "90d")) {
      pages.add(new Page("activity, " + period, "/activity?period=" + period));
    }
    pages.addAll(
        List.of(
            new Page("activity, allowed", "/activity?verdict=allowed&period=90d"),
            new Page("activity, all, by hour", "/activity?verdict=all&period=24h"),
            new Page("activity, SMTP", "/activity?channel=smtp&period=90d"),
            new Page("activity of a credential", "/activity?period=90d&credential=" + credential),
            new Page("history", "/history"),
            new Page("audit", "/audit"),
            new Page("credentials", "/credentials"),
            new Page("members", "/members"),
            new Page("alerts", "/alerts"),
            new Page("messages", "/messages"),
            new Page("profile", "/profile"),
            new Page("how do you see me", "/whoami")));
    return pages;
  }

  private static List<Page> openPages() {
    return List.of(
        new Page("open: list and onboarding", "/allowlist"),
        new Page("open: addresses that send", "/allowlist/seen"),
        new Page("open: add an entry", "/allowlist/new"),
        new Page(
            "open: first entry, preview",
            "/allowlist/preview",
            Map.of("address", "192.0.2.0/24", "name", "Office")),
        new Page("open: activity, 30d", "/activity?period=30d"),
        new Page("open: activity, allowed", "/activity?verdict=allowed&period=30d"),
        new Page("open: how do you see me", "/whoami"));
  }

  private static String column() {
    StringBuilder column = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      column.append("192.0.").append(i / 250).append('.').append(i % 250).append('\n');
    }
    return column.toString();
  }

  private static void measure(ServeProcess serve, String email, List<Page> pages)
      throws IOException, InterruptedException {
    Client client = new Client(serve.url()).signedIn(email);
    say("%n%-28s %10s   %-24s", email, "processor", "elapsed, least/10/50/90 %, ms");
    for (int round = 0; round < 2; round++) {
      for (Page page : pages) {
        long began = System.nanoTime();
        int status = client.ask(page);
        if (round == 0 && status != 200) {
          throw new IllegalStateException(page + ": " + status);
        }
        if (round == 0) {
          first(page, System.nanoTime() - began);
        }
      }
    }
    for (Page page : pages) {
      for (int run = 0; run < WARM_UP; run++) {
        client.ask(page);
      }
      long[] nanos = new long[RUNS];
      Duration before = serve.processorTime();
      for (int run = 0; run < RUNS; run++) {
        long began = System.nanoTime();
        client.ask(page);
        nanos[run] = System.nanoTime() - began;
      }
      Duration busy = serve.processorTime().minus(before);
      Arrays.sort(nanos);
      say(
          "%-28s %10.1f   %.1f / %.1f / %.1f / %.1f",
          page.name(),
          busy.toNanos() / 1e6 / RUNS,
          nanos[0] / 1e6,
          nanos[RUNS / 10] / 1e6,
          nanos[RUNS / 2] / 1e6,
          nanos[RUNS * 9 / 10] / 1e6);
    }
  }

  /** The first of all pages pays for what is compiled and read; told where it is much. */
  private static void first(Page page, long nanos) {
    if (page.name().contains("preview") || page.name().contains("list and onboarding")) {
      say("  the first time: %-30s %.0f ms", page.name(), nanos / 1e6);
    }
  }

  private static Account account(Ledger ledger, String name, String email) {
    Account account = ledger.accounts().create(name, "enterprise");
    ledger.members().create(account.id(), email, PASSWORD, Role.OWNER);
    return account;
  }

  private static List<String> credentials(Ledger ledger, Account account) {
    return IntStream.range(0, CREDENTIALS)
        .mapToObj(i ->
            ledger
                .credentials()
                .createToken(account.id(), "service " + i, Set.of(Scope.EMAIL), Actor.commandLine())
                .credential())
        .map(Credential::id)
        .toList();
  }

  /** Of ten entries one is paused, one expires; the second is a range. Some revisions follow. */
  private static Allowlist list(Ledger ledger, Account account) {
    ListRef ref = ListRef.ofAccount(account.id());
    List<EntryDraft> drafts = new ArrayList<>();
    for (int i = 0; i < ENTRIES; i++) {
      String address = i == 1 ? "10.128.0.0/16" : address(i);
      Instant expiry = i % 10 == 3 ? Instant.now().plus(Duration.ofDays(1 + i % 60)) : null;
      drafts.add(new EntryDraft(address, "Host " + i, i % 10 == 4 ? "paused" : null, expiry));
    }
    drafts.add(new EntryDraft("127.0.0.0/8", "Here", null, null));
    Allowlist list = change(ledger, ref, new Change.AddAll(drafts));
    for (int i = 0; i < 60; i++) {
      String id = list.entries().get(i * 20 + 5).id();
      list = change(ledger, ref, new Change.Edit(id, null, "Renamed " + i, null, null));
    }
    return list;
  }

  private static Allowlist change(Ledger ledger, ListRef ref, Change change) {
    Guard yes = new Guard(Actor.commandLine(), Set.of(), true, OptionalLong.empty(), null);
    return switch (ledger.lists().change(ref, change, yes)) {
      case ChangeResult.Changed changed -> changed.list();
      case ChangeResult other -> throw new IllegalStateException(other.toString());
    };
  }

  private static String address(int number) {
    return "10." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
  }

  /** Of a hundred callers a day one is denied; each calls in two hours of the day. */
  private static boolean fillBusy(
      Handle handle, String account, Allowlist list, List<String> credentials) {
    long today = today();
    for (int back = 0; back < DAYS; back++) {
      PreparedBatch days = days(handle);
      for (int i = 0; i < CALLERS_A_DAY; i++) {
        boolean allowed = i % 100 != 0;
        days.add(
            account,
            today - back * DAY,
            i % 5 == 0 ? "smtp" : "api",
            allowed ? address(i) : "198.51." + back + "." + i / 100,
            credentials.get(i % CREDENTIALS),
            allowed ? list.entries().get(i).id() : "",
            allowed ? "listed" : "not_listed",
            allowed,
            5L + i % 7,
            today - back * DAY + i,
            today - back * DAY + i + 1_000L);
      }
      days.execute();
    }
    return fillTheRest(handle, account);
  }

  /** Each caller calls on one to three of the last thirty days. */
  private static boolean fillOpen(Handle handle, String account, List<String> credentials) {
    long today = today();
    for (int back = 0; back < 30; back++) {
      PreparedBatch days = days(handle);
      for (int i = 0; i < OPEN_CALLERS; i++) {
        boolean calls = i % 30 == back || (i % 2 == 0 && i * 7 % 30 == back) || i * 11 % 60 == back;
        if (calls) {
          days.add(
              account,
              today - back * DAY,
              "api",
              i % 5 == 0
                  ? String.format(Locale.ROOT, "2001:db8:%x::%x", i % 4096 + 1, i / 4096 + 1)
                  : "100." + (i >> 16 & 255) + "." + (i >> 8 & 255) + "." + (i & 255),
              credentials.get(i % CREDENTIALS),
              "",
              "unrestricted",
              true,
              1L + i % 500,
              today - back * DAY + i,
              today - back * DAY + i + 1_000L);
        }
      }
      days.execute();
    }
    return fillTheRest(handle, account);
  }

  private static long today() {
    return System.currentTimeMillis() / DAY * DAY;
  }

  private static PreparedBatch days(Handle handle) {
    return handle.prepareBatch(
        "INSERT INTO activity_day (account_id, period, channel, address, credential_id, entry_id,"
            + " reason, let_in, calls, first_at, last_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  }

  /** The other tables, as the recorder would have filled them. */
  private static boolean fillTheRest(Handle handle, String account) {
    for (int hour : new int[] {0, 9}) {
      handle.execute(
          "INSERT INTO activity_hour (account_id, period, channel, address, credential_id,"
              + " entry_id, reason, let_in, calls, first_at, last_at) SELECT account_id,"
              + " period + ?, channel, address, credential_id, entry_id, reason, let_in, calls,"
              + " first_at + ?, last_at + ? FROM activity_day WHERE account_id = ?",
          hour * 3_600_000L,
          hour * 3_600_000L,
          hour * 3_600_000L,
          account);
    }
    handle.execute(
        "INSERT INTO activity_total SELECT account_id, period, channel, reason, let_in, SUM(calls)"
            + " FROM activity_hour WHERE account_id = ?"
            + " GROUP BY account_id, period, channel, reason, let_in",
        account);
    handle.execute(
        "INSERT INTO activity_credential SELECT account_id, credential_id, period, channel, reason,"
            + " let_in, SUM(calls) FROM activity_hour WHERE account_id = ?"
            + " GROUP BY account_id, credential_id, period, channel, reason, let_in",
        account);
    handle.execute(
        "INSERT INTO activity_entry SELECT account_id, entry_id, period, credential_id, SUM(calls)"
            + " FROM activity_day WHERE account_id = ? AND reason = 'listed'"
            + " GROUP BY account_id, entry_id, period, credential_id ORDER BY period, entry_id",
        account);
    handle.execute(
        "INSERT INTO activity_last_use SELECT account_id, entry_id, MAX(last_at) FROM activity_day"
            + " WHERE account_id = ? AND reason = 'listed' GROUP BY account_id, entry_id",
        account);
    return true;
  }

  private static String rows(Handle handle) {
    StringBuilder rows = new StringBuilder("Rows:");
    for (String table :
        List.of("activity_day", "activity_hour", "activity_entry", "activity_credential")) {
      rows.append(
          String.format(
              Locale.ROOT,
              " %s %,d",
              table,
              handle.createQuery("SELECT COUNT(*) FROM " + table).mapTo(Long.class).one()));
    }
    return rows.toString();
  }

  @SuppressWarnings("SystemOut") // what it is run for
  private static void say(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }

  /** A browser without a script. */
  private static final class Client {
    private final String url;
    private final HttpClient http =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .build();
    private String csrf = "";

    Client(String url) {
      this.url = url;
    }

    Client signedIn(String email) throws IOException, InterruptedException {
      csrf = hidden(get("/signin").body());
      int status = ask(new Page("", "/signin", Map.of("email", email, "password", PASSWORD)));
      if (status != 303) {
        throw new IllegalStateException("signing in: " + status);
      }
      csrf = hidden(get("/allowlist/new").body());
      return this;
    }

    private static String hidden(String html) {
      Matcher matcher = HIDDEN.matcher(html);
      while (matcher.find()) {
        if (matcher.group(1).equals("csrf")) {
          return matcher.group(2);
        }
      }
      throw new IllegalStateException("no form");
    }

    int ask(Page page) throws IOException, InterruptedException {
      if (page.form().isEmpty()) {
        return get(page.path()).statusCode();
      }
      StringBuilder body = new StringBuilder("csrf=").append(csrf);
      page.form()
          .forEach((name, value) ->
              body.append('&')
                  .append(name)
                  .append('=')
                  .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url + page.path()))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .header("Origin", url)
              .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
      return http.send(
          HttpRequest.newBuilder(URI.create(url + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
