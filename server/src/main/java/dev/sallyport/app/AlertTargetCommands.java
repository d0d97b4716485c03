package dev.sallyport.app;

import dev.sallyport.account.Account;
import dev.sallyport.account.Actor;
import dev.sallyport.alert.AddedTarget;
import dev.sallyport.alert.AlertFields;
import dev.sallyport.alert.AlertTarget;
import dev.sallyport.alert.Alerts;
import dev.sallyport.alert.Delivery;
import dev.sallyport.file.JsonText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands of {@code sallyport alert} about one webhook or mail address. */
final class AlertTargetCommands {
  private AlertTargetCommands() {}

  /** A command about one of them. */
  abstract static class OnOne extends StoreCommand {
    @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Its id or name.")
    private String account = "";

    @Parameters(
        index = "1",
        paramLabel = "ALERT",
        description = "Its id, URL or mail address; a webhook's host where it is alone.")
    private String alert = "";

    /**
     * Does it.
     *
     * @return the exit code
     */
    abstract int run(Ledger ledger, AlertTarget target);

    @Override
    final int run(Ledger ledger) {
      Account found = Lookup.account(ledger, account);
      return run(ledger, find(ledger.alerts().list(found.id()), found));
    }

    private AlertTarget find(List<AlertTarget> all, Account of) {
      List<AlertTarget> found =
          all.stream()
              .filter(one -> one.id().equals(alert) || one.address().equals(alert))
              .toList();
      if (found.isEmpty()) {
        found = all.stream().filter(one -> one.name().equals(alert)).toList();
      }
      return switch (found.size()) {
        case 0 ->
            throw new CommandFailure(
                "Account %s has no alert “%s”. sallyport alert list shows all."
                    .formatted(of.name(), alert));
        case 1 -> found.getFirst();
        default ->
            throw new CommandFailure(
                "Account %s has %d alerts “%s”; say which by its id: %s"
                    .formatted(
                        of.name(),
                        found.size(),
                        alert,
                        String.join(", ", found.stream().map(AlertTarget::id).toList())));
      };
    }
  }

  /** {@code sallyport alert test}. */
  @Command(
      name = "test",
      description = {
        "Sends a test, and tells what came of it.",
        "A running server sends it: without one it waits."
      },
      footer = {"", "Example:  sallyport alert test acme hooks.example.com"})
  static final class Test extends OnOne {
    private static final int LONGEST = 60;

    @Option(
        names = "--wait",
        paramLabel = "SECONDS",
        description = "How long to wait for it, 0 to 60. Default: 15.")
    private int wait = 15;

    @Override
    int run(Ledger ledger, AlertTarget target) {
      if (wait < 0 || wait > LONGEST) {
        throw usage("--wait: Say a number from 0 to 60.");
      }
      Delivery tested = tested(ledger.alerts(), target);
      answer(
          AlertFields.of(tested),
          switch (tested.state()) {
            case DELIVERED -> "The test reached " + target.name() + ".";
            case GIVEN_UP -> "The test did not reach " + target.name() + ": " + tested.answer();
            case WAITING -> "The test waits for a running server to send it.";
          });
      return tested.state() == Delivery.State.DELIVERED ? 0 : 1;
    }

    private Delivery tested(Alerts alerts, AlertTarget target) {
      try {
        return alerts
            .await(
                target.accountId(),
                alerts.test(target, Actor.commandLine()),
                Duration.ofSeconds(wait))
            .orElseThrow(() -> new CommandFailure("It was deleted meanwhile."));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CommandFailure("It was broken off. sallyport alert deliveries shows the rest.");
      }
    }
  }

  /** {@code sallyport alert deliveries}. */
  @Command(
      name = "deliveries",
      description = "Shows what it was told within the last 30 days, the newest first.",
      footer = {"", "Example:  sallyport alert deliveries acme hooks.example.com --limit 10"})
  static final class Deliveries extends OnOne {
    @Option(names = "--limit", paramLabel = "N", description = "1 to 100. Default: 25.")
    private int limit = 25;

