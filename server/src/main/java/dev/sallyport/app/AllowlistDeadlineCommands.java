package dev.sallyport.app;

import dev.sallyport.account.Actor;
import dev.sallyport.account.Allowlist;
import dev.sallyport.account.Change;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The commands that settle a change that waits to be confirmed. */
final class AllowlistDeadlineCommands {
  private AllowlistDeadlineCommands() {}

  private static CommandFailure nothingWaits(ListOptions.Found found) {
    return new CommandFailure(
        "No change of %s waits to be confirmed. sallyport allowlist history says what became of it."
            .formatted(found.title()));
  }

  /** {@code sallyport allowlist confirm}. */
  @Command(
      name = "confirm",
      description = "Lets a change stand that was made with --confirm-within.",
      footer = {"", "Example:  sallyport allowlist confirm acme"})
  static final class Confirm extends AllowlistCommand.OnList {
    @Override
    int run(Ledger ledger, ListOptions.Found found) {
      Allowlist list =
          ledger
              .lists()
              .confirmations()
              .confirm(found.ref(), OptionalLong.empty(), Actor.commandLine())
              .orElseThrow(() -> nothingWaits(found));
      answerList(ledger, list, found.title());
      return 0;
    }
  }

  /** {@code sallyport allowlist revert}. */
  @Command(
      name = "revert",
      description = "Takes a change back that was made with --confirm-within, before its time.",
      footer = {"", "Example:  sallyport allowlist revert acme"})
  static final class Revert extends AllowlistCommand.OnList {
    @Option(names = "--yes", description = "Acknowledges every warning.")
    private boolean yes;

    @Override
    int run(Ledger ledger, ListOptions.Found found) {
      if (ledger.lists().confirmations().waiting(found.ref()).isEmpty()) {
        throw nothingWaits(found);
      }
      answerList(
          ledger,
          new ListChange(ledger, found, yes, null).make(new Change.GoBack()).list(),
          found.title());
      return 0;
    }
  }
}
