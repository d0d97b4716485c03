package dev.sallyport.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A page whose time is measured, or a form that is posted to it. */
record SpeedPage(String name, String path, Map<String, String> form) {
  SpeedPage(String name, String path) {
    this(name, path, Map.of());
  }

  /** Those of the account with a long list. */
  static List<SpeedPage> busy(String entry, String credential) {
    List<SpeedPage> pages =
        new ArrayList<>(
            List.of(
                new SpeedPage("list", "/allowlist"),
                new SpeedPage("list, page 60", "/allowlist?page=60"),
                new SpeedPage("list, search", "/allowlist?q=host+77"),
                new SpeedPage("list, search by address", "/allowlist?q=10.0.3.7"),
                new SpeedPage("list, filter", "/allowlist?status=paused")));
    for (String sort : List.of("name", "address", "status", "used", "calls", "expiry", "added")) {
      pages.add(new SpeedPage("list by " + sort, "/allowlist?sort=" + sort));
    }
    pages.addAll(
        List.of(
            new SpeedPage("check an address", "/allowlist/check?address=10.0.3.7"),
            new SpeedPage("entry", "/allowlist/" + entry),
            new SpeedPage("edit an entry", "/allowlist/" + entry + "/edit"),
            new SpeedPage("add an entry", "/allowlist/new"),
            new SpeedPage("advice", "/allowlist/advice"),
            new SpeedPage("import", "/allowlist/import"),
            new SpeedPage(
                "import, preview of 1,000",
                "/allowlist/import/preview",
                Map.of("text", column(), "name", "Import")),
            new SpeedPage(
                "an entry, preview",
                "/allowlist/preview",
                Map.of("address", "192.0.2.0/24", "name", "Office")),
            new SpeedPage("addresses that send", "/allowlist/seen"),
            new SpeedPage("assertions", "/allowlist/assertions"),
            new SpeedPage("own list", "/credentials/tokens/" + credential + "/allowlist")));
    for (String period : List.of("24h", "48h", "7d", "30d", "90d")) {
      pages.add(new SpeedPage("activity, " + period, "/activity?period=" + period));
    }
    pages.addAll(
        List.of(
            new SpeedPage("activity, allowed", "/activity?verdict=allowed&period=90d"),
            new SpeedPage("activity, all, by hour", "/activity?verdict=all&period=24h"),
            new SpeedPage("activity, SMTP", "/activity?channel=smtp&period=90d"),
            new SpeedPage(
                "activity of a credential", "/activity?period=90d&credential=" + credential),
            new SpeedPage("history", "/history"),
            new SpeedPage("audit", "/audit"),
            new SpeedPage("credentials", "/credentials"),
            new SpeedPage("members", "/members"),
            new SpeedPage("alerts", "/alerts"),
            new SpeedPage("messages", "/messages"),
            new SpeedPage("profile", "/profile"),
            new SpeedPage("how do you see me", "/whoami")));
    return pages;
  }

  /** Those of the account with an empty list. */
  static List<SpeedPage> open() {
    return List.of(
        new SpeedPage("open: list and onboarding", "/allowlist"),
        new SpeedPage("open: addresses that send", "/allowlist/seen"),
        new SpeedPage("open: add an entry", "/allowlist/new"),
        new SpeedPage(
            "open: first entry, preview",
            "/allowlist/preview",
            Map.of("address", "192.0.2.0/24", "name", "Office")),
        new SpeedPage("open: activity, 30d", "/activity?period=30d"),
        new SpeedPage("open: activity, allowed", "/activity?verdict=allowed&period=30d"),
        new SpeedPage("open: how do you see me", "/whoami"));
  }

  private static String column() {
    StringBuilder column = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      column.append("192.0.").append(i / 250).append('.').append(i % 250).append('\n');
    }
    return column.toString();
  }
}
