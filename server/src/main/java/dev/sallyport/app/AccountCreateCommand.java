package dev.sallyport.app;

import dev.sallyport.account.Account;
import dev.sallyport.account.Role;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sallyport account create}. */
@Command(
    name = "create",
    description = "Makes an account, and the store where there is none.",
    footer = {
      "",
      "Examples:",
      "  sallyport account create acme --plan starter",
      "  sallyport account create acme --plan starter --owner me@example.com",
      "  echo \"$PASSWORD\" | sallyport account create acme --plan starter --owner me@example.com"
          + " --password-stdin"
    })
final class AccountCreateCommand extends StoreCommand {

  @Parameters(paramLabel = "NAME", description = "What it is called; no two are called the same.")
  private String name = "";

  @Option(
      names = "--plan",
      required = true,
      paramLabel = "PLAN",
      description = "free, starter, professional, enterprise, or a plan of your settings.")
  private String plan = "";

  @Option(
      names = "--owner",
      paramLabel = "EMAIL",
      description = "Makes a member who owns it and signs in with this email.")
  private String owner = "";

  @Mixin private final PasswordOptions password = new PasswordOptions();

  @Override
  boolean makesStore() {
    return true;
  }

  @Override
  int run(Ledger ledger) {
    if (owner.isEmpty() && password.fromStandardInput()) {
      throw usage("--password-stdin is the password of --owner; say whose it is.");
    }
    String secret = owner.isEmpty() ? "" : password.read();
    Account account = ledger.accounts().create(name, plan);
    if (!owner.isEmpty()) {
      addOwner(ledger, account, secret);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", account.id());
    json.put("name", account.name());
    json.put("plan", account.plan());
    answer(
        json,
        out -> {
          out.println(
              "Account " + account.name() + " is made, on the " + account.plan() + " plan.");
          out.println("Id: " + account.id());
          out.println("Next: sallyport token create " + account.id() + " --name NAME");
        });
    return 0;
  }

  /** The account and its owner, or neither. */
  private void addOwner(Ledger ledger, Account account, String secret) {
    try {
      ledger.members().create(account.id(), owner, secret, Role.OWNER);
    } catch (RuntimeException e) {
      ledger.accounts().delete(account.id());
      throw e;
    }
  }
}
