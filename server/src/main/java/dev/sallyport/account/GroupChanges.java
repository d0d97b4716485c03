package dev.sallyport.account;

import dev.sallyport.account.Foreseen.Outlook;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Writes what a change of a list makes of its groups: their rows, and in the audit log what its
 * revision does not tell, such as that another file is followed.
 */
final class GroupChanges {
  private final Handle handle;
  private final Outlook outlook;
  private final Actor actor;

  GroupChanges(Handle handle, Outlook outlook, Actor actor) {
    this.handle = handle;
    this.outlook = outlook;
    this.actor = actor;
  }

  /** Where the entries stay as they are. */
  void unchanged(GroupPut put) {
    save(put, false);
  }

  /** Where these entries go and those come. */
  void changed(List<Placed> removed, List<Placed> added) {
    GroupPut put = outlook.proposed().group();
    if (put != null) {
      save(put, true);
    }
    Map<String, String> before = names(removed.stream());
    names(added.stream())
        .forEach((id, name) -> {
          if (!before.getOrDefault(id, name).equals(name)) {
            note(AuditAction.GROUP_RENAME, id, name);
          }
        });
    if (!outlook.proposed().kind().startsWith("group-")) {
      names(Stream.concat(added.stream(), removed.stream()))
          .forEach((id, name) -> {
            if (GroupRows.changedByHand(handle, outlook.after(), id)) {
              note(AuditAction.GROUP_UNFOLLOW, id, name);
            }
          });
    }
  }

  private void save(GroupPut put, boolean changed) {
    ListRef ref = outlook.after().ref();
    boolean other =
        GroupRows.find(handle, ref, put.id())
            .filter(group -> !group.source().meansSame(put.source()))
            .isPresent();
    GroupRows.save(handle, ref, put, outlook.now(), changed);
    if (other) {
      Entry entry = outlook.proposed().entry();
      note(AuditAction.GROUP_SOURCE, put.id(), entry == null ? "" : entry.name());
    }
  }

  /** The groups that these entries belong to, each with its name. */
  private static Map<String, String> names(Stream<Placed> placed) {
    return placed
        .map(Placed::entry)
        .filter(entry -> entry.groupId() != null)
        .collect(
            Collectors.toMap(
                entry -> Objects.requireNonNullElse(entry.groupId(), ""),
                Entry::name,
                (first, _) -> first));
  }

  private void note(AuditAction action, String id, String name) {
    AuditRows.add(
        handle,
        outlook.after().ref().accountId(),
        outlook.now(),
        actor,
        new AuditRows.Deed(action, id, name));
  }
}
