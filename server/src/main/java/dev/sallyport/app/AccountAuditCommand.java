package dev.sallyport.app;

import dev.sallyport.account.Account;
import dev.sallyport.account.AuditEntry;
import dev.sallyport.account.AuditKind;
import dev.sallyport.account.AuditQuery;
import dev.sallyport.file.AuditFields;
import dev.sallyport.file.CsvText;
import dev.sallyport.file.JsonText;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sallyport account audit}. */
@Command(
    name = "audit",
    description = {
      "Shows who signed in, and who changed members, credentials and the account, the newest first.",
      "Changes of lists are in sallyport allowlist history. Lines are kept for 400 days."
    },
    footer = {
      "",
      "Examples:",
      "  sallyport account audit acme --kind sign-ins --from 2030-01-31T00:00:00Z",
      "  sallyport account audit acme --csv > audit.csv"
    })
final class AccountAuditCommand extends StoreCommand {
  private static final int PAGE = 500;

  @Parameters(paramLabel = "ACCOUNT", description = "Its id or name.")
  private String account = "";

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "sign-ins, members, credentials or account. Default: all.")
  private String kind = "";

  @Option(names = "--from", paramLabel = "TIME", description = "Not before that time.")
  private String from = "";

  @Option(names = "--to", paramLabel = "TIME", description = "Before that time.")
  private String to = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many lines, 1 to 500. Default: 25; with --csv all.")
  private @Nullable Integer limit;

  @Option(names = "--before", paramLabel = "ID", description = "Only lines older than that one.")
  private @Nullable String before;

  @Option(names = "--csv", description = "Answers with CSV.")
  private boolean csv;

  @Override
  int run(Ledger ledger) {
    if (limit != null && (limit < 1 || limit > PAGE)) {
      throw usage("--limit: Say a number from 1 to 500.");
    }
    if (csv && answersJson()) {
      throw usage("Say --json or --csv, not both.");
    }
    Account found = Lookup.account(ledger, account);
    AuditQuery query = new AuditQuery(kind(), time("--from", from), time("--to", to), before);
    if (csv) {
      writeCsv(ledger, found, query);
      return 0;
    }
    int most = limit == null ? 25 : limit;
    List<AuditEntry> entries = ledger.accounts().audit(found.id(), query, most);
    @Nullable String next = entries.size() == most ? entries.getLast().id() : null;
    Map<String, @Nullable Object> meta = new LinkedHashMap<>();
    meta.put("limit", most);
    meta.put("next_before", next);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("data", entries.stream().map(AuditFields::json).toList());
    document.put("meta", meta);
    answer(document, out -> print(out, entries, next));
    return 0;
  }

  private void writeCsv(Ledger ledger, Account found, AuditQuery query) {
    PrintWriter out = surroundings().out();
    out.println(CsvText.line(AuditFields.COLUMNS));
    AuditQuery next = query;
    int left = limit == null ? Integer.MAX_VALUE : limit;
    while (left > 0) {
      int most = Math.min(left, PAGE);
      List<AuditEntry> entries = ledger.accounts().audit(found.id(), next, most);
      entries.forEach(entry -> out.println(AuditFields.csv(entry)));
      if (entries.size() < most) {
        break;
      }
      left -= entries.size();
      next = next.before(entries.getLast().id());
    }
    out.flush();
  }

  private static void print(PrintWriter out, List<AuditEntry> entries, @Nullable String next) {
    TextTable table = new TextTable("AT", "ACTION", "SUBJECT", "BY", "FROM");
    for (AuditEntry entry : entries) {
      table.row(
          String.valueOf(JsonText.time(entry.at())),
          entry.times() == 1 ? entry.action() : entry.action() + " x" + entry.times(),
          entry.subjectName(),
          entry.actor().name(),
          entry.actor().address() == null ? "" : entry.actor().address().toString());
    }
    table.print(out, "There is nothing in the audit log that fits.");
    if (next != null) {
      out.println("Older: add --before " + next);
    }
  }

  private @Nullable AuditKind kind() {
    if (kind.isEmpty()) {
      return null;
    }
    return AuditKind.of(kind)
        .orElseThrow(() ->
            usage(
                "--kind: Say one of "
                    + Arrays.stream(AuditKind.values())
                        .map(AuditKind::word)
                        .collect(Collectors.joining(", "))
                    + "."));
  }

  private @Nullable Instant time(String option, String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw usage(option + ": Say a moment such as 2030-01-31T18:00:00Z.");
    }
  }
}
