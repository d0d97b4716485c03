package dev.sallyport.app;

import dev.sallyport.account.Account;
import dev.sallyport.account.Actor;
import dev.sallyport.account.Members.MemberRow;
import dev.sallyport.account.NewInvitation;
import dev.sallyport.account.Role;
import dev.sallyport.file.JsonText;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands of {@code sallyport member} about places in accounts and second factors. */
final class MemberPlaceCommands {
  private MemberPlaceCommands() {}

  /** A command about one member of one account. */
  abstract static class OfMember extends StoreCommand {
    @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Its id or name.")
    private String account = "";

    @Parameters(index = "1", paramLabel = "EMAIL", description = "What the member signs in with.")
    private String email = "";

    final String email() {
      return email;
    }

    final Account account(Ledger ledger) {
      return Lookup.account(ledger, account);
    }

    final MemberRow member(Ledger ledger, Account of) {
      return ledger.members().list(of.id()).stream()
          .filter(row -> row.member().email().equals(email.strip().toLowerCase(Locale.ROOT)))
          .findFirst()
          .orElseThrow(() ->
              new CommandFailure(
                  "%s has no member “%s”. sallyport member list shows all."
                      .formatted(of.name(), email)));
    }
  }

  /** {@code sallyport member invite}. */
  @Command(
      name = "invite",
      description = {
        "Makes a link by which someone becomes a member, once, within 7 days.",
        "Where public.url is not set the answer is the link's path alone."
      },
      footer = {"", "Example:  sallyport member invite acme me@example.com --role admin"})
  static final class Invite extends OfMember {
    @Option(
        names = "--role",
        paramLabel = "ROLE",
        description = "owner, admin or viewer. Default: viewer.")
    private Role role = Role.VIEWER;

    @Override
    int run(Ledger ledger) {
      Account found = account(ledger);
      NewInvitation made =
          ledger.people().invitations().create(found.id(), email(), role, Actor.commandLine());
      String link = settingsHolding().publicUrl().orElse("") + "/invite/" + made.secret();
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("id", made.invitation().id());
      json.put("email", made.invitation().email());
      json.put("role", role.word());
      json.put("expires_at", JsonText.time(made.invitation().expiresAt()));
      json.put("link", link);
      answer(json, link);
      return 0;
    }
  }

  /** {@code sallyport member role}. */
  @Command(
      name = "role",
      description = "Changes what a member may do in an account.",
      footer = {"", "Example:  sallyport member role acme me@example.com owner"})
  static final class SetRole extends OfMember {
    @Parameters(index = "2", paramLabel = "ROLE", description = "owner, admin or viewer.")
    private Role role = Role.VIEWER;

    @Override
    int run(Ledger ledger) {
      Account found = account(ledger);
      MemberRow row = member(ledger, found);
      ledger.members().setRole(found.id(), row.member().id(), role, Actor.commandLine());
      answer(
          MemberCommand.json(row.member(), role),
          "%s is %s of %s.".formatted(row.member().email(), role.word(), found.name()));
      return 0;
    }
  }

  /** {@code sallyport member remove}. */
  @Command(
      name = "remove",
      description = "Takes a member's place in an account away, and the sessions that look at it.",
      footer = {"", "Example:  sallyport member remove acme me@example.com"})
  static final class Remove extends OfMember {
    @Override
    int run(Ledger ledger) {
      Account found = account(ledger);
      MemberRow row = member(ledger, found);
      ledger.members().remove(found.id(), row.member().id(), Actor.commandLine());
      answer(
          Map.of("email", row.member().email()),
          "%s is no member of %s any more.".formatted(row.member().email(), found.name()));
      return 0;
    }
  }

  /** {@code sallyport member reset-two-factor}. */
  @Command(
      name = "reset-two-factor",
      description = {
        "Takes a lost second factor off, with its recovery codes.",
        "The password alone signs the member in from then on."
      },
      footer = {"", "Example:  sallyport member reset-two-factor me@example.com"})
  static final class ResetTwoFactor extends StoreCommand {
    @Parameters(paramLabel = "EMAIL", description = "What the member signs in with.")
    private String email = "";

    @Override
    int run(Ledger ledger) {
      ledger.people().secondFactors().reset(email);
      answer(Map.of("email", email), email + " signs in with the password alone.");
      return 0;
    }
  }
}
