package dev.sallyport.dashboard;

import dev.sallyport.account.Invitations;
import dev.sallyport.account.Member;
import dev.sallyport.account.MemberServices;
import dev.sallyport.account.Members;
import dev.sallyport.account.Membership;
import dev.sallyport.account.SessionOrigin;
import dev.sallyport.account.Sessions;
import dev.sallyport.account.SignIn;
import dev.sallyport.account.SignIns;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** Signing in, in one step or two, and out, and the account looked at. */
final class SignInPages {
  private static final String CODE_PATH = "/signin/code";

  private final Members members;
  private final SignIns signIns;
  private final Sessions sessions;
  private final Invitations invitations;
  private final Gate gate;
  private final Pages pages;
  private final VisitorForm forms;
  private final RequestOrigin origin;
  private final String assets;
  private final Tries tries;

  SignInPages(
      MemberServices people,
      Gate gate,
      Pages pages,
      VisitorForm forms,
      RequestOrigin origin,
      String assets,
      Tries tries) {
    this.members = people.members();
    this.signIns = people.signIns();
    this.sessions = people.sessions();
    this.invitations = people.invitations();
    this.gate = gate;
    this.pages = pages;
    this.forms = forms;
    this.origin = origin;
    this.assets = assets;
    this.tries = tries;
  }

  void start(Context ctx) {
    to(ctx, gate.visit(ctx).isPresent() ? "/allowlist" : "/signin");
  }

  void page(Context ctx) {
    Next next = Next.of(Requests.query(ctx, "next"));
    if (gate.visit(ctx).isPresent()) {
      to(ctx, next.path());
    } else {
      String note = Requests.query(ctx, "note").equals("reset") ? "Your new password is set." : "";
      show(ctx, 200, "", next, "", note);
    }
  }

  void signIn(Context ctx) {
    Form form = forms.read(ctx);
    Next next = Next.of(form.text("next"));
    String email = form.text("email");
    try {
      SignIn result =
          tries.signIn(
              gate.client(ctx),
              () -> signIns.withPassword(email, form.raw("password"), gate.client(ctx)));
      switch (result) {
        case SignIn.Done done -> finish(ctx, done.member(), next, email);
        case SignIn.CodeOwed owed -> {
          Cookies.set(ctx, Cookies.STEP, owed.ticket(), origin.secure(ctx));
          to(ctx, next.after(CODE_PATH));
        }
        case SignIn.Wrong _, SignIn.Expired _ ->
            show(ctx, 422, email, next, "That email and password do not match.", "");
      }
    } catch (Slowed slowed) {
      show(ctx, slowed.status(ctx), email, next, slowed.text(), "");
    }
  }

  /** The second step, for whoever has just shown the password. */
  void codePage(Context ctx) {
    Next next = Next.of(Requests.query(ctx, "next"));
    if (signIns.isOwed(ticket(ctx))) {
      showCode(ctx, 200, next, "");
    } else {
      to(ctx, next.after("/signin"));
    }
  }

  void code(Context ctx) {
    Form form = forms.read(ctx);
    Next next = Next.of(form.text("next"));
    try {
      SignIn result =
          tries.signIn(
              gate.client(ctx),
              () -> signIns.withCode(ticket(ctx), form.text("code"), gate.client(ctx)));
      switch (result) {
        case SignIn.Done done -> finish(ctx, done.member(), next, done.member().email());
        case SignIn.Wrong _ -> showCode(ctx, 422, next, "That code does not match.");
        case SignIn.Expired _, SignIn.CodeOwed _ -> {
          Cookies.delete(ctx, Cookies.STEP, origin.secure(ctx));
          show(ctx, 422, "", next, "That took too long, or too many codes. Start again.", "");
        }
      }
    } catch (Slowed slowed) {
      showCode(ctx, slowed.status(ctx), next, slowed.text());
    }
  }

  private String ticket(Context ctx) {
    String ticket = Cookies.read(ctx, Cookies.STEP, origin.secure(ctx));
    return ticket == null ? "" : ticket;
  }

  private void finish(Context ctx, Member member, Next next, String email) {
    SessionOrigin from = Requests.from(ctx, gate.client(ctx));
    Optional<String> joined =
        next.invitation().flatMap(secret -> invitations.accept(secret, member, from));
    List<Membership> places = members.memberships(member.id());
    if (joined.isEmpty() && places.isEmpty()) {
      String error = "You have no account here any more. Ask an owner to invite you again.";
      show(ctx, 403, email, next, error, "");
      return;
    }
    begin(ctx, member, joined.orElseGet(() -> places.getFirst().accountId()));
    to(ctx, joined.isPresent() ? "/allowlist" : next.path());
  }

  /** Starts a session with a new secret, whatever the browser had before. */
  void begin(Context ctx, Member member, String accountId) {
    boolean secure = origin.secure(ctx);
    Sessions.NewSession started =
        sessions.start(member.id(), accountId, Requests.from(ctx, gate.client(ctx)));
    Cookies.set(ctx, Cookies.SESSION, started.secret(), secure);
    Cookies.delete(ctx, Cookies.FORM, secure);
    Cookies.delete(ctx, Cookies.STEP, secure);
  }

  void signOut(Visit visit) {
    sessions.end(visit.session().id());
    Cookies.delete(visit.ctx(), Cookies.SESSION, visit.secure());
    to(visit.ctx(), "/signin");
  }

  void switchAccount(Visit visit) {
    if (!sessions.switchAccount(visit.session().id(), visit.form().text("to"))) {
      throw new Refusal(
          403, "You have no place in that account", "Ask one of its owners to add you.");
    }
    to(visit.ctx(), "/allowlist");
  }

  private void show(Context ctx, int status, String email, Next next, String error, String note) {
    SignInForm form =
        new SignInForm(forms.guarded(ctx), email, next.path(), error, note, members.none());
    pages.gate(ctx, status, frame(ctx), "signIn.jte", form);
  }

  private void showCode(Context ctx, int status, Next next, String error) {
    CodeForm form = new CodeForm(forms.guarded(ctx), next.path(), error);
    pages.gate(ctx, status, frame(ctx), "signInCode.jte", form);
  }

  private GatePage frame(Context ctx) {
    return new GatePage("Sign in", assets, origin.host(ctx), gate.client(ctx).toString());
  }

  private static void to(Context ctx, String path) {
    Headers.page(ctx);
    ctx.status(303).header("Location", path);
  }

  /**
   * What the sign-in page shows.
   *
   * @param error empty at first
   * @param note what went well before; mostly empty
   * @param nobody whether no member was ever made
   */
  record SignInForm(
      Guarded guarded, String email, String next, String error, String note, boolean nobody) {}

  /** What the second step shows. */
  record CodeForm(Guarded guarded, String next, String error) {}
}
