package dev.sallyport.account;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What members may do to one another. Asked within the transaction that does it, so that a role
 * taken away meanwhile counts. The operator's command may do everything.
 */
final class Authority {
  private Authority() {}

  /**
   * Asks whether someone may give or change places of those roles in an account.
   *
   * @throws NotAllowedException for a viewer, and for an admin where an owner is touched or made
   */
  static void require(Handle handle, String accountId, Actor actor, Role... touched) {
    if (actor.kind() == Actor.Kind.COMMAND) {
      return;
    }
    Optional<Role> own = MemberRows.role(handle, accountId, actor.id());
    if (actor.kind() != Actor.Kind.MEMBER || own.isEmpty() || own.get() == Role.VIEWER) {
      throw new NotAllowedException("Only an owner or admin of this account may do this.");
    }
    for (Role role : touched) {
      if (role == Role.OWNER && own.get() != Role.OWNER) {
        throw new NotAllowedException("Only an owner may make, change or remove an owner.");
      }
    }
  }

  /**
   * Asks whether someone looks after a member wherever that member has a place: else a link for a
   * new password would open accounts that are none of theirs.
   *
   * @throws NotAllowedException where they don't
   */
  static void requireEverywhere(Handle handle, Actor actor, String memberId) {
    for (Membership place : MemberRows.places(handle, memberId)) {
      Optional<Role> own = MemberRows.role(handle, place.accountId(), actor.id());
      if (actor.kind() != Actor.Kind.COMMAND && own.isEmpty()) {
        throw new NotAllowedException(
            "This member has a place in another account too, so only whoever runs this server can"
                + " reset the password.");
      }
      require(handle, place.accountId(), actor, place.role());
    }
  }
}
