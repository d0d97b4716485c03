package dev.sallyport.app;

import dev.sallyport.account.Account;
import dev.sallyport.account.Member;
import dev.sallyport.account.Members.MemberRow;
import dev.sallyport.account.Role;
import dev.sallyport.file.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sallyport member}. */
@Command(
    name = "member",
    description = "Makes and keeps members, the people who sign in to the dashboard.",
    subcommands = {
      MemberCommand.Create.class,
      MemberPlaceCommands.Invite.class,
      MemberCommand.ListAll.class,
      MemberPlaceCommands.SetRole.class,
      MemberPlaceCommands.Remove.class,
      MemberCommand.ResetPassword.class,
      MemberPlaceCommands.ResetTwoFactor.class
    })
final class MemberCommand extends GroupCommand {

  static Map<String, Object> json(Member member, Role role) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", member.id());
    json.put("email", member.email());
    json.put("role", role.word());
    json.put("created_at", JsonText.time(member.createdAt()));
    return json;
  }

  /** {@code sallyport member create}. */
  @Command(
      name = "create",
      description = {
        "Makes a member of an account.",
        "Somebody who is a member of another account already keeps the password they have."
      },
      footer = {
        "",
        "Examples:",
        "  sallyport member create acme me@example.com --role admin",
        "  echo \"$PASSWORD\" | sallyport member create acme me@example.com --password-stdin"
      })
  static final class Create extends StoreCommand {
    @Parameters(paramLabel = "ACCOUNT", description = "Its id or name.")
    private String account = "";

    @Parameters(paramLabel = "EMAIL", description = "What the member signs in with.")
    private String email = "";

    @Option(
        names = "--role",
        paramLabel = "ROLE",
        description =
            "owner (everything), admin (the list and credentials) or viewer (looks only)."
                + " Default: viewer.")
    private Role role = Role.VIEWER;

    @Mixin private final PasswordOptions password = new PasswordOptions();

    @Override
    int run(Ledger ledger) {
      Account found = Lookup.account(ledger, account);
      Member member = ledger.members().create(found.id(), email, password.read(), role);
      answer(
          json(member, role), member.email() + " is " + role.word() + " of " + found.name() + ".");
      return 0;
    }
  }

  /** {@code sallyport member list}. */
  @Command(
      name = "list",
      description = "Lists the members of an account.",
      footer = {"", "Example:  sallyport member list acme"})
  static final class ListAll extends StoreCommand {
    @Parameters(paramLabel = "ACCOUNT", description = "Its id or name.")
    private String account = "";

    @Override
    int run(Ledger ledger) {
      Account found = Lookup.account(ledger, account);
      List<MemberRow> rows = ledger.members().list(found.id());
      answer(
          Map.of("data", rows.stream().map(row -> json(row.member(), row.role())).toList()),
          out -> {
            TextTable table = new TextTable("ID", "EMAIL", "ROLE");
            rows.forEach(
                row -> table.row(row.member().id(), row.member().email(), row.role().word()));
            table.print(out, found.name() + " has no members.");
          });
      return 0;
    }
  }

  /** {@code sallyport member reset-password}. */
  @Command(
      name = "reset-password",
      description = "Gives a member another password and ends their sessions.",
      footer = {
        "",
        "Examples:",
        "  sallyport member reset-password me@example.com",
        "  echo \"$PASSWORD\" | sallyport member reset-password me@example.com --password-stdin"
      })
  static final class ResetPassword extends StoreCommand {
    @Parameters(paramLabel = "EMAIL", description = "What the member signs in with.")
    private String email = "";

    @Mixin private final PasswordOptions password = new PasswordOptions();

    @Override
    int run(Ledger ledger) {
      ledger.members().resetPassword(email, password.read());
      answer(
          Map.of("email", email), email + " has another password, and is signed out everywhere.");
      return 0;
    }
  }
}