    @Override
    int run(Ledger ledger, AlertTarget target) {
      if (limit < 1 || limit > Alerts.MOST_SHOWN) {
        throw usage("--limit: Say a number from 1 to 100.");
      }
      List<Delivery> all = ledger.alerts().deliveries(target, limit);
      answer(
          Map.of("data", all.stream().map(AlertFields::of).toList()),
          out -> {
            TextTable table =
                new TextTable("ID", "AT", "EVENT", "STATE", "TRIES", "STATUS", "ANSWER");
            all.forEach(one ->
                table.row(
                    one.id(),
                    String.valueOf(JsonText.time(one.madeAt())),
                    one.event(),
                    one.state().word(),
                    String.valueOf(one.attempts()),
                    one.status() == null ? "" : String.valueOf(one.status()),
                    one.answer()));
            table.print(out, "Nothing was sent yet.");
          });
      return 0;
    }
  }

  /** {@code sallyport alert resend}. */
  @Command(
      name = "resend",
      description = "Sends a delivery again that is over, at once where a server runs.",
      footer = {
        "",
        "Example:  sallyport alert resend acme ops@example.com 65f1b2c3d4e5f60718293a4b"
      })
  static final class Resend extends OnOne {
    @Parameters(
        index = "2",
        paramLabel = "DELIVERY",
        description = "Its id, as alert deliveries shows it.")
    private String delivery = "";

    @Override
    int run(Ledger ledger, AlertTarget target) {
      if (!ledger.alerts().sendAgain(target, delivery)) {
        throw new CommandFailure(
            "%s has no delivery “%s” that is over.".formatted(target.name(), delivery));
      }
      answer(Map.of("id", delivery), "It is sent to " + target.name() + " again.");
      return 0;
    }
  }

  /** {@code sallyport alert rotate}. */
  @Command(
      name = "rotate",
      description = {
        "Makes a webhook's key anew. It is shown once: keep it.",
        "For 24 hours the old key signs too, so that the receiver can change over."
      },
      footer = {"", "Example:  sallyport alert rotate acme hooks.example.com"})
  static final class Rotate extends OnOne {
    @Option(names = "--drop-old", description = "The old key signs nothing more at once.")
    private boolean dropOld;

    @Override
    int run(Ledger ledger, AlertTarget target) {
      if (target.kind() != AlertTarget.Kind.WEBHOOK) {
        throw new CommandFailure(target.name() + " is a mail address, which has no key.");
      }
      AddedTarget made = ledger.alerts().rotate(target, dropOld, Actor.commandLine());
      answer(
          AlertFields.of(made),
          out -> {
            out.println(made.secret());
            out.println(
                "The new key of %s, shown this once. %s"
                    .formatted(
                        target.name(),
                        dropOld
                            ? "The old one signs nothing more."
                            : "The old one signs too for 24 hours."));
          });
      return 0;
    }
  }

  /** {@code sallyport alert ask-again}. */
  @Command(
      name = "ask-again",
      description = "Sends the mail by which an address is confirmed once more.",
      footer = {"", "Example:  sallyport alert ask-again acme ops@example.com"})
  static final class AskAgain extends OnOne {
    @Override
    int run(Ledger ledger, AlertTarget target) {
      ledger.alerts().askAgain(target, "");
      answer(AlertFields.of(target), target.name() + " is asked by mail once more.");
      return 0;
    }
  }

  /** {@code sallyport alert delete}. */
  @Command(
      name = "delete",
      description = "Deletes it, with the log of what it was told.",
      footer = {"", "Example:  sallyport alert delete acme ops@example.com"})
  static final class Delete extends OnOne {
    @Override
    int run(Ledger ledger, AlertTarget target) {
      ledger.alerts().delete(target, Actor.commandLine());
      answer(AlertFields.of(target), target.name() + " is deleted. It is told nothing more.");
      return 0;
    }
  }
}
