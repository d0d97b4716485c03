package dev.sallyport.app;

import dev.sallyport.account.Allowlist;
import dev.sallyport.account.Credential;
import dev.sallyport.account.CredentialKind;
import dev.sallyport.account.Effect;
import dev.sallyport.account.PreviewResult;
import dev.sallyport.account.RecentCaller;
import dev.sallyport.account.RecentCallers;
import dev.sallyport.account.Warning;
import dev.sallyport.file.JsonText;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A preview as a command answers it; the JSON is that of the API.
 *
 * @param credentials the account's, by id
 */
record PreviewOutput(
    PreviewResult.Previewed previewed, Map<String, Credential> credentials, String title) {
  /** Callers named on each side in JSON at most. */
  private static final int MOST_CALLERS = 1_000;

  private static final int MOST_ROWS = 50;

  static PreviewOutput of(
      Ledger ledger, ListOptions.Found found, PreviewResult.Previewed previewed) {
    Map<String, Credential> credentials =
        Arrays.stream(CredentialKind.values())
            .flatMap(kind -> ledger.credentials().list(found.account().id(), kind).stream())
            .collect(Collectors.toMap(Credential::id, Function.identity()));
    return new PreviewOutput(previewed, credentials, found.title());
  }

  Map<String, Object> json() {
    Effect effect = previewed.effect();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("days", RecentCallers.DAYS);
    data.put("callers", effect.callers());
    data.put(
        "denied",
        Stream.concat(
                effect.cutOff().most(MOST_CALLERS).stream().map(caller -> denied(caller, true)),
                effect.stillDenied().most(MOST_CALLERS).stream()
                    .map(caller -> denied(caller, false)))
            .limit(MOST_CALLERS)
            .toList());
    data.put("allowed", effect.allowed().most(MOST_CALLERS).stream().map(this::json).toList());
    Map<String, Object> totals = new LinkedHashMap<>();
    totals.put("addresses", effect.addresses());
    totals.put("denied", effect.cutOff().callers() + effect.stillDenied().callers());
    totals.put("newly_denied", effect.cutOff().callers());
    totals.put("allowed", effect.allowed().callers());
    totals.put("newly_denied_calls", effect.cutOff().calls());
    totals.put("calls", effect.calls());
    data.put("totals", totals);
    data.put("warnings", previewed.warnings().stream().map(this::json).toList());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("data", data);
    json.put("meta", EntryOutput.meta(previewed.after()));
    return json;
  }

  private Map<String, Object> json(Warning warning) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("code", warning.code());
    json.put("message", warning.message());
    if (!warning.callers().isEmpty()) {
      json.put("callers", warning.callers().stream().map(this::json).toList());
    }
    return json;
  }

  private Map<String, @Nullable Object> denied(RecentCaller caller, boolean newly) {
    Map<String, @Nullable Object> json = json(caller);
    json.put("newly", newly);
    return json;
  }

  private Map<String, @Nullable Object> json(RecentCaller caller) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("address", caller.address().toString());
    json.put("channel", caller.channel());
    Credential credential = credentials.get(caller.credentialId());
    Map<String, Object> by = new LinkedHashMap<>();
    if (credential != null) {
      by.put("id", credential.id());
      by.put("name", credential.name());
      by.put("kind", credential.kind().name().toLowerCase(Locale.ROOT));
    }
    json.put("credential", credential == null ? null : by);
    json.put("calls", caller.calls());
    json.put("first_seen_at", JsonText.time(caller.firstSeenAt()));
    json.put("last_seen_at", JsonText.time(caller.lastSeenAt()));
    return json;
  }

  void print(PrintWriter out, Instant now) {
    out.println(summary());
    Effect effect = previewed.effect();
    TextTable table = new TextTable("", "ADDRESS", "CHANNEL", "CREDENTIAL", "CALLS", "LAST SEEN");
    int left = rows(table, "cut off", effect.cutOff(), MOST_ROWS);
    left = rows(table, "denied already", effect.stillDenied(), left);
    left = rows(table, "allowed", effect.allowed(), left);
    if (effect.callers() > 0) {
      table.print(out, "");
    }
    int more = effect.callers() - (MOST_ROWS - left);
    if (more > 0) {
      out.println("… and " + count(more) + " more; --json names up to 1,000 of each.");
    }
    previewed.warnings().stream()
        .filter(warning -> warning.callers().isEmpty())
        .forEach(warning -> out.println(warning.code() + ": " + warning.message()));
    if (!previewed.warnings().isEmpty()) {
      out.println(
          "To be acknowledged with --yes: "
              + String.join(", ", previewed.warnings().stream().map(Warning::code).toList())
              + ".");
    }
    out.println(plan(now));
  }

  private String summary() {
    Effect effect = previewed.effect();
    if (effect.callers() == 0) {
      return "No address sent in the last 30 days.";
    }
    long all = effect.addresses();
    if (effect.cutOff().isEmpty()) {
      return effect.stillDenied().isEmpty()
          ? all == 1
              ? "The 1 address that sent in the last 30 days stays allowed."
              : "All %s addresses that sent in the last 30 days stay allowed.".formatted(count(all))
          : "Of the %s that sent in the last 30 days none would be cut off."
              .formatted(all == 1 ? "1 address" : count(all) + " addresses");
    }
    return "%s of the %s that sent in the last 30 days would be cut off: %s of %s calls."
        .formatted(
            count(effect.cutOff().addresses()),
            all == 1 ? "1 address" : count(all) + " addresses",
            count(effect.cutOff().calls()),
            count(effect.calls()));
  }

  /** Returns how many rows there is room for still. */
  private int rows(TextTable table, String what, Effect.Part callers, int room) {
    callers.most(room).forEach(caller -> row(table, what, caller));
    return Math.max(0, room - callers.callers());
  }

  private void row(TextTable table, String what, RecentCaller caller) {
    Credential credential = credentials.get(caller.credentialId());
    table.row(
        what,
        caller.address().toString(),
        caller.channel(),
        credential == null ? "(deleted)" : credential.name(),
        count(caller.calls()),
        caller.lastSeenAt().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private String plan(Instant now) {
    Allowlist after = previewed.after();
    long active =
        after.entries().stream().filter(entry -> entry.status(now).equals("active")).count();
    return "Nothing was changed. %s would hold %s, %s active."
        .formatted(
            Character.toUpperCase(title.charAt(0)) + title.substring(1),
            after.entries().size() == 1 ? "1 entry" : count(after.entries().size()) + " entries",
            count(active));
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
