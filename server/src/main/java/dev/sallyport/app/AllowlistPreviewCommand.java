package dev.sallyport.app;

import dev.sallyport.account.Change;
import dev.sallyport.account.EntryDraft;
import dev.sallyport.account.Mode;
import dev.sallyport.account.PreviewResult;
import dev.sallyport.file.EntryFile;
import dev.sallyport.file.WrittenEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sallyport allowlist preview}. */
@Command(
    name = "preview",
    description = {
      "Says what a change would do, without making it: who called in the last 30 days and would be"
          + " denied, and what would have to be acknowledged.",
      "Without a change it says what the list as it stands makes of them."
    },
    footer = {
      "",
      "Examples:",
      "  sallyport allowlist preview acme --add 203.0.113.7",
      "  sallyport allowlist preview acme --remove 203.0.113.7 --json",
      "  sallyport allowlist preview acme --file addresses.csv --replace"
    })
final class AllowlistPreviewCommand extends AllowlistCommand.OnList {

  @ArgGroup private @Nullable Proposed proposed;

  @Option(
      names = "--replace",
      description = "With --file: the entries that are not in it come off.")
  private boolean replace;

  @Option(
      names = "--address",
      paramLabel = "ADDRESS",
      description = "With --edit: the entry's new address.")
  private @Nullable String address;

  /** The change, one of these. */
  static final class Proposed {
    @Option(
        names = "--add",
        paramLabel = "ADDRESS",
        description = "An entry for this address; may be given several times.")
    private @Nullable List<String> add;

    @Option(
        names = "--edit",
        paramLabel = "ENTRY-OR-ADDRESS",
        description = "This entry with the address of --address.")
    private @Nullable String edit;

    @Option(names = "--pause", paramLabel = "ENTRY-OR-ADDRESS", description = "This entry paused.")
    private @Nullable String pause;

    @Option(
        names = "--resume",
        paramLabel = "ENTRY-OR-ADDRESS",
        description = "This entry active again.")
    private @Nullable String resume;

    @Option(
        names = "--remove",
        paramLabel = "ENTRY-OR-ADDRESS",
        description = "The list without this entry.")
    private @Nullable String remove;

    @Option(
        names = "--file",
        paramLabel = "FILE",
        description = "The entries of a file as for import, or - for standard input.")
    private @Nullable String file;

    @Option(names = "--mode", paramLabel = "MODE", description = "enforce or monitor.")
    private @Nullable Mode mode;

    @Option(
        names = "--restore",
        paramLabel = "REVISION",
        description = "The list as it was at this revision.")
    private @Nullable Long restore;
  }

  /** A change, and where its fields were written. */
  private record Asked(Change change, UnaryOperator<String> place) {}

  @Override
  int run(Ledger ledger, ListOptions.Found found) {
    Proposed one = proposed == null ? new Proposed() : proposed;
    if (replace && one.file == null) {
      throw usage("--replace is said with --file.");
    }
    if ((address == null) != (one.edit == null)) {
      throw usage("--edit and --address are said together: the entry, and its new address.");
    }
    Asked asked = asked(one, found);
    PreviewResult.Previewed previewed =
        new ListChange(ledger, found, false, null).preview(asked.change(), asked.place());
    PreviewOutput output = PreviewOutput.of(ledger, found, previewed);
    answer(output.json(), out -> output.print(out, now()));
    return 0;
  }

  private Asked asked(Proposed one, ListOptions.Found found) {
    if (one.file != null) {
      String text = FileText.read(one.file, surroundings().in());
      List<WrittenEntry> written = FileText.entries(text, EntryFile.guess(text), "unnamed");
      List<EntryDraft> drafts = written.stream().map(WrittenEntry::draft).toList();
      return new Asked(
          replace ? new Change.Replace(drafts) : new Change.AddAll(drafts),
          WrittenEntry.places(written));
    }
    return new Asked(change(one, found), field -> field);
  }

  private Change change(Proposed one, ListOptions.Found found) {
    if (one.add != null) {
      List<EntryDraft> drafts = new ArrayList<>();
      // What it would be called decides nothing.
      one.add.forEach(each -> drafts.add(new EntryDraft(each, "unnamed", null, null)));
      return drafts.size() == 1 ? new Change.Add(drafts.getFirst()) : new Change.AddAll(drafts);
    }
    if (one.edit != null) {
      return new Change.Edit(EntryLookup.find(found, one.edit).id(), address, null, null, null);
    }
    if (one.pause != null) {
      return new Change.Pause(EntryLookup.find(found, one.pause).id());
    }
    if (one.resume != null) {
      return new Change.Resume(EntryLookup.find(found, one.resume).id());
    }
    if (one.remove != null) {
      return new Change.Delete(EntryLookup.find(found, one.remove).id());
    }
    if (one.mode != null) {
      return new Change.SetMode(one.mode);
    }
    return one.restore == null ? new Change.AddAll(List.of()) : new Change.Restore(one.restore);
  }
}
