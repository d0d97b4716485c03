package dev.sallyport.account;

import dev.sallyport.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The groups of lists, and when their files are looked at. Their entries are changed by {@link
 * Allowlists#change} as all are.
 */
public final class Groups {
  /** How often a group that follows its file looks at it. */
  public static final Duration EVERY = Duration.ofHours(24);

  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(4), Duration.ofHours(12));

  private final Store store;
  private final InstantSource clock;

  Groups(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Those of a list, the oldest first; none where it is not there. */
  public List<Group> of(ListRef ref) {
    return store.read(handle -> GroupRows.of(handle, ref));
  }

  /** The group of that id on the list. */
  public Optional<Group> find(ListRef ref, String id) {
    return store.read(handle -> GroupRows.find(handle, ref, id));
  }

  /**
   * Has a group follow its file by itself, or not. One that is to begin is looked at soon.
   *
   * @throws InvalidFieldException for {@code daily} where its file was uploaded
   */
  public void setDaily(Group group, boolean daily, Actor actor) {
    if (daily && group.source().url() == null) {
      throw new InvalidFieldException(
          "daily", "Its file was uploaded: without a URL there is nothing to look at.");
    }
    Instant now = now();
    store.write(handle -> {
      boolean other = GroupRows.setDaily(handle, group, daily, daily ? now : null);
      if (other) {
        AuditLog.note(
            handle,
            group.ref().accountId(),
            now,
            actor,
            daily ? AuditAction.GROUP_FOLLOW : AuditAction.GROUP_UNFOLLOW,
            group.id(),
            group.name());
      }
      return other;
    });
  }

  /** Those of an account that follow their file, and have a change of it that waits. */
  public static List<Group> waiting(Handle handle, String accountId) {
    return GroupRows.waiting(handle, accountId);
  }

  /** Groups whose file is to be looked at now. */
  public List<Group> due(int limit) {
    return store.read(handle -> GroupRows.due(handle, now(), limit));
  }

  /** Takes a due group for so long; false where another node has. */
  public boolean claim(Group group, Duration lease) {
    return store.write(handle -> GroupRows.claim(handle, group, now().plus(lease)));
  }

  /** The file is as it was. */
  public void unchanged(Group group) {
    Group.Checks old = group.checks();
    checked(group, checks(old, now(), old.etag(), old.waiting(), EVERY));
  }

  /** The file is another, and somebody is to look before the group follows it. */
  public void waits(Group group, String why) {
    // Without the tag it is had again the next time, when there may be nothing against it.
    checked(group, checks(group.checks(), now(), null, Texts.cut(why, 1000), EVERY));
  }

  /** The file could not be had, or not read: the group stays as it is. */
  public void failed(Group group, String why) {
    Group.Checks old = group.checks();
    Instant now = now();
    Duration pause = old.failures() < PAUSES.size() ? PAUSES.get(old.failures()) : EVERY;
    checked(
        group,
        new Group.Checks(
            old.fetchedAt(),
            old.changedAt(),
            old.etag(),
            old.failures() + 1,
            Texts.cut(why, 500),
            old.errorSince() == null ? now : old.errorSince(),
            old.waiting(),
            now.plus(pause)));
  }

  /** Puts the next look off, for nothing can be said now. */
  public void later(Group group, Duration pause) {
    Group.Checks old = group.checks();
    checked(
        group,
        new Group.Checks(
            old.fetchedAt(),
            old.changedAt(),
            old.etag(),
            old.failures(),
            old.error(),
            old.errorSince(),
            old.waiting(),
            now().plus(pause)));
  }

  private static Group.Checks checks(
      Group.Checks old,
      Instant now,
      @Nullable String etag,
      @Nullable String waiting,
      Duration pause) {
    return new Group.Checks(now, old.changedAt(), etag, 0, null, null, waiting, now.plus(pause));
  }

  private void checked(Group group, Group.Checks checks) {
    store.write(handle -> {
      GroupRows.checked(handle, group, checks);
      return true;
    });
  }

  private Instant now() {
    return Times.now(clock);
  }
}
