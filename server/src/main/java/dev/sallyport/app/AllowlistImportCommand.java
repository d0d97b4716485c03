package dev.sallyport.app;

import dev.sallyport.account.Allowlist;
import dev.sallyport.account.Change;
import dev.sallyport.account.EntryDraft;
import dev.sallyport.file.EntryFile;
import dev.sallyport.file.WrittenEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sallyport allowlist import}. */
@Command(
    name = "import",
    description = {
      "Adds the entries of a file, all or none of them; with --replace they become the whole list.",
      "CSV has the columns address, name, status, expires_at, named in its first line or in this"
          + " order. JSON is an array of objects with these fields, or what export wrote. A column"
          + " has an address a line, with its name behind it or in a comment."
    },
    footer = {
      "",
      "Examples:",
      "  sallyport allowlist import acme addresses.csv --yes",
      "  sallyport allowlist export acme --json | sallyport allowlist import other - --replace"
    })
final class AllowlistImportCommand extends AllowlistCommand.OnList {
  @Parameters(index = "1", paramLabel = "FILE", description = "The file, or - for standard input.")
  private String file = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "csv, json or column. Told by how the file begins where not said.")
  private EntryFile.@Nullable Form form;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The name of entries that have none in the file.")
  private String name = "";

  @Option(names = "--replace", description = "Takes the entries off that are not in the file.")
  private boolean replace;

  @Mixin private final ChangeOptions how = new ChangeOptions();

  @Override
  int run(Ledger ledger, ListOptions.Found found) {
    String text = FileText.read(file, surroundings().in());
    List<WrittenEntry> written =
        FileText.entries(text, form == null ? EntryFile.guess(text) : form, name);
    List<EntryDraft> drafts = written.stream().map(WrittenEntry::draft).toList();
    if (drafts.isEmpty() && !replace) {
      throw new CommandFailure("There are no entries in " + file + ". Nothing was changed.");
    }
    Allowlist list =
        ListChange.with(how, ledger, found)
            .make(
                replace ? new Change.Replace(drafts) : new Change.AddAll(drafts),
                WrittenEntry.places(written))
            .list();
    answer(
        EntryOutput.json(
            list,
            now(),
            lastUses(ledger, list),
            ledger.lists().confirmations().waiting(list.ref()).orElse(null)),
        "%d entries are %s. It holds %d now. Revision %d."
            .formatted(
                drafts.size(),
                replace ? found.title() : "added to " + found.title(),
                list.entries().size(),
                list.revision()));
    return 0;
  }
}
