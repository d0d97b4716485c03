package dev.sallyport.dashboard;

import dev.sallyport.account.Account;
import dev.sallyport.account.Accounts;
import dev.sallyport.account.Allowlist;
import dev.sallyport.account.Allowlists;
import dev.sallyport.account.ListRef;
import dev.sallyport.account.Member;
import dev.sallyport.account.MemberServices;
import dev.sallyport.account.Members;
import dev.sallyport.account.Membership;
import dev.sallyport.account.Session;
import dev.sallyport.account.Sessions;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.peer.Peer;
import dev.sallyport.peer.PeerResult;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Stands before each page: who asks, may they, and did one of our own forms send it. */
final class Gate {
  private final Members members;
  private final Sessions sessions;
  private final Accounts accounts;
  private final Allowlists allowlists;
  private final Function<HttpServletRequest, PeerResult> peers;
  private final RequestOrigin origin;
  private final Problems problems;
  private final InstantSource clock;

  Gate(
      MemberServices people,
      Accounts accounts,
      Allowlists allowlists,
      Function<HttpServletRequest, PeerResult> peers,
      RequestOrigin origin,
      Problems problems,
      InstantSource clock) {
    this.members = people.members();
    this.sessions = people.sessions();
    this.accounts = accounts;
    this.allowlists = allowlists;
    this.peers = peers;
    this.origin = origin;
    this.problems = problems;
    this.clock = clock;
  }

  /** For anyone, signed in or not. */
  Handler anyone(Handler handler) {
    return problems.caught(handler);
  }

  /** For members of the account looked at. */
  Handler member(Consumer<Visit> handler) {
    return problems.caught(ctx -> {
      Optional<Visit> visit = visit(ctx);
      if (visit.isPresent()) {
        handler.accept(visit.get());
      } else {
        toSignIn(ctx);
      }
    });
  }

  /** For owners and admins of the account looked at. */
  Handler editor(Consumer<Visit> handler) {
    return member(visit -> {
      if (!visit.mayEdit()) {
        throw Refusal.viewer();
      }
      handler.accept(visit);
    });
  }

  /**
   * Where the visitor calls from.
   *
   * @throws Refusal 400 where a trusted proxy sent what can't be read
   */
  IpAddress client(Context ctx) {
    return peer(ctx).client();
  }

  /**
   * Where the visitor calls from, with the way it was told.
   *
   * @throws Refusal 400 where a trusted proxy sent what can't be read
   */
  Peer peer(Context ctx) {
    return switch (peers.apply(ctx.req())) {
      case PeerResult.Known known -> known.peer();
      case PeerResult.Malformed malformed ->
          throw new Refusal(400, "The proxy in front sent what can't be read", malformed.message());
    };
  }

  /** The signed-in member, if the browser has a live session. */
  Optional<Visit> visit(Context ctx) {
    boolean secure = origin.secure(ctx);
    String secret = Cookies.read(ctx, Cookies.SESSION, secure);
    if (secret == null || secret.isEmpty()) {
      return Optional.empty();
    }
    return sessions.find(secret).flatMap(session -> visit(ctx, session, secure));
  }

  private Optional<Visit> visit(Context ctx, Session session, boolean secure) {
    List<Membership> places = members.memberships(session.memberId());
    Optional<Membership> place = place(session, places);
    Optional<Member> member = members.byId(session.memberId());
    if (place.isEmpty() || member.isEmpty()) {
      sessions.end(session.id());
      return Optional.empty();
    }
    Optional<Account> account = accounts.byId(place.get().accountId());
    if (account.isEmpty()) {
      return Optional.empty();
    }
    Allowlist list = list(account.get());
    Form form = ctx.method().equals(HandlerType.POST) ? checked(ctx, session) : Form.EMPTY;
    return Optional.of(
        new Visit(
            ctx,
            client(ctx),
            session,
            member.get(),
            place.get(),
            places,
            account.get(),
            accounts.plan(account.get().plan()),
            list,
            list,
            ListOwner.ACCOUNT,
            form,
            secure,
            clock.instant()));
  }

  /** The account last looked at; another one where the member lost that place. */
  private Optional<Membership> place(Session session, List<Membership> places) {
    for (Membership place : places) {
      if (place.accountId().equals(session.accountId())) {
        return Optional.of(place);
      }
    }
    return places.stream()
        .filter(place -> sessions.switchAccount(session.id(), place.accountId()))
        .findFirst();
  }

  private Allowlist list(Account account) {
    return allowlists.find(ListRef.ofAccount(account.id())).orElseThrow(Refusal::notFound);
  }

  private Form checked(Context ctx, Session session) {
    if (!origin.ownPage(ctx)) {
      throw Refusal.foreignForm();
    }
    Form form = Form.read(ctx);
    if (!same(form.raw("csrf"), session.csrfToken())) {
      throw Refusal.foreignForm();
    }
    if (form.has("account") && !form.text("account").equals(session.accountId())) {
      throw new Refusal(
          409,
          "You are looking at another account now",
          "The form was opened for the account you looked at before. Nothing was changed. Open the"
              + " page again.");
    }
    return form;
  }

  static boolean same(String left, String right) {
    return MessageDigest.isEqual(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  private void toSignIn(Context ctx) {
    Headers.page(ctx);
    String to = Next.of(ctx.method().equals(HandlerType.GET) ? ctx.path() : "").after("/signin");
    if (Requests.fragment(ctx)) {
      ctx.header("HX-Redirect", to).status(401);
    } else {
      ctx.status(303).header("Location", to);
    }
  }
}
