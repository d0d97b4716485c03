package dev.sallyport.app;

import dev.sallyport.account.Allowlist;
import dev.sallyport.account.Entry;
import dev.sallyport.account.Finding;
import dev.sallyport.account.ListRef;
import dev.sallyport.account.Mode;
import dev.sallyport.admission.Channel;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.ParseResult;
import dev.sallyport.allowlist.Verdict;
import dev.sallyport.file.EntryFields;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sallyport allowlist check}. */
@Command(
    name = "check",
    description = {
      "Says whether an address would be allowed, by which entry, and if not, why.",
      "Exits with 1 where it would be denied. With --token or --smtp-user, the account's list and"
          + " the credential's own both have a say."
    },
    footer = {
      "",
      "Examples:",
      "  sallyport allowlist check acme 203.0.113.7",
      "  sallyport allowlist check acme 203.0.113.7 --smtp-user printer --json"
    })
final class AllowlistCheckCommand extends AllowlistCommand.OnList {

  @Parameters(
      index = "1",
      paramLabel = "ADDRESS",
      description = "One address, such as 203.0.113.7.")
  private String address = "";

  @Option(
      names = "--channel",
      paramLabel = "CHANNEL",
      description = "api or smtp. One list guards both, so the verdict is the same.")
  @SuppressWarnings("UnusedVariable") // checked by being parsed; it decides nothing
  private @Nullable Channel channel;

  @Override
  int run(Ledger ledger, ListOptions.Found found) {
    IpAddress client = address();
    Instant now = now();
    // The order of PRODUCT rule 6: the account's list, then the credential's own.
    Finding finding = Finding.of(accountList(ledger, found), client, now);
    if (finding.verdict().allowed() && !found.ref().isAccountList()) {
      finding = Finding.of(found.list(), client, now);
    }
    Finding last = finding;
    answer(json(client, last, now), words(client, last));
    return last.verdict().allowed() ? 0 : Failures.REFUSED;
  }

  private IpAddress address() {
    return switch (IpAddress.parse(address.strip())) {
      case ParseResult.Parsed<IpAddress>(IpAddress parsed) -> parsed;
      case ParseResult.Malformed<IpAddress>(String message, List<String> suggestions) ->
          throw new CommandFailure("address: " + message + ParseResult.question(suggestions));
    };
  }

  private static Allowlist accountList(Ledger ledger, ListOptions.Found found) {
    return found.ref().isAccountList()
        ? found.list()
        : ledger.lists().find(ListRef.ofAccount(found.account().id())).orElse(found.list());
  }

  private static Map<String, Object> json(IpAddress client, Finding finding, Instant now) {
    Entry entry = finding.entry();
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("address", client.toString());
    data.put("verdict", finding.verdict().allowed() ? "allowed" : "denied");
    data.put("reason", finding.reason());
    data.put("entry", entry == null ? null : EntryFields.of(entry, now));
    data.put("revision", finding.list().revision());
    return Map.of("data", data);
  }

  private static String words(IpAddress client, Finding finding) {
    Entry entry = finding.entry();
    String by = entry == null ? "" : entry.name() + ", " + entry.network();
    String whose = finding.list().ref().isAccountList() ? "account's" : "credential's";
    String words =
        switch (finding.verdict()) {
          case Verdict.Unrestricted _ -> "allowed: the list is empty, so every address is.";
          case Verdict.Listed _ -> "allowed by " + by + ".";
          case Verdict.NotListed _ -> "denied: it is not on this " + whose + " IP allowlist.";
          case Verdict.Paused _ -> "denied: the entry " + by + " is paused.";
          case Verdict.Expired _ -> "denied: the entry " + by + " has expired.";
        };
    String monitored =
        finding.list().mode() == Mode.MONITOR && !finding.verdict().allowed()
            ? " Mail is let through all the same: the list is in monitor mode."
            : "";
    return client + " is " + words + monitored;
  }
}
