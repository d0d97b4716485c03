package dev.sallyport.account;

import dev.sallyport.allowlist.Network;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something to be done to a list; each is one revision. Texts are as typed, not yet checked. */
public sealed interface Change {

  record Add(EntryDraft draft) implements Change {}

  /** Several at once, all or nothing. */
  record AddAll(List<EntryDraft> drafts) implements Change {}

  /**
   * A null field stays as it is.
   *
   * @param expiry null leaves the expiry alone; an {@link Expiry} with a null instant takes it off
   */
  record Edit(
      String entryId,
      @Nullable String address,
      @Nullable String name,
      @Nullable String status,
      @Nullable Expiry expiry)
      implements Change {}

  record Pause(String entryId) implements Change {}

  record Resume(String entryId) implements Change {}

  record Delete(String entryId) implements Change {}

  /** Each of these entries, all or nothing; likewise the next two. */
  record PauseAll(List<String> entryIds) implements Change {}

  /** One that has expired stays as it is: resumed it would match nothing. */
  record ResumeAll(List<String> entryIds) implements Change {}

  record DeleteAll(List<String> entryIds) implements Change {}

  /**
   * Parts of an entry in its place, with its name, status and expiry. The first keeps its id.
   *
   * @param addresses 1 or more, each within the entry's own network
   */
  record Narrow(String entryId, List<String> addresses) implements Change {}

  /** The whole list at once. Entries that stay keep their ids. */
  record Replace(List<EntryDraft> drafts) implements Change {}

  record SetMode(Mode mode) implements Change {}

  record Restore(long revision) implements Change {}

  /**
   * A change and, in the same revision, entries that keep allowed whom it would cut off. Mistakes
   * in these are told of {@code also.0.address} and so on.
   *
   * @param change not another of these
   */
  record Keeping(Change change, List<EntryDraft> also) implements Change {
    public Keeping {
      also = List.copyOf(also);
    }
  }

  /** Undoes the newest revision while a {@link Deadline} waits for it: entries and mode. */
  record GoBack() implements Change {}

  /**
   * Makes a group, or gives one other networks. Those that stand on the list by themselves or in
   * another group stay where they are. Answered with one of its entries, which names it.
   *
   * @param groupId null for a new group
   * @param name null for the name it has
   * @param networks as the file has them after its filter; what a wider one of them covers is left
   *     out
   * @param etag what the file's server calls this version of it; null where it does not say
   */
  record PutGroup(
      @Nullable String groupId,
      @Nullable String name,
      GroupSource source,
      List<Network> networks,
      @Nullable String etag)
      implements Change {
    public PutGroup {
      networks = List.copyOf(networks);
    }
  }

  record RenameGroup(String groupId, String name) implements Change {}

  /** All entries of a group; likewise the next two. */
  record PauseGroup(String groupId) implements Change {}

  record ResumeGroup(String groupId) implements Change {}

  record DeleteGroup(String groupId) implements Change {}

  /** A new expiry, or none. */
  record Expiry(@Nullable Instant at) {}
}
