package dev.sallyport.app;

import dev.sallyport.account.Account;
import dev.sallyport.account.Actor;
import dev.sallyport.alert.AddedTarget;
import dev.sallyport.alert.AlertEvent;
import dev.sallyport.alert.AlertFields;
import dev.sallyport.alert.AlertTarget;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sallyport alert}. */
@Command(
    name = "alert",
    description = "Keeps alerts: who is told of what happens in an account.",
    subcommands = {
      AlertCommand.ListAll.class,
      AlertCommand.Add.class,
      AlertCommand.Change.class,
      AlertTargetCommands.Test.class,
      AlertTargetCommands.Deliveries.class,
      AlertTargetCommands.Resend.class,
      AlertTargetCommands.Rotate.class,
      AlertTargetCommands.AskAgain.class,
      AlertTargetCommands.Delete.class
    })
final class AlertCommand extends GroupCommand {

  static String events(AlertTarget target) {
    return target.events().stream().sorted().map(AlertEvent::word).collect(Collectors.joining(","));
  }

  /** Reads {@code list.changed,entry.expiring}, or {@code all}. */
  private static Set<AlertEvent> events(StoreCommand command, String written) {
    Set<AlertEvent> events = EnumSet.noneOf(AlertEvent.class);
    for (String word : written.split(",", -1)) {
      if (word.strip().equals("all")) {
        events.addAll(AlertEvent.chosen());
      } else {
        events.add(
            AlertEvent.of(word.strip())
                .orElseThrow(() ->
                    command.usage(
                        "--events: There is no event “%s”. There are %s and all."
                            .formatted(
                                word.strip(),
                                AlertEvent.chosen().stream()
                                    .map(AlertEvent::word)
                                    .collect(Collectors.joining(", "))))));
      }
    }
    return events;
  }

  /** {@code sallyport alert list}. */
  @Command(
      name = "list",
      description = "Lists the webhooks and mail addresses of an account.",
      footer = {"", "Example:  sallyport alert list acme"})
  static final class ListAll extends StoreCommand {
    @Parameters(paramLabel = "ACCOUNT", description = "Its id or name.")
    private String account = "";

    @Override
    int run(Ledger ledger) {
      Account found = Lookup.account(ledger, account);
      List<AlertTarget> all = ledger.alerts().list(found.id());
      answer(
          Map.of("data", all.stream().map(AlertFields::of).toList()),
          out -> {
            TextTable table = new TextTable("ID", "KIND", "ADDRESS", "EVENTS", "STATE");
            all.forEach(one ->
                table.row(
                    one.id(),
                    one.kind().word(),
                    one.address(),
                    events(one),
                    one.confirmed() ? "active" : "waits for confirmation"));
            table.print(out, found.name() + " has no alerts.");
          });
      return 0;
    }
  }

  /** {@code sallyport alert add}. */
  @Command(
      name = "add",
      description = {
        "Adds a webhook or a mail address.",
        "A webhook's key is shown once: keep it. A mail address is asked first, by a mail that a",
        "running server sends; its link needs public.url."
      },
      footer = {
        "",
        "Examples:",
        "  sallyport alert add acme https://hooks.example.com/sallyport",
        "  sallyport alert add acme ops@example.com --events newcomer.denied"
      })
  static final class Add extends StoreCommand {
    @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Its id or name.")
    private String account = "";

    @Parameters(index = "1", paramLabel = "ADDRESS", description = "A URL, or a mail address.")
    private String address = "";

    @Option(
        names = "--events",
        paramLabel = "LIST",
        description = "list.changed, newcomer.denied, entry.expiring, or all, the default.")
    private String events = "all";

    @Override
    int run(Ledger ledger) {
      Set<AlertEvent> wanted = events(this, events);
      Account found = Lookup.account(ledger, account);
      boolean webhook = address.contains("://");
      AddedTarget made =
          webhook
              ? ledger.alerts().addWebhook(found.id(), address, wanted, Actor.commandLine())
              : ledger.alerts().addMail(found.id(), address, wanted, Actor.commandLine(), "");
      answer(
          AlertFields.of(made),
          out -> {
            if (webhook) {
              out.println(made.secret());
              out.println("The key of " + made.target().name() + ", shown this once: keep it.");
            } else {
              out.println(
                  made.target().name()
                      + " is asked by mail, and told nothing before it is confirmed.");
            }
          });
      return 0;
    }
  }

  /** {@code sallyport alert change}. */
  @Command(
      name = "change",
      description = "Changes where, or of what, a webhook or mail address is told.",
      footer = {
        "",
        "Example:  sallyport alert change acme ops@example.com --events list.changed,entry.expiring"
      })
  static final class Change extends AlertTargetCommands.OnOne {
    @Option(
        names = "--address",
        paramLabel = "ADDRESS",
        description = "Another URL, or another mail address, which is asked first.")
    private @Nullable String address;

    @Option(
        names = "--events",
        paramLabel = "LIST",
        description = "list.changed, newcomer.denied, entry.expiring, or all.")
    private @Nullable String events;

    @Override
    int run(Ledger ledger, AlertTarget target) {
      if (address == null && events == null) {
        throw usage("Say --address, --events, or both.");
      }
      AlertTarget changed =
          ledger
              .alerts()
              .edit(
                  target,
                  address == null ? target.address() : address,
                  events == null ? target.events() : events(this, events),
                  Actor.commandLine(),
                  "");
      answer(
          AlertFields.of(changed),
          changed.confirmed()
              ? changed.name() + " is told of " + events(changed) + "."
              : changed.name() + " is asked by mail, and told nothing before it is confirmed.");
      return 0;
    }
  }
}
