package dev.sallyport.app;

import dev.sallyport.account.Change;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sallyport allowlist restore}. */
@Command(
    name = "restore",
    description = "Makes a list what it was at a revision. That is a new revision.",
    footer = {"", "Example:  sallyport allowlist restore acme 7"})
final class AllowlistRestoreCommand extends AllowlistCommand.OnList {

  @Parameters(
      index = "1",
      paramLabel = "REVISION",
      description = "Its number. See sallyport allowlist history.")
  private long revision;

  @Mixin private final ChangeOptions how = new ChangeOptions();

  @Override
  int run(Ledger ledger, ListOptions.Found found) {
    answerList(
        ledger,
        ListChange.with(how, ledger, found).make(new Change.Restore(revision)).list(),
        found.title());
    return 0;
  }
}
