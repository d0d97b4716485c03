package dev.sallyport.dashboard;

import dev.sallyport.account.Actor;
import dev.sallyport.account.InvalidFieldException;
import dev.sallyport.account.Invitations;
import dev.sallyport.account.Member;
import dev.sallyport.account.MemberServices;
import dev.sallyport.account.PasswordLinks;
import dev.sallyport.account.Role;
import dev.sallyport.account.SessionOrigin;
import dev.sallyport.account.Sessions;
import io.javalin.http.Context;
import java.util.Optional;

/** What the links that members are sent lead to: joining an account, and a new password. */
final class InvitePages {
  private final Invitations invitations;
  private final PasswordLinks passwordLinks;
  private final Sessions sessions;
  private final Gate gate;
  private final Pages pages;
  private final VisitorForm forms;
  private final SignInPages signIn;
  private final String assets;

  InvitePages(
      MemberServices people,
      Gate gate,
      Pages pages,
      VisitorForm forms,
      SignInPages signIn,
      String assets) {
    this.invitations = people.invitations();
    this.passwordLinks = people.passwordLinks();
    this.sessions = people.sessions();
    this.gate = gate;
    this.pages = pages;
    this.forms = forms;
    this.signIn = signIn;
    this.assets = assets;
  }

  /** The invitation, for whoever opens it: new here, to be signed in, or signed in. */
  void page(Context ctx) {
    Invitations.Offer offer = offer(ctx);
    Optional<Visit> visit = gate.visit(ctx);
    if (visit.isPresent()) {
      boolean right = visit.get().member().email().equals(offer.invitation().email());
      String signedInAs = visit.get().member().email();
      Step step = right ? Step.JOIN : Step.SIGN_OUT;
      show(ctx, 200, offer, visit.get().guarded(), step, signedInAs, "");
    } else {
      Step step = offer.known() ? Step.SIGN_IN : Step.REGISTER;
      show(ctx, 200, offer, forms.guarded(ctx), step, "", "");
    }
  }

  /** Somebody new sets a password, and is a member and signed in. */
  void register(Context ctx) {
    Form form = forms.read(ctx);
    Invitations.Offer offer = offer(ctx);
    try {
      Member member =
          invitations
              .acceptNew(
                  ctx.pathParam("secret"),
                  form.raw("password"),
                  Requests.from(ctx, gate.client(ctx)))
              .orElseThrow(InvitePages::usedUp);
      signIn.begin(ctx, member, offer.invitation().accountId());
      Headers.page(ctx);
      ctx.status(303).header("Location", "/allowlist");
    } catch (InvalidFieldException e) {
      show(ctx, 422, offer, forms.guarded(ctx), Step.REGISTER, "", e.reason());
    }
  }

  /** A member who is signed in takes one more place, and looks at that account. */
  void join(Visit visit) {
    Invitations.Offer offer = offer(visit.ctx());
    String account =
        invitations
            .accept(
                visit.ctx().pathParam("secret"),
                visit.member(),
                Requests.from(visit.ctx(), visit.client()))
            .orElseThrow(InvitePages::usedUp);
    sessions.switchAccount(visit.session().id(), account);
    Redirects.tell(visit, Done.member(Done.What.JOINED, offer.accountName()), "/members");
  }

  private Invitations.Offer offer(Context ctx) {
    return invitations.find(ctx.pathParam("secret")).orElseThrow(InvitePages::usedUp);
  }

  private static Refusal usedUp() {
    return new Refusal(
        404,
        "This invitation does not work any more",
        "It was used or revoked, or 7 days have passed. Ask whoever invited you for another.");
  }

  private void show(
      Context ctx,
      int status,
      Invitations.Offer offer,
      Guarded guarded,
      Step step,
      String signedInAs,
      String error) {
    Role role = offer.invitation().role();
    JoinForm form =
        new JoinForm(
            guarded,
            ctx.path(),
            step,
            offer.accountName(),
            Words.capital(role.word()),
            offer.invitation().email(),
            signedInAs,
            by(offer.invitation().invitedBy()),
            error);
    GatePage frame = new GatePage("Join " + offer.accountName(), assets, "", "");
    pages.gate(ctx, status, frame, "join.jte", form);
  }

  private static String by(String name) {
    return name.equals(Actor.commandLine().name()) ? "whoever runs this server" : name;
  }

  /** The form for a new password, for whoever has the link. */
  void resetPage(Context ctx) {
    showReset(ctx, 200, resetting(ctx), "");
  }

  void reset(Context ctx) {
    Form form = forms.read(ctx);
    Member member = resetting(ctx);
    try {
      SessionOrigin from = Requests.from(ctx, gate.client(ctx));
      if (passwordLinks.use(ctx.pathParam("secret"), form.raw("password"), from).isEmpty()) {
        throw resetUsedUp();
      }
      Headers.page(ctx);
      ctx.status(303).header("Location", "/signin?note=reset");
    } catch (InvalidFieldException e) {
      showReset(ctx, 422, member, e.reason());
    }
  }

  private Member resetting(Context ctx) {
    return passwordLinks.find(ctx.pathParam("secret")).orElseThrow(InvitePages::resetUsedUp);
  }

  private static Refusal resetUsedUp() {
    return new Refusal(
        404,
        "This link does not work any more",
        "It was used, a newer one was made, or 24 hours have passed. Ask for another.");
  }

  private void showReset(Context ctx, int status, Member member, String error) {
    ResetForm form = new ResetForm(forms.guarded(ctx), ctx.path(), member.email(), error);
    GatePage frame = new GatePage("New password", assets, "", "");
    pages.gate(ctx, status, frame, "reset.jte", form);
  }

  /** What whoever opens an invitation has to do. */
  enum Step {
    REGISTER,
    SIGN_IN,
    SIGN_OUT,
    JOIN
  }

  /**
   * What an invitation shows.
   *
   * @param action the address of this page
   * @param signedInAs empty where nobody is
   * @param error what is wrong with the password; empty where nothing is
   */
  record JoinForm(
      Guarded guarded,
      String action,
      Step step,
      String account,
      String role,
      String email,
      String signedInAs,
      String invitedBy,
      String error) {
    boolean is(Step one) {
      return step == one;
    }

    /** Where to sign in, and come back from. */
    String signIn() {
      return Next.of(action).after("/signin");
    }
  }

  /** What the form for a new password shows. */
  record ResetForm(Guarded guarded, String action, String email, String error) {}
}
