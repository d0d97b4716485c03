package dev.sallyport.app;

import dev.sallyport.account.Change;
import dev.sallyport.account.ChangeResult;
import dev.sallyport.account.Deadline;
import dev.sallyport.account.Entry;
import dev.sallyport.account.EntryDraft;
import dev.sallyport.file.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that change one entry of a list. */
final class AllowlistEntryCommands {
  private AllowlistEntryCommands() {}

  /** A command that makes one change, with {@code --yes}. */
  abstract static class Changing extends AllowlistCommand.OnList {
    @Mixin private final ChangeOptions how = new ChangeOptions();

    abstract Change change(ListOptions.Found found);

    /** What is said of the change where it was made. */
    abstract String outcome(ChangeResult.Changed changed);

    @Override
    final int run(Ledger ledger, ListOptions.Found found) {
      ChangeResult.Changed changed = ListChange.with(how, ledger, found).make(change(found));
      Optional<Deadline> waiting = ledger.lists().confirmations().waiting(found.ref());
      answer(
          EntryOutput.json(changed.entry(), changed.list(), now()),
          out -> {
            out.println(outcome(changed) + " Revision " + changed.list().revision() + ".");
            changed.covered().forEach(out::println);
            waiting.ifPresent(deadline -> out.println(EntryOutput.said(deadline)));
          });
      return 0;
    }
  }

  /** A command that makes one change to an entry that is there. */
  abstract static class OnEntry extends Changing {
    @Parameters(
        index = "1",
        paramLabel = "ENTRY-OR-ADDRESS",
        description = "The entry's id, or its address as it stands on the list.")
    private String text = "";

    final Entry entry(ListOptions.Found found) {
      return EntryLookup.find(found, text);
    }
  }

  /** {@code sallyport allowlist add}. */
  @Command(
      name = "add",
      description = {
        "Adds an entry.",
        "The first closes the list to every other address, which --yes acknowledges."
      },
      footer = {
        "",
        "Examples:",
        "  sallyport allowlist add acme 203.0.113.7 --name Office --yes",
        "  sallyport allowlist add acme 2001:db8:42::/48 --name \"Data centre\"",
        "  sallyport allowlist add acme 198.51.100.9 --name Visitor --expires-in 24h"
      })
  static final class Add extends Changing {
    @Parameters(
        index = "1",
        paramLabel = "ADDRESS",
        description = "An address or a network, such as 203.0.113.7 or 2001:db8::/32.")
    private String address = "";

    @Option(
        names = "--name",
        required = true,
        paramLabel = "NAME",
        description = "What this address is.")
    private String name = "";

    @Option(names = "--paused", description = "Adds it paused: it matches nothing yet.")
    private boolean paused;

    @Mixin private final ExpiryOptions expiry = new ExpiryOptions();

    @Override
    Change change(ListOptions.Found found) {
      return new Change.Add(
          new EntryDraft(address, name, paused ? "paused" : null, expiry.from(now())));
    }

    @Override
    String outcome(ChangeResult.Changed changed) {
      return said(changed, "is on the list.");
    }
  }

  /** {@code sallyport allowlist edit}. */
  @Command(
      name = "edit",
      description = "Changes the address, name or expiry of an entry.",
      footer = {
        "",
        "Examples:",
        "  sallyport allowlist edit acme 203.0.113.7 --name \"Old office\" --expires-in 7d",
        "  sallyport allowlist edit acme 203.0.113.7 --address 203.0.113.0/28"
      })
  static final class Edit extends OnEntry {
    @Option(names = "--address", paramLabel = "ADDRESS", description = "Its new address.")
    private @Nullable String address;

    @Option(names = "--name", paramLabel = "NAME", description = "Its new name.")
    private @Nullable String name;

    @Mixin private final ExpiryOptions expiry = new ExpiryOptions();

    @Option(names = "--no-expiry", description = "Takes its expiry off.")
    private boolean noExpiry;

