package dev.sallyport.app;

import dev.sallyport.account.Entry;
import dev.sallyport.file.EntryCsv;
import dev.sallyport.file.EntryFile;
import dev.sallyport.file.JsonText;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sallyport allowlist export}. */
@Command(
    name = "export",
    description = {
      "Writes a list to standard output, in a form that import takes back.",
      "In CSV a name that a spreadsheet would take for a formula gets an apostrophe before it,"
          + " which import takes off again."
    },
    footer = {
      "",
      "Examples:",
      "  sallyport allowlist export acme > addresses.csv",
      "  sallyport allowlist export acme --format json > addresses.json"
    })
final class AllowlistExportCommand extends AllowlistCommand.OnList {

  @Option(names = "--format", paramLabel = "FORMAT", description = "csv (the default) or json.")
  private EntryFile.@Nullable Form form;

  @Override
  int run(Ledger ledger, ListOptions.Found found) {
    if (form == EntryFile.Form.COLUMN) {
      throw usage("--format: Say csv or json.");
    }
    if (answersJson() && form == EntryFile.Form.CSV) {
      throw usage("Say --json or --format csv, not both.");
    }
    Instant now = now();
    List<Entry> entries = found.list().entries();
    if (answersJson() || form == EntryFile.Form.JSON) {
      JsonText.print(
          surroundings().out(),
          EntryOutput.json(found.list(), now, lastUses(ledger, found.list()), null));
    } else {
      EntryCsv.lines(entries, now).forEach(surroundings().out()::println);
      surroundings().out().flush();
    }
    return 0;
  }
}
