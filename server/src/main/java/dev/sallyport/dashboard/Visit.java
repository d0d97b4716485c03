package dev.sallyport.dashboard;

import dev.sallyport.account.Account;
import dev.sallyport.account.Actor;
import dev.sallyport.account.Allowlist;
import dev.sallyport.account.Member;
import dev.sallyport.account.Membership;
import dev.sallyport.account.Plan;
import dev.sallyport.account.Role;
import dev.sallyport.account.Session;
import dev.sallyport.allowlist.IpAddress;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;

/**
 * One request of a member who is signed in.
 *
 * @param client the address the member calls from
 * @param place the member's place in the account looked at
 * @param places every account the member may look at
 * @param list the list the page is about, as it stood when the request came
 * @param accountList the account's, which may be the same
 * @param owner whose list the page is about
 * @param form what was posted; empty for a GET
 * @param now the time the whole answer is for
 */
record Visit(
    Context ctx,
    IpAddress client,
    Session session,
    Member member,
    Membership place,
    List<Membership> places,
    Account account,
    Plan plan,
    Allowlist list,
    Allowlist accountList,
    ListOwner owner,
    Form form,
    boolean secure,
    Instant now) {

  /** The same visit after a change of the list. */
  Visit with(Allowlist changed) {
    return with(owner, changed, owner.account() ? changed : accountList);
  }

  /** The same visit to another list. */
  Visit at(ListOwner other, Allowlist list) {
    return with(other, list, accountList);
  }

  private Visit with(ListOwner whose, Allowlist looked, Allowlist ofAccount) {
    return new Visit(
        ctx, client, session, member, place, places, account, plan, looked, ofAccount, whose, form,
        secure, now);
  }

  boolean mayEdit() {
    return place.role() != Role.VIEWER;
  }

  /** Whether the member may give, change or take away places of that role. */
  boolean mayTouch(Role role) {
    return mayEdit() && (role != Role.OWNER || place.role() == Role.OWNER);
  }

  Actor actor() {
    return new Actor(Actor.Kind.MEMBER, member.id(), member.email(), client);
  }

  Guarded guarded() {
    return new Guarded(session.csrfToken(), account.id());
  }

  /** Whether the script asks, and so wants the part that changes and not the whole page. */
  boolean fragment() {
    return Requests.fragment(ctx);
  }
}