    @Override
    Change change(ListOptions.Found found) {
      Instant at = expiry.from(now());
      if (at != null && noExpiry) {
        throw usage("Say a new expiry or --no-expiry, not both.");
      }
      if (address == null && name == null && at == null && !noExpiry) {
        throw usage(
            "Say what to change: --address, --name, --expires-in, --expires-at, --no-expiry.");
      }
      return new Change.Edit(
          entry(found).id(),
          address,
          name,
          null,
          at != null || noExpiry ? new Change.Expiry(at) : null);
    }

    @Override
    String outcome(ChangeResult.Changed changed) {
      return said(changed, "is changed.");
    }
  }

  /** {@code sallyport allowlist renew}. */
  @Command(
      name = "renew",
      description = {
        "Puts the end of an entry off.",
        "The time is added to what is left; it counts from now where the entry has expired."
      },
      footer = {
        "",
        "Examples:",
        "  sallyport allowlist renew acme 198.51.100.9 --for 7d",
        "  sallyport allowlist renew acme 198.51.100.9 --never"
      })
  static final class Renew extends OnEntry {
    @Option(
        names = "--for",
        paramLabel = "TIME",
        converter = ExpiryOptions.Span.class,
        description = "How much longer, such as 24h, 7d or 30d.")
    private @Nullable Duration time;

    @Option(names = "--never", description = "Takes its expiry off.")
    private boolean never;

    @Override
    Change change(ListOptions.Found found) {
      Duration more = time;
      if ((more == null) == !never) {
        throw usage("Say --for or --never.");
      }
      Entry entry = entry(found);
      Instant end = entry.expiresAt();
      if (end == null) {
        throw new CommandFailure(
            entry.network() + " does not expire. Give it an end with sallyport allowlist edit.");
      }
      // What has expired is let in again, whether it was paused before or not.
      String status = end.isAfter(now()) ? null : "active";
      Change.Expiry expiry =
          new Change.Expiry(more == null ? null : entry.endRenewedBy(more, now()));
      return new Change.Edit(entry.id(), null, null, status, expiry);
    }

    @Override
    String outcome(ChangeResult.Changed changed) {
      Entry entry = changed.entry();
      Instant end = entry == null ? null : entry.expiresAt();
      return said(
          changed,
          end == null ? "does not expire any more." : "lasts until " + JsonText.time(end) + ".");
    }
  }

  /** {@code sallyport allowlist pause}. */
  @Command(
      name = "pause",
      description = "Lets an entry match nothing until it is resumed. The list stays closed.",
      footer = {"", "Example:  sallyport allowlist pause acme 203.0.113.7"})
  static final class Pause extends OnEntry {
    @Override
    Change change(ListOptions.Found found) {
      return new Change.Pause(entry(found).id());
    }

    @Override
    String outcome(ChangeResult.Changed changed) {
      return said(changed, "is paused: it matches nothing.");
    }
  }

  /** {@code sallyport allowlist resume}. */
  @Command(
      name = "resume",
      description = "Lets a paused entry match again.",
      footer = {"", "Example:  sallyport allowlist resume acme 203.0.113.7"})
  static final class Resume extends OnEntry {
    @Override
    Change change(ListOptions.Found found) {
      return new Change.Resume(entry(found).id());
    }

    @Override
    String outcome(ChangeResult.Changed changed) {
      return said(changed, "is active.");
    }
  }

  /** {@code sallyport allowlist remove}. */
  @Command(
      name = "remove",
      description = {
        "Takes an entry off.",
        "Without the last the list is open to every address, which --yes acknowledges."
      },
      footer = {"", "Example:  sallyport allowlist remove acme 203.0.113.7"})
  static final class Remove extends OnEntry {
    @Override
    Change change(ListOptions.Found found) {
      return new Change.Delete(entry(found).id());
    }

    @Override
    String outcome(ChangeResult.Changed changed) {
      return "The entry is off the list."
          + (changed.list().entries().isEmpty() ? " It is empty: every address is allowed." : "");
    }
  }

  private static String said(ChangeResult.Changed changed, String outcome) {
    Entry entry = changed.entry();
    return entry == null
        ? "The entry " + outcome
        : entry.network() + " (" + entry.name() + ") " + outcome;
  }
}
