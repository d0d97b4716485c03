package dev.sallyport.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.activity.Attempts;
import dev.sallyport.activity.OneAddress;
import dev.sallyport.admission.Caller;
import dev.sallyport.admission.Channel;
import dev.sallyport.admission.Decision;
import dev.sallyport.admission.Decision.ListVerdict;
import dev.sallyport.peer.Hop;
import dev.sallyport.peer.Peer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How do you see me? Answers any valid credential, listed or not (PRODUCT rule 8). */
final class WhoamiRoute {
  private static final long MOST_FOR_HINT_NANOS = Duration.ofSeconds(1).toNanos();

  /** Asked for at the same time; each may stay for as long as a silent database is waited for. */
  private static final int MOST_HINTS = 8;

  private final Attempts attempts;
  private final Predicate<RuntimeException> storeAway;
  private final InstantSource clock;
  private final Semaphore hints = new Semaphore(MOST_HINTS);

  WhoamiRoute(Attempts attempts, Predicate<RuntimeException> storeAway, InstantSource clock) {
    this.attempts = attempts;
    this.storeAway = storeAway;
    this.clock = clock;
  }

  Route route() {
    return new Route("GET", "/v1/whoami", Access.ANY_CREDENTIAL, this::whoami);
  }

  private Answer whoami(Exchange exchange) {
    Peer peer = exchange.peer();
    Caller caller = exchange.caller();
    ObjectNode answer = Json.object();
    ObjectNode data =
        answer
            .putObject("data")
            .put("remote_address", peer.remote().toString())
            .put("client_address", peer.client().toString());
    ArrayNode via = data.putArray("via");
    for (Hop hop : peer.via()) {
      via.addObject()
          .put("address", hop.address())
          .put("source", hop.source())
          .put("trusted", hop.trusted())
          .put("reason", hop.reason());
    }
    data.putObject("account").put("id", caller.accountId()).put("name", caller.accountName());
    ObjectNode credential =
        data.putObject("credential")
            .put("id", caller.credentialId())
            .put("name", caller.credentialName())
            .put("kind", caller.channel() == Channel.API ? "api_token" : "smtp_user");
    ArrayNode scopes = credential.putArray("scopes");
    caller.scopes().stream().sorted().forEach(scopes::add);
    data.set("verdict", verdict(exchange.decision()));
    data.put("hint", hint(caller.accountId()));
    return Answer.json(200, answer);
  }

  /**
   * Why callers may not be told apart; null where nothing hints at it, or the store does not say so
   * within a second.
   */
  private @Nullable String hint(String accountId) {
    long end = System.nanoTime() + MOST_FOR_HINT_NANOS;
    FutureTask<@Nullable String> asked = new FutureTask<>(() -> askForHint(accountId));
    try {
      if (!hints.tryAcquire(MOST_FOR_HINT_NANOS, TimeUnit.NANOSECONDS)) {
        return null;
      }
      // Not cancelled where it takes too long: an interrupt would cost the store its connection.
      Thread _ =
          Thread.ofVirtual()
              .name("whoami-hint")
              .start(() -> {
                try {
                  asked.run();
                } finally {
                  hints.release();
                }
              });
      return asked.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException slow) {
      // A database that is silent; who asks how it is seen wants to know it now.
      return null;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return null;
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException e && storeAway.test(e)) {
        return null;
      }
      throw new IllegalStateException("no hint for whoami", failed.getCause());
    }
  }

  private @Nullable String askForHint(String accountId) {
    return attempts
        .oneAddress(accountId, clock.instant())
        .filter(OneAddress::doubtful)
        .map(OneAddress::hint)
        .orElse(null);
  }

  private static ObjectNode verdict(Decision decision) {
    return switch (decision) {
      case Decision.Admitted(var verdict, boolean monitored) ->
          verdict(monitored ? "denied" : "allowed", verdict)
              .put("mode", monitored ? "monitor" : "enforce");
      case Decision.NotListed(var verdict) -> verdict("denied", verdict).put("mode", "enforce");
      case Decision.NotOnCredentialList(var verdict) ->
          verdict("denied", verdict).put("mode", "enforce");
      case Decision.ListUnknown _ ->
          Json.object().put("verdict", "denied").put("reason", "list_unknown");
      case Decision.AccountPaused _, Decision.CredentialGone _ ->
          throw new IllegalStateException("turned away at the gate");
    };
  }

  private static ObjectNode verdict(String word, ListVerdict verdict) {
    return Json.object()
        .put("verdict", word)
        .put("reason", verdict.reason().word())
        .put("entry", verdict.entryId())
        .put("revision", verdict.revision());
  }
}
