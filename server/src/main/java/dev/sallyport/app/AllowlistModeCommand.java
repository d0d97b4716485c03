package dev.sallyport.app;

import dev.sallyport.account.Change;
import dev.sallyport.account.Mode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sallyport allowlist mode}. */
@Command(
    name = "mode",
    description = {
      "Enforces a list, or only monitors what it would deny.",
      "In monitor mode mail is let through from every address, which --yes acknowledges. The"
          + " management API stays enforced."
    },
    footer = {"", "Example:  sallyport allowlist mode acme monitor --yes"})
final class AllowlistModeCommand extends AllowlistCommand.OnList {

  @Parameters(index = "1", paramLabel = "MODE", description = "enforce or monitor.")
  private Mode mode = Mode.ENFORCE;

  @Mixin private final ChangeOptions how = new ChangeOptions();

  @Override
  int run(Ledger ledger, ListOptions.Found found) {
    answerList(
        ledger,
        ListChange.with(how, ledger, found).make(new Change.SetMode(mode)).list(),
        found.title());
    return 0;
  }
}
