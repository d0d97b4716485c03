package dev.sallyport.app;

import dev.sallyport.account.Change;
import dev.sallyport.account.ChangeResult;
import dev.sallyport.account.Group;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** A command about one group that is there. */
abstract class OneGroupCommand extends GroupChangeCommand {
  @Parameters(index = "1", paramLabel = "GROUP", description = "Its id or name.")
  private String text = "";

  final Group group(Ledger ledger, ListOptions.Found found) {
    List<Group> groups = ledger.lists().groups().of(found.ref());
    List<Group> named =
        groups.stream().filter(one -> one.id().equals(text) || one.name().equals(text)).toList();
    return switch (named.size()) {
      case 1 -> named.getFirst();
      case 0 ->
          throw new CommandFailure(
              "There is no group “%s” on %s. sallyport allowlist group list shows all."
                  .formatted(text, found.title()));
      default ->
          throw new CommandFailure(
              "There are %d groups “%s”; say which by its id.".formatted(named.size(), text));
    };
  }

  @Override
  final String id(ChangeResult.Changed changed, ListOptions.Found found, Ledger ledger) {
    return chosen;
  }

  /** The id, once it is looked up. */
  private String chosen = "";

  abstract @Nullable Change change(Group group);

  @Override
  final @Nullable Change change(Ledger ledger, ListOptions.Found found) {
    Group group = group(ledger, found);
    chosen = group.id();
    return change(group);
  }

  static String named(@Nullable Group group, String outcome) {
    return group == null
        ? "The group " + outcome
        : "Group %s, %d networks, %s".formatted(group.name(), group.networks(), outcome);
  }
}
