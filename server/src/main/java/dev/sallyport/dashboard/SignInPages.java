package dev.sallyport.dashboard;

import dev.sallyport.account.Member;
import dev.sallyport.account.MemberServices;
import dev.sallyport.account.Members;
import dev.sallyport.account.Membership;
import dev.sallyport.account.Sessions;
import dev.sallyport.allowlist.IpAddress;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Signing in and out, and the account looked at. */
final class SignInPages {
  private static final Set<String> SECTIONS =
      Set.of("/allowlist", "/credentials", "/messages", "/history");

  private final Members members;
  private final Sessions sessions;
  private final Gate gate;
  private final Pages pages;
  private final VisitorForm forms;
  private final RequestOrigin origin;
  private final String assets;
  private final InstantSource clock;
  private final SignInThrottle throttle = new SignInThrottle();

  SignInPages(
      MemberServices people,
      Gate gate,
      Pages pages,
      VisitorForm forms,
      RequestOrigin origin,
      String assets,
      InstantSource clock) {
    this.members = people.members();
    this.sessions = people.sessions();
    this.gate = gate;
    this.pages = pages;
    this.forms = forms;
    this.origin = origin;
    this.assets = assets;
    this.clock = clock;
  }

  /** Where to sign in, and then go on to a page of ours. */
  static String path(String next) {
    String known = next(next);
    return known.equals("/allowlist")
        ? "/signin"
        : "/signin?next=" + URLEncoder.encode(known, StandardCharsets.UTF_8);
  }

  /** Only our own pages are gone on to, so that a link can't send a member elsewhere. */
  private static String next(String wanted) {
    return SECTIONS.contains(wanted) ? wanted : "/allowlist";
  }

  void start(Context ctx) {
    to(ctx, gate.visit(ctx).isPresent() ? "/allowlist" : "/signin");
  }

  void page(Context ctx) {
    if (gate.visit(ctx).isPresent()) {
      to(ctx, next(Requests.query(ctx, "next")));
    } else {
      show(ctx, 200, "", Requests.query(ctx, "next"), "");
    }
  }

  void signIn(Context ctx) {
    Form form = forms.read(ctx);
    IpAddress client = gate.client(ctx);
    if (!throttle.begin(client, clock.instant())) {
      ctx.header("Retry-After", String.valueOf(SignInThrottle.WINDOW.toSeconds()));
      show(ctx, 429, form, "Too many tries from this address. Wait 5 minutes.");
      return;
    }
    Optional<Member> member = members.authenticate(form.text("email"), form.raw("password"));
    if (member.isEmpty()) {
      show(ctx, 422, form, "That email and password do not match.");
      return;
    }
    throttle.succeeded(client);
    List<Membership> places = members.memberships(member.get().id());
    if (places.isEmpty()) {
      show(ctx, 403, form, "You have no account here any more. Ask an owner to add you again.");
      return;
    }
    begin(ctx, member.get(), places.getFirst().accountId());
    to(ctx, next(form.text("next")));
  }

  /** Starts a session with a new secret, whatever the browser had before. */
  void begin(Context ctx, Member member, String accountId) {
    boolean secure = origin.secure(ctx);
    Sessions.NewSession started =
        sessions.start(member.id(), accountId, Requests.from(ctx, gate.client(ctx)));
    Cookies.set(ctx, Cookies.SESSION, started.secret(), secure);
    Cookies.delete(ctx, Cookies.FORM, secure);
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

  private void show(Context ctx, int status, Form form, String error) {
    show(ctx, status, form.text("email"), form.text("next"), error);
  }

  private void show(Context ctx, int status, String email, String next, String error) {
    GatePage frame = new GatePage("Sign in", assets, origin.host(ctx), gate.client(ctx).toString());
    SignInForm form = new SignInForm(forms.guarded(ctx), email, next(next), error, members.none());
    pages.gate(ctx, status, frame, "signIn.jte", form);
  }

  private static void to(Context ctx, String path) {
    Headers.page(ctx);
    ctx.status(303).header("Location", path);
  }

  /**
   * What the sign-in page shows.
   *
   * @param error empty at first
   * @param nobody whether no member was ever made
   */
  record SignInForm(Guarded guarded, String email, String next, String error, boolean nobody) {}
}
