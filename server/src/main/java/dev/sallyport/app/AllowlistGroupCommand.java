package dev.sallyport.app;

import dev.sallyport.account.Actor;
import dev.sallyport.account.Change;
import dev.sallyport.account.Group;
import dev.sallyport.account.GroupSource.Family;
import dev.sallyport.account.Groups;
import dev.sallyport.file.GroupFields;
import dev.sallyport.file.JsonText;
import dev.sallyport.file.RangeFile;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sallyport allowlist group}. */
@Command(
    name = "group",
    description = {
      "Keeps the networks of published range files on a list, each file as one group.",
      "A group that was added by URL follows the file by itself once a day."
    },
    subcommands = {
      AllowlistGroupCommand.Listing.class,
      AllowlistGroupCommand.Add.class,
      AllowlistGroupCommand.Refresh.class,
      AllowlistGroupCommand.Edit.class,
      AllowlistGroupCommand.Pause.class,
      AllowlistGroupCommand.Resume.class,
      AllowlistGroupCommand.Delete.class
    })
final class AllowlistGroupCommand extends GroupCommand {

  /** {@code sallyport allowlist group list}. */
  @Command(
      name = "list",
      description = "Shows the groups of a list, and how following their files goes.",
      footer = {"", "Example:  sallyport allowlist group list acme"})
  static final class Listing extends AllowlistCommand.OnList {
    @Override
    int run(Ledger ledger, ListOptions.Found found) {
      List<Group> groups = ledger.lists().groups().of(found.ref());
      TextTable table =
          new TextTable("ID", "NAME", "NETWORKS", "STATUS", "FOLLOWS", "SOURCE", "STATE");
      groups.forEach(group ->
          table.row(
              group.id(),
              group.name(),
              String.valueOf(group.networks()),
              group.paused() ? "paused" : "active",
              group.daily() ? "daily" : "no",
              group.source().text(),
              state(group)));
      answer(
          Map.of("data", groups.stream().map(GroupFields::of).toList()),
          out -> table.print(out, "There are no groups on " + found.title() + "."));
      return 0;
    }

    private static String state(Group group) {
      Group.Checks checks = group.checks();
      if (checks.waiting() != null) {
        return "waits: " + checks.waiting();
      }
      return checks.error() == null
          ? "as of " + JsonText.time(checks.fetchedAt())
          : "fails since " + JsonText.time(checks.errorSince()) + ": " + checks.error();
    }
  }

  /** {@code sallyport allowlist group add}. */
  @Command(
      name = "add",
      description = "Adds the networks of a published range file as one group.",
      footer = {
        "",
        "Examples:",
        "  sallyport allowlist group add acme https://ip-ranges.amazonaws.com/ip-ranges.json \\",
        "      --name \"AWS Ireland\" --filter region=eu-west-1 --filter service=EC2 --preview",
        "  sallyport allowlist group add acme partner-networks.txt --name Partner --yes"
      })
  static final class Add extends GroupChangeCommand {
    @Parameters(
        index = "1",
        paramLabel = "URL-OR-FILE",
        description = "Where it is published, a file, or - for standard input.")
    private String source = "";

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "Its name.")
    private String name = "";

    @Option(names = "--no-daily", description = "Does not follow the file by itself.")
    private boolean notDaily;

    @Mixin private final MeantNetworks meant = new MeantNetworks();

    @Override
    Change change(Ledger ledger, ListOptions.Found found) {
      return put(null, name, source, meant.filter(""), meant.family(Family.ANY));
    }

    @Override
    void afterwards(Groups groups, Group group) {
      if (notDaily) {
        groups.setDaily(group, false, Actor.commandLine());
      }
    }

