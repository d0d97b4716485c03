package dev.sallyport.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.admission.Follower;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** {@code /health/live} and {@code /health/ready}, for load balancers and probes. */
final class Health {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Balancers and probes ask more often than this. */
  private static final Duration LATELY = Duration.ofSeconds(30);

  private final Follower follower;
  private volatile boolean stopping;
  private volatile long askedAt = System.nanoTime() - LATELY.toNanos();

  Health(Follower follower) {
    this.follower = follower;
  }

  void routes(RoutesConfig routes) {
    routes.get(
        "/health/live",
        context -> answer(context, 200, JSON.createObjectNode().put("status", "live")));
    routes.get("/health/ready", this::ready);
  }

  /** From now on not ready, so that no new callers are sent here. */
  void stopping() {
    stopping = true;
  }

  /** Whether somebody asks if this node is ready, and so hears of it when it no longer is. */
  boolean isWatched() {
    return System.nanoTime() - askedAt < LATELY.toNanos();
  }

  private void ready(Context context) {
    askedAt = System.nanoTime();
    boolean ready = follower.isReady() && !stopping;
    ObjectNode body = JSON.createObjectNode();
    body.put("status", ready ? "ready" : stopping ? "stopping" : "lists too old or not loaded");
    body.put("accounts", follower.accounts());
    body.put("lists_age_seconds", follower.age().toMillis() / 1000.0);
    Optional<Instant> away = follower.failingSince();
    body.put("store", away.isEmpty() ? "answers" : "away");
    away.ifPresent(since -> body.put("store_away_since", since.toString()));
    follower
        .savedAge()
        .ifPresent(age -> body.put("saved_lists_age_seconds", age.toMillis() / 1000.0));
    answer(context, ready ? 200 : 503, body);
  }

  private static void answer(Context context, int status, ObjectNode body) {
    context
        .status(status)
        .header("Cache-Control", "no-store")
        .contentType("application/json")
        .result(body.toString());
  }
}
