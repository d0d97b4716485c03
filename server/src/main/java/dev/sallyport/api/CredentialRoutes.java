package dev.sallyport.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.account.Credential;
import dev.sallyport.account.CredentialKind;
import dev.sallyport.account.Credentials;
import dev.sallyport.account.InvalidFieldException;
import dev.sallyport.account.NewCredential;
import dev.sallyport.account.Scope;
import dev.sallyport.activity.Activity;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /v1/token} and {@code /v1/smtp-users}. */
final class CredentialRoutes {
  private static final long MAX_BODY = 64 * 1024;
  private static final String ALL = "all";

  private final Credentials credentials;
  private final Activity activity;

  CredentialRoutes(Credentials credentials, Activity activity) {
    this.credentials = credentials;
    this.activity = activity;
  }

  Stream<Route> routes() {
    return Stream.of(CredentialKind.values()).flatMap(this::routes);
  }

  private Stream<Route> routes(CredentialKind kind) {
    String path = kind == CredentialKind.API_TOKEN ? "/v1/token" : "/v1/smtp-users";
    return Stream.of(
        route("GET", path, call -> list(call, kind)),
        route("POST", path, call -> create(call, kind)),
        route("GET", path + "/{id}", call -> one(call, kind)),
        route("PUT", path + "/{id}", call -> edit(call, kind)),
        route("DELETE", path + "/{id}", call -> delete(call, kind)));
  }

  private static Route route(String method, String path, Route.Handler handler) {
    return new Route(method, path, Access.CREDENTIALS, handler);
  }

  private Answer list(Exchange exchange, CredentialKind kind) {
    Map<String, Instant> lastUses = activity.lastUses(exchange.accountId());
    return Paging.answer(
        exchange,
        credentials.list(exchange.accountId(), kind),
        credential -> json(credential, lastUses.get(credential.id())));
  }

  private Answer one(Exchange exchange, CredentialKind kind) {
    return data(200, json(find(exchange, kind)));
  }

  private Answer create(Exchange exchange, CredentialKind kind) {
    JsonNode body = exchange.object(MAX_BODY);
    FieldErrors errors = new FieldErrors();
    String name = EntryJson.text(body, "name", "", errors);
    if (name == null && errors.isEmpty()) {
      errors.add("name", "The name field is required.");
    }
    Set<Scope> scopes =
        kind == CredentialKind.API_TOKEN ? scopes(body, Set.of(Scope.EMAIL), errors) : Set.of();
    errors.throwIfAny();
    mustHold(exchange, power(kind, scopes));
    try {
      NewCredential made =
          kind == CredentialKind.API_TOKEN
              ? credentials.createToken(
                  exchange.accountId(), String.valueOf(name), scopes, exchange.actor())
              : credentials.createSmtpUser(
                  exchange.accountId(), String.valueOf(name), exchange.actor());
      ObjectNode json = json(made.credential());
      json.put(kind == CredentialKind.API_TOKEN ? "token" : "password", made.secret());
      return data(201, json);
    } catch (InvalidFieldException e) {
      return FieldErrors.of(e.field(), e.reason()).answer(422);
    }
  }

  private Answer edit(Exchange exchange, CredentialKind kind) {
    JsonNode body = exchange.object(MAX_BODY);
    Credential now = find(exchange, kind);
    FieldErrors errors = new FieldErrors();
    String name = EntryJson.text(body, "name", "", errors);
    Boolean paused = paused(body, errors);
    Set<Scope> scopes =
        kind == CredentialKind.API_TOKEN ? scopes(body, now.scopes(), errors) : Set.of();
    errors.throwIfAny();
    mustHold(exchange, power(kind, now.scopes()));
    mustHold(exchange, power(kind, scopes));
    try {
      // The name first: it is the only one of the three that can still be refused.
      if (name != null && !name.equals(now.name())) {
        now = credentials.rename(now.accountId(), kind, now.id(), name, exchange.actor());
      }
      if (!scopes.equals(now.scopes())) {
        now = credentials.setScopes(now.accountId(), now.id(), scopes, exchange.actor());
      }
      if (paused != null && paused != now.paused()) {
        now = credentials.setPaused(now.accountId(), kind, now.id(), paused, exchange.actor());
      }
      return data(200, json(now));
    } catch (InvalidFieldException e) {
      return FieldErrors.of(e.field(), e.reason()).answer(422);
    }
  }