    @Override
    String outcome(@Nullable Group group) {
      return group == null
          ? "The group is added."
          : "Group %s added, %d networks of %s."
              .formatted(
                  group.name(), group.networks(), RangeFile.Form.title(group.source().format()));
    }
  }

  /** {@code sallyport allowlist group refresh}. */
  @Command(
      name = "refresh",
      description = "Has the file now, and the group follow it.",
      footer = {
        "",
        "Examples:",
        "  sallyport allowlist group refresh acme \"AWS Ireland\" --preview",
        "  sallyport allowlist group refresh acme Partner --file partner-networks.txt"
      })
  static final class Refresh extends OneGroupCommand {
    @Option(
        names = "--file",
        paramLabel = "FILE",
        description = "A newer file, for a group that was not added by URL.")
    private @Nullable String file;

    @Override
    Change change(Group group) {
      String source = file == null ? group.source().url() : file;
      if (source == null) {
        throw new CommandFailure("The group was not added by URL: say its newer file with --file.");
      }
      return put(group.id(), null, source, group.source().filter(), group.source().family());
    }

    @Override
    String outcome(@Nullable Group group) {
      return named(group, "is as the file has it.");
    }
  }

  /** {@code sallyport allowlist group edit}. */
  @Command(
      name = "edit",
      description = "Changes the name, the URL or the filter of a group, or whether it follows.",
      footer = {
        "",
        "Examples:",
        "  sallyport allowlist group edit acme \"AWS Ireland\" --name Ireland",
        "  sallyport allowlist group edit acme Ireland --filter region=eu-west-1 --no-daily"
      })
  static final class Edit extends OneGroupCommand {
    @Option(names = "--name", paramLabel = "NAME", description = "Its new name.")
    private @Nullable String name;

    @Option(names = "--url", paramLabel = "URL", description = "Where it is published now.")
    private @Nullable String url;

    @Option(
        names = "--daily",
        negatable = true,
        description = "Follows the file by itself once a day; --no-daily does not.")
    private @Nullable Boolean daily;

    @Mixin private final MeantNetworks meant = new MeantNetworks();

    @Override
    @Nullable Change change(Group group) {
      String known = group.source().url();
      if (url != null || meant.isSaid()) {
        String source = url == null ? known : url;
        if (source == null) {
          throw new CommandFailure(
              "The group was not added by URL, so its file is not here to be filtered. Add the file"
                  + " again with the filter.");
        }
        return put(
            group.id(),
            name,
            source,
            meant.filter(group.source().filter()),
            meant.family(group.source().family()));
      }
      if (name == null && daily == null) {
        throw usage("Say what to change: --name, --url, --filter, --family, --daily, --no-daily.");
      }
      return name == null ? null : new Change.RenameGroup(group.id(), name);
    }

    @Override
    void afterwards(Groups groups, Group group) {
      if (daily != null) {
        groups.setDaily(group, daily, Actor.commandLine());
      }
    }

    @Override
    String outcome(@Nullable Group group) {
      return named(group, "is changed.");
    }
  }

  /** {@code sallyport allowlist group pause}. */
  @Command(
      name = "pause",
      description = "Lets the networks of a group match nothing until it is resumed.",
      footer = {"", "Example:  sallyport allowlist group pause acme Ireland"})
  static final class Pause extends OneGroupCommand {
    @Override
    Change change(Group group) {
      return new Change.PauseGroup(group.id());
    }

    @Override
    String outcome(@Nullable Group group) {
      return named(group, "is paused: it matches nothing.");
    }
  }

  /** {@code sallyport allowlist group resume}. */
  @Command(
      name = "resume",
      description = "Lets the networks of a paused group match again.",
      footer = {"", "Example:  sallyport allowlist group resume acme Ireland"})
  static final class Resume extends OneGroupCommand {
    @Override
    Change change(Group group) {
      return new Change.ResumeGroup(group.id());
    }

    @Override
    String outcome(@Nullable Group group) {
      return named(group, "is active.");
    }
  }

  /** {@code sallyport allowlist group delete}. */
  @Command(
      name = "delete",
      description = "Takes a group with all its networks off the list.",
      footer = {"", "Example:  sallyport allowlist group delete acme Ireland"})
  static final class Delete extends OneGroupCommand {
    @Override
    Change change(Group group) {
      return new Change.DeleteGroup(group.id());
    }

    @Override
    String outcome(@Nullable Group group) {
      return "The group is off the list.";
    }
  }
}
