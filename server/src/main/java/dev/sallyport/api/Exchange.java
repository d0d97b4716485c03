package dev.sallyport.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.account.Actor;
import dev.sallyport.admission.Caller;
import dev.sallyport.admission.Decision;
import dev.sallyport.peer.Peer;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One call that was let in: who brings it, and what it says. */
final class Exchange {
  private final Context context;
  private final Peer peer;
  private final Gate.Entrant entrant;
  private final RequestBody body;
  private final Recheck recheck;
  private final String protocol;

  Exchange(Context context, Peer peer, Gate.Entrant entrant, RequestBody body, Recheck recheck) {
    this.context = context;
    this.peer = peer;
    this.entrant = entrant;
    this.body = body;
    this.recheck = recheck;
    // Read now, for a message of a bulk request may outlive the request.
    this.protocol = context.req().isSecure() ? "HTTPS" : "HTTP";
  }

  Peer peer() {
    return peer;
  }

  Caller caller() {
    return entrant.caller();
  }

  Decision decision() {
    return entrant.decision();
  }

  String accountId() {
    return caller().accountId();
  }

  /** The caller as the author of a change. */
  Actor actor() {
    return new Actor(
        Actor.Kind.TOKEN, caller().credentialId(), caller().credentialName(), peer.client());
  }

  String pathParam(String name) {
    return context.pathParam(name);
  }

  /** All values of a query parameter; empty where it is not there. */
  List<String> query(String name) {
    return context.queryParams(name);
  }

  /** The path that was asked for. */
  String path() {
    return context.path();
  }

  /** The query's parameters, the first value of each. */
  Map<String, String> queries() {
    Map<String, String> first = new LinkedHashMap<>();
    context
        .queryParamMap()
        .forEach((name, values) -> first.put(name, values.isEmpty() ? "" : values.getFirst()));
    return first;
  }

  /** All lines of a header, in order. */
  List<String> header(String name) {
    return Collections.list(context.req().getHeaders(name));
  }

  /** {@code HTTPS} or {@code HTTP}, as the Received line has it. */
  String protocol() {
    return protocol;
  }

  boolean hasBody() {
    return body.isThere();
  }

  /**
   * Reads the body as one JSON object, then decides once more: a slow body must not outlive a
   * change of the list (PRODUCT rule 7).
   */
  JsonNode object(long limit) {
    return document(limit, true).root();
  }

  /** As {@link #object}, for a body that may be left out. */
  JsonNode objectOrNothing(long limit) {
    return hasBody() ? object(limit) : Json.object();
  }

  /** Reads the body as one JSON array or object, then decides once more. */
  RequestBody.Document document(long limit, boolean object) {
    RequestBody.Document document = body.json(limit);
    recheck.run();
    if (object ? !document.root().isObject() : !document.root().isArray()) {
      throw Refusal.of(
          422, "The body must be a JSON " + (object ? "object" : "array") + ". Nothing was done.");
    }
    return document;
  }

  /** Asks the gate again; throws a {@link Refusal} where the answer is no by now. */
  @FunctionalInterface
  interface Recheck {
    void run();
  }
}
