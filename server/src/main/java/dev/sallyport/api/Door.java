package dev.sallyport.api;

import dev.sallyport.account.Accounts;
import dev.sallyport.account.NoSuchAccountException;
import dev.sallyport.account.Plan;
import dev.sallyport.account.StoreTrouble;
import dev.sallyport.admission.Admission;
import dev.sallyport.admission.Caller;
import dev.sallyport.admission.Channel;
import dev.sallyport.admission.Throttle;
import dev.sallyport.intake.Tally;
import dev.sallyport.peer.HttpPeers;
import dev.sallyport.peer.Peer;
import dev.sallyport.peer.PeerResult;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes every call of the API: who is it, may they, what do they want, here is the answer. */
final class Door {
  private static final Logger LOG = LoggerFactory.getLogger(Door.class);

  private final HttpPeers peers;
  private final Gate gate;
  private final Admission admission;
  private final Accounts accounts;
  private final Throttle throttle;
  private final Tally tally;
  private final RateLimits rateLimits;
  private final BodyBudget bodies;
  private final Predicate<RuntimeException> storeAway;

  Door(ApiServices services, ApiSettings settings) {
    this.peers = services.peers();
    this.gate = new Gate(services.admission());
    this.admission = services.admission();
    this.accounts = services.accounts();
    this.throttle = services.throttle();
    this.tally = services.tally();
    this.rateLimits = new RateLimits(services.clock());
    this.bodies = new BodyBudget(settings.bodiesInMemory());
    this.storeAway = services.storeAway();
  }

  /** Answers one call in full. Nothing is thrown. */
  void serve(Context context, Route route) {
    try (RequestBody body = new RequestBody(context.req(), bodies)) {
      Visit visit = new Visit(context, route, body);
      Answer answer = visit.answer();
      AnswerWriter.write(context.res(), visit.mark(answer), body);
    }
    end(context);
  }

  /** Gives an answer that is the same for everyone, the body unread. */
  void tell(Context context, Answer answer) {
    try (RequestBody body = new RequestBody(context.req(), bodies)) {
      AnswerWriter.write(context.res(), answer, body);
    }
    end(context);
  }

  /** The answer is out: no handler for all errors or all routes may add to it. */
  private static void end(Context context) {
    Context _ = context.skipRemainingHandlers();
  }

  /** One call on its way through. */
  private final class Visit {
    private final Context context;
    private final Route route;
    private final RequestBody body;
    private @Nullable String verdict;
    private RateLimits.@Nullable Spent spent;
    private int limit;

    Visit(Context context, Route route, RequestBody body) {
      this.context = context;
      this.route = route;
      this.body = body;
    }

    Answer answer() {
      try {
        return guarded();
      } catch (Refusal refusal) {
        return refusal.answer();
      } catch (NoSuchAccountException e) {
        // Deleted between the gate and the work.
        return Answer.message(404, "Not found.");
      } catch (RuntimeException e) {
        if (storeAway.test(e)) {
          LOG.warn("{} {}: {}", route.method(), route.path(), String.valueOf(e.getMessage()));
          if (StoreTrouble.of(e) == StoreTrouble.UNCONFIRMED) {
            // No Retry-After: trying again may change it twice.
            return Answer.message(
                503,
                "The database was lost before it confirmed the change, so whether it was made is not"
                    + " known. Look before you send it again.");
          }
          return Answer.tryAgain(
              503, 10, "The database can't be reached at the moment, so nothing was changed.");
        }
        LOG.error("{} {} failed", route.method(), route.path(), e);
        return Answer.message(500, "Something went wrong here; it has been logged.");
      }
    }

    private Answer guarded() {
      Peer peer = peer(context.req());
      Gate.Entrant entrant = enter(knockFirst(peer));
      spend(entrant.caller());
      return route
          .handler()
          .handle(new Exchange(context, peer, entrant, body, () -> enter(knock(peer, true))));
    }

    private Gate.Result knock(Peer peer, boolean again) {
      return gate.knock(credential(), peer, route.access(), again);
    }

    private List<String> credential() {
      return Collections.list(context.req().getHeaders("Authorization"));
    }

    /** Where a wrong credential counts against its address; one that is not there is no guess. */
    private Gate.Result knockFirst(Peer peer) {
      if (credential().isEmpty()) {
        return new Gate.Result.WrongCredential();
      }
      Optional<Duration> wait = throttle.enter(peer.client());
      if (wait.isPresent()) {
        throw new Refusal(
            Answer.tryAgain(
                429,
                (int) wait.get().plusMillis(999).toSeconds(),
                "Too many calls with a wrong credential came from "
                    + peer.client()
                    + ". Wait before trying again."));
      }
      Gate.Result result = null;
      try {
        result = knock(peer, false);
        return result;
      } finally {
        throttle.leave(peer.client(), result instanceof Gate.Result.WrongCredential);
      }
    }

    private Gate.Entrant enter(Gate.Result result) {
      return switch (result) {
        case Gate.Result.LetIn(var entrant) -> {
          verdict = Denials.verdictHeader(entrant.decision());
          yield entrant;
        }
        case Gate.Result.TurnedAway(Answer answer, String seen) -> {
          verdict = seen;
          tally.count(Channel.API, Tally.Event.DENIED);
          throw new Refusal(answer);
        }
        case Gate.Result.WrongCredential _ -> throw new Refusal(Denials.unauthenticated());
      };
    }

    /** Only calls that were let in get here, so that denied ones use up nothing. */
    private void spend(Caller caller) {
      int perMinute =
          admission.plan(caller).map(accounts::plan).map(Plan::requestsPerMinute).orElse(0);
      if (perMinute <= 0) {
        return;
      }
      RateLimits.Spent now = rateLimits.spend(caller.accountId(), perMinute);
      spent = now;
      limit = perMinute;
      if (!now.granted()) {
        throw new Refusal(
            Answer.tryAgain(
                429,
                now.resetSeconds(),
                "Your account reached its rate limit of "
                    + perMinute
                    + " requests/min. Please wait before trying again. #MS42903"));
      }
    }

    /** Adds what every answer to this call carries. */
    Answer mark(Answer answer) {
      Answer marked = verdict == null ? answer : answer.with("X-Allowlist-Verdict", verdict);
      return spent == null
          ? marked
          : marked
              .with("X-RateLimit-Limit", Integer.toString(limit))
              .with("X-RateLimit-Remaining", Integer.toString(spent.remaining()));
    }
  }

  private Peer peer(HttpServletRequest request) {
    return switch (peers.of(request)) {
      case PeerResult.Known(Peer peer) -> peer;
      case PeerResult.Malformed(String message) -> throw Refusal.of(400, message);
    };
  }
}
