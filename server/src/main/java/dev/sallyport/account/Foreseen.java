package dev.sallyport.account;

import dev.sallyport.account.Proposal.Proposed;
import dev.sallyport.allowlist.Rule;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What a change would come to, worked out once for those who ask and those who make it. */
sealed interface Foreseen {

  /** It can't be made. */
  record Refused(ChangeResult result) implements Foreseen {}

  /**
   * It can be made, as far as the list itself goes.
   *
   * @param number of the account's newest change; while it stands, so does all of this
   * @param broken assertions that hold now and would not
   */
  record Outlook(
      long number,
      ListRows.Stored before,
      Proposed proposed,
      Allowlist after,
      List<Assertion> broken,
      Instant now)
      implements Foreseen {

    static Outlook of(
        Handle handle, long number, ListRows.Stored before, Proposed proposed, Instant now) {
      Allowlist old = before.list();
      Allowlist after =
          new Allowlist(old.ref(), old.revision() + 1, proposed.mode(), proposed.entries());
      List<Assertion> broken =
          old.ref().isAccountList()
              ? Assertion.broken(
                  AssertionRows.list(handle, old.ref().accountId()),
                  old.entries(),
                  after.entries(),
                  now)
              : List.of();
      return new Outlook(number, before, proposed, after, broken, now);
    }

    /** The list as it is. */
    Allowlist list() {
      return before.list();
    }

    boolean changesNothing() {
      return after.mode() == list().mode() && after.entries().equals(list().entries());
    }

    /** Whether the account is as it was when this was worked out. */
    boolean stands(Handle handle) {
      return AccountRows.requireNumbered(handle, after.ref().accountId()).changeNumber() == number;
    }

    /** Whether anybody might be denied that is not now; no caller need be looked at to see it. */
    boolean mayDeny() {
      if (isOpen(after)) {
        return false;
      }
      Set<Rule> kept = new HashSet<>();
      after.entries().forEach(entry -> kept.add(entry.rule()));
      return isOpen(list())
          || list().entries().stream()
              .anyMatch(
                  entry -> entry.status(now).equals("active") && !kept.contains(entry.rule()));
    }

    private static boolean isOpen(Allowlist list) {
      return list.mode() == Mode.MONITOR || list.entries().isEmpty();
    }
  }
}
