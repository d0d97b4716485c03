package dev.sallyport.app;

import dev.sallyport.account.Account;
import dev.sallyport.account.Credential;
import dev.sallyport.account.CredentialKind;
import dev.sallyport.activity.Counter;
import dev.sallyport.activity.CounterFilter;
import dev.sallyport.activity.CounterPlace;
import dev.sallyport.activity.Counters;
import dev.sallyport.admission.Channel;
import dev.sallyport.allowlist.Network;
import dev.sallyport.allowlist.ParseResult;
import dev.sallyport.file.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sallyport activity}. */
@Command(
    name = "activity",
    description = {
      "Shows who called, allowed and denied, counted by the hour (UTC), the newest first.",
      "Counts are written every second, so the last one or two may be missing."
    },
    footer = {
      "",
      "Examples:",
      "  sallyport activity acme",
      "  sallyport activity acme --verdict denied --days 7",
      "  sallyport activity acme --address 203.0.113.0/24 --json"
    })
final class ActivityCommand extends StoreCommand {
  private static final int MOST_DAYS = 400;
  private static final int MOST_ROWS = 1_000;

  /** By the list, whether or not a list in monitor mode let the call in. */
  private enum Verdict {
    ALLOWED,
    DENIED
  }

  @Parameters(paramLabel = "ACCOUNT", description = "Its id or name.")
  private String account = "";

  @Option(names = "--verdict", paramLabel = "VERDICT", description = "allowed or denied.")
  private @Nullable Verdict verdict;

  @Option(names = "--channel", paramLabel = "CHANNEL", description = "api or smtp.")
  private @Nullable Channel channel;

  @Option(
      names = "--address",
      paramLabel = "ADDRESS",
      description = "An address, or a network that the addresses lie in.")
  private String address = "";

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "How far to look back, 1 to 400. Default: 1.")
  private int days = 1;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many rows, 1 to 1000. Default: 100.")
  private int limit = 100;

  @Option(
      names = "--after",
      paramLabel = "PLACE",
      description = "Where the page before ended, as it says itself.")
  private String after = "";

  @Override
  int run(Ledger ledger) {
    if (days < 1 || days > MOST_DAYS) {
      throw usage("--days: Say a number from 1 to 400.");
    }
    if (limit < 1 || limit > MOST_ROWS) {
      throw usage("--limit: Say a number from 1 to 1000.");
    }
    CounterPlace place = after.isEmpty() ? null : CounterPlace.parse(after).orElse(null);
    if (place == null && !after.isEmpty()) {
      throw usage("--after: Say what the page before ended with.");
    }
    Account found = Lookup.account(ledger, account);
    Instant to = now();
    CounterFilter filter =
        new CounterFilter(
            to.minus(Duration.ofDays(days)),
            to,
            verdict == null ? null : Boolean.valueOf(verdict == Verdict.ALLOWED),
            channel == null ? null : channel.word(),
            network(),
            null);
    Counters.Page page = new Counters(ledger.store()).page(found.id(), filter, place, limit);
    Map<String, String> names = names(ledger, found);
    answer(
        json(page, filter, names),
        out -> {
          TextTable table =
              new TextTable("HOUR", "ADDRESS", "CHANNEL", "CREDENTIAL", "VERDICT", "WHY", "CALLS");
          for (Counter counter : page.counters()) {
            table.row(
                String.valueOf(JsonText.time(counter.hour())),
                counter.address().toString(),
                counter.channel(),
                names.getOrDefault(counter.credentialId(), counter.credentialId()),
                word(counter) + (counter.letIn() && !counter.allowed() ? ", let in" : ""),
                counter.reason(),
                String.valueOf(counter.calls()));
          }
          table.print(out, "No such calls of " + found.name() + " in this time.");
          if (page.next() != null) {
            out.println("More: add --after " + page.next().text());
          }
        });
    return 0;
  }

  private @Nullable Network network() {
    if (address.isBlank()) {
      return null;
    }
    return switch (Network.parse(address.strip())) {
      case ParseResult.Parsed<Network>(Network network) -> network;
      case ParseResult.Malformed<Network>(String message, List<String> suggestions) ->
          throw new CommandFailure("address: " + message + ParseResult.question(suggestions));
    };
  }

  private static Map<String, String> names(Ledger ledger, Account account) {
    Map<String, String> names = new HashMap<>();
    for (CredentialKind kind : CredentialKind.values()) {
      for (Credential one : ledger.credentials().list(account.id(), kind)) {
        names.put(one.id(), one.name());
      }
    }
    return names;
  }

  private static String word(Counter counter) {
    return counter.allowed() ? "allowed" : "denied";
  }

  private Map<String, Object> json(
      Counters.Page page, CounterFilter filter, Map<String, String> names) {
    Map<String, @Nullable Object> meta = new LinkedHashMap<>();
    meta.put("from", JsonText.time(filter.from()));
    meta.put("to", JsonText.time(filter.to()));
    meta.put("limit", limit);
    meta.put("next_after", page.next() == null ? null : page.next().text());
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("data", page.counters().stream().map(one -> json(one, names)).toList());
    document.put("meta", meta);
    return document;
  }

  private static Map<String, @Nullable Object> json(Counter counter, Map<String, String> names) {
    Map<String, @Nullable Object> credential = new LinkedHashMap<>();
    credential.put("id", counter.credentialId());
    credential.put("name", names.get(counter.credentialId()));
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("hour", JsonText.time(counter.hour()));
    json.put("channel", counter.channel());
    json.put("address", counter.address().toString());
    json.put("credential", credential);
    json.put("entry", counter.entryId().isEmpty() ? null : counter.entryId());
    json.put("verdict", word(counter));
    json.put("reason", counter.reason());
    json.put("let_in", counter.letIn());
    json.put("calls", counter.calls());
    json.put("first_seen_at", JsonText.time(counter.firstSeenAt()));
    json.put("last_seen_at", JsonText.time(counter.lastSeenAt()));
    return json;
  }
}
