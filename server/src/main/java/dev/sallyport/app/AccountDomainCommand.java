package dev.sallyport.app;

import dev.sallyport.account.Account;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sallyport account domain}. */
@Command(
    name = "domain",
    description = {
      "Keeps the domains an account may send from.",
      "Without any it may send from all. With some, envelope sender and From lie in one of them."
    },
    subcommands = {AccountDomainCommand.Add.class, AccountDomainCommand.Remove.class})
final class AccountDomainCommand extends GroupCommand {

  private static String says(Account account) {
    return account.domains().isEmpty()
        ? account.name() + " may send from any domain."
        : account.name() + " may send from " + String.join(", ", account.domains()) + " only.";
  }

  /** {@code sallyport account domain add}. */
  @Command(
      name = "add",
      description = "Lets an account send from a domain; with the first, from no other.",
      footer = {"", "Example:  sallyport account domain add acme example.com"})
  static final class Add extends StoreCommand {
    @Parameters(paramLabel = "ACCOUNT", description = "Its id or name.")
    private String account = "";

    @Parameters(paramLabel = "DOMAIN", description = "Such as example.com.")
    private String domain = "";

    @Override
    int run(Ledger ledger) {
      Account changed = ledger.accounts().addDomain(Lookup.account(ledger, account).id(), domain);
      answer(AccountCommand.json(changed), says(changed));
      return 0;
    }
  }

  /** {@code sallyport account domain remove}. */
  @Command(
      name = "remove",
      description = "Takes a domain off; without the last, an account may send from any.",
      footer = {"", "Example:  sallyport account domain remove acme example.com"})
  static final class Remove extends StoreCommand {
    @Parameters(paramLabel = "ACCOUNT", description = "Its id or name.")
    private String account = "";

    @Parameters(paramLabel = "DOMAIN", description = "Such as example.com.")
    private String domain = "";

    @Override
    int run(Ledger ledger) {
      Account changed =
          ledger.accounts().removeDomain(Lookup.account(ledger, account).id(), domain);
      answer(AccountCommand.json(changed), says(changed));
      return 0;
    }
  }
}
