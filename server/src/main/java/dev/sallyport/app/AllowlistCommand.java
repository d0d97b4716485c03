package dev.sallyport.app;

import dev.sallyport.account.Allowlist;
import dev.sallyport.account.Deadline;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sallyport allowlist}. */
@Command(
    name = "allowlist",
    description = {
      "Keeps IP allowlists: an account's, or with --token or --smtp-user a credential's own.",
      "An empty list allows every address; a list with any entry allows active entries only."
    },
    subcommands = {
      AllowlistCommand.Listing.class,
      AllowlistEntryCommands.Add.class,
      AllowlistEntryCommands.Edit.class,
      AllowlistEntryCommands.Renew.class,
      AllowlistEntryCommands.Pause.class,
      AllowlistEntryCommands.Resume.class,
      AllowlistEntryCommands.Remove.class,
      AllowlistCheckCommand.class,
      AllowlistPreviewCommand.class,
      AllowlistImportCommand.class,
      AllowlistExportCommand.class,
      AllowlistHistoryCommand.class,
      AllowlistRestoreCommand.class,
      AllowlistModeCommand.class,
      AllowlistAssertCommand.class,
      AllowlistGroupCommand.class,
      AllowlistDeadlineCommands.Confirm.class,
      AllowlistDeadlineCommands.Revert.class
    })
final class AllowlistCommand extends GroupCommand {

  /** A command about one list. */
  abstract static class OnList extends StoreCommand {
    @Mixin private final ListOptions options = new ListOptions();

    abstract int run(Ledger ledger, ListOptions.Found found);

    @Override
    final int run(Ledger ledger) {
      return run(ledger, options.find(ledger));
    }

    static Map<String, Instant> lastUses(Ledger ledger, Allowlist list) {
      return ledger.activity().lastUses(list.ref().accountId());
    }

    /** Answers with a list. */
    final void answerList(Ledger ledger, Allowlist list, String title) {
      Instant now = now();
      Deadline waiting = ledger.lists().confirmations().waiting(list.ref()).orElse(null);
      Consumer<java.io.PrintWriter> text =
          out -> {
            EntryOutput.print(out, list, title, now);
            if (waiting != null) {
              out.println(EntryOutput.said(waiting));
            }
          };
      answer(EntryOutput.json(list, now, lastUses(ledger, list), waiting), text);
    }
  }

  /** {@code sallyport allowlist list}. */
  @Command(
      name = "list",
      description = "Shows a list and what it means.",
      footer = {
        "",
        "Examples:",
        "  sallyport allowlist list acme",
        "  sallyport allowlist list acme --token billing --json"
      })
  static final class Listing extends OnList {
    @Override
    int run(Ledger ledger, ListOptions.Found found) {
      answerList(ledger, found.list(), found.title());
      return 0;
    }
  }
}
