package dev.sallyport.app;

import dev.sallyport.account.Account;
import dev.sallyport.account.Actor;
import dev.sallyport.account.Assertion;
import dev.sallyport.account.Entry;
import dev.sallyport.account.ListRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sallyport allowlist assert}. */
@Command(
    name = "assert",
    description = {
      "Keeps assertions: what an account's list must allow or deny, whatever is changed.",
      "A change that would break one is refused. A credential's own list is not held against them."
    },
    subcommands = {
      AllowlistAssertCommand.Listing.class,
      AllowlistAssertCommand.Add.class,
      AllowlistAssertCommand.Remove.class
    })
final class AllowlistAssertCommand extends GroupCommand {

  private static Map<String, Object> json(Assertion assertion, boolean holds) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", assertion.id());
    json.put("address", assertion.network().toString());
    json.put("name", assertion.name());
    json.put("expected", assertion.expected().word());
    json.put("holds", holds);
    json.put("created_at", assertion.createdAt().toString());
    return json;
  }

  /** {@code sallyport allowlist assert list}. */
  @Command(
      name = "list",
      description = "Shows the assertions, and whether each holds now.",
      footer = {"", "Example:  sallyport allowlist assert list acme"})
  static final class Listing extends StoreCommand {
    @Parameters(paramLabel = "ACCOUNT", description = "Its id or name.")
    private String account = "";

    @Override
    int run(Ledger ledger) {
      String id = Lookup.account(ledger, account).id();
      List<Entry> entries =
          ledger.lists().find(ListRef.ofAccount(id)).map(list -> list.entries()).orElse(List.of());
      List<Assertion> all = ledger.lists().assertions().list(id);
      TextTable table = new TextTable("ID", "ADDRESS", "MUST BE", "NAME", "STATE");
      all.forEach(one ->
          table.row(
              one.id(),
              one.network().toString(),
              one.expected().word(),
              one.name(),
              one.holds(entries, now()) ? "holds" : "does not hold"));
      answer(
          Map.of("data", all.stream().map(one -> json(one, one.holds(entries, now()))).toList()),
          out -> table.print(out, "Nothing is asserted."));
      return 0;
    }
  }

  /** {@code sallyport allowlist assert add}. */
  @Command(
      name = "add",
      description = "Saves an assertion that holds now.",
      footer = {
        "",
        "Examples:",
        "  sallyport allowlist assert add acme 192.0.2.10 allowed --name \"Billing server\"",
        "  sallyport allowlist assert add acme 8.8.8.8 denied --name \"Not the world\""
      })
  static final class Add extends StoreCommand {
    @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Its id or name.")
    private String account = "";

    @Parameters(
        index = "1",
        paramLabel = "ADDRESS",
        description = "An address, or a network: every address of it.")
    private String address = "";

    @Parameters(index = "2", paramLabel = "EXPECTED", description = "allowed or denied.")
    private String expected = "";

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "What it is for.")
    private String name = "";

    @Override
    int run(Ledger ledger) {
      Assertion.Expected must =
          Assertion.Expected.of(expected)
              .orElseThrow(() -> usage("EXPECTED is allowed or denied, not " + expected + "."));
      String id = Lookup.account(ledger, account).id();
      Assertion made =
          ledger.lists().assertions().add(id, name, address, must, Actor.commandLine());
      answer(json(made, true), made.claim() + ": saved as " + made.id() + ".");
      return 0;
    }
  }

  /** {@code sallyport allowlist assert remove}. */
  @Command(
      name = "remove",
      description = "Deletes an assertion.",
      footer = {"", "Example:  sallyport allowlist assert remove acme 0123456789abcdef01234567"})
  static final class Remove extends StoreCommand {
    @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Its id or name.")
    private String account = "";

    @Parameters(index = "1", paramLabel = "ID", description = "As assert list shows it.")
    private String id = "";

    @Override
    int run(Ledger ledger) {
      Account found = Lookup.account(ledger, account);
      Assertion gone =
          ledger
              .lists()
              .assertions()
              .delete(found.id(), id, Actor.commandLine())
              .orElseThrow(() ->
                  new CommandFailure(
                      ("Account %s has no assertion “%s”. sallyport allowlist assert list shows"
                              + " all.")
                          .formatted(found.name(), id)));
      answer(Map.of("id", gone.id()), gone.name() + " is deleted.");
      return 0;
    }
  }
}