  private Answer delete(Exchange exchange, CredentialKind kind) {
    Credential credential = find(exchange, kind);
    mustHold(exchange, power(kind, credential.scopes()));
    credentials.delete(credential.accountId(), kind, credential.id(), exchange.actor());
    return Answer.empty(204);
  }

  private Credential find(Exchange exchange, CredentialKind kind) {
    return credentials
        .find(exchange.accountId(), kind, exchange.pathParam("id"))
        .orElseThrow(() ->
            Refusal.of(404, "There is no such " + ListTarget.noun(kind) + " in this account."));
  }

  /** What a credential can do; an SMTP user sends mail. */
  private static Set<Scope> power(CredentialKind kind, Set<Scope> scopes) {
    return kind == CredentialKind.API_TOKEN ? scopes : Set.of(Scope.EMAIL);
  }

  /** A token makes and edits only credentials whose scopes it holds itself. */
  private static void mustHold(Exchange exchange, Set<Scope> scopes) {
    String missing =
        scopes.stream()
            .map(Scope::word)
            .filter(word -> !exchange.caller().scopes().contains(word))
            .sorted()
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      throw Refusal.of(
          403,
          "A token can make and edit only credentials whose scopes it holds itself. This one lacks "
              + missing
              + ". #MS40301");
    }
  }

  private static Set<Scope> scopes(JsonNode body, Set<Scope> otherwise, FieldErrors errors) {
    JsonNode written = body.path("scopes");
    if (written.isMissingNode() || written.isNull()) {
      return otherwise;
    }
    if (!written.isArray() || written.isEmpty()) {
      errors.add("scopes", "The scopes must be a list of at least one scope.");
      return otherwise;
    }
    EnumSet<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (int i = 0; i < written.size(); i++) {
      String word = written.get(i).asText();
      if (ALL.equals(word)) {
        scopes.addAll(EnumSet.allOf(Scope.class));
      } else {
        String field = "scopes." + i;
        Scope.of(word)
            .ifPresentOrElse(
                scopes::add,
                () ->
                    errors.add(
                        field, "There is no such scope. There are " + words() + " and all."));
      }
    }
    return scopes;
  }

  private static String words() {
    return Stream.of(Scope.values()).map(Scope::word).collect(Collectors.joining(", "));
  }

  private static @Nullable Boolean paused(JsonNode body, FieldErrors errors) {
    String status = EntryJson.text(body, "status", "", errors);
    if (status != null && !List.of("active", "paused").contains(status)) {
      errors.add("status", "The status must be active or paused.");
    }
    return status == null ? null : Boolean.valueOf("paused".equals(status));
  }

  private ObjectNode json(Credential credential) {
    return json(credential, activity.lastUse(credential.accountId(), credential.id()).orElse(null));
  }

  private static ObjectNode json(Credential credential, @Nullable Instant lastUsed) {
    ObjectNode json = Json.object().put("id", credential.id()).put("name", credential.name());
    switch (credential.kind()) {
      case API_TOKEN -> {
        ArrayNode scopes = json.putArray("scopes");
        credential.scopes().stream()
            .sorted(Comparator.naturalOrder())
            .map(Scope::word)
            .forEach(scopes::add);
      }
      case SMTP_USER -> json.put("username", credential.username());
    }
    return json.put("status", credential.paused() ? "paused" : "active")
        .put("created_at", Json.time(credential.createdAt()))
        .put("updated_at", Json.time(credential.updatedAt()))
        .put("last_used_at", Json.time(lastUsed));
  }

  private static Answer data(int status, ObjectNode json) {
    ObjectNode answer = Json.object();
    answer.set("data", json);
    return Answer.json(status, answer);
  }
}
