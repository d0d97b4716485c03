package dev.sallyport.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.account.Allowlists;
import dev.sallyport.account.Change;
import dev.sallyport.account.ChangeResult;
import dev.sallyport.account.ConfirmWithin;
import dev.sallyport.account.Credentials;
import dev.sallyport.account.Guard;
import dev.sallyport.account.ListRef;
import dev.sallyport.account.StoreTrouble;
import dev.sallyport.account.Warning;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.ParseResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes changes to lists and words what came of them. */
final class ListChanges {
  private static final Logger LOG = LoggerFactory.getLogger(ListChanges.class);

  private final Allowlists allowlists;
  private final Credentials credentials;

  ListChanges(Allowlists allowlists, Credentials credentials) {
    this.allowlists = allowlists;
    this.credentials = credentials;
  }

  /**
   * Makes a change in the caller's name.
   *
   * @param body where {@code acknowledge} may stand
   * @param errors mistakes found so far; where there are any, nothing is changed
   * @param made words the answer once the change is made
   */
  Answer make(
      Exchange exchange,
      ListRef ref,
      Change change,
      JsonNode body,
      FieldErrors errors,
      Function<ChangeResult.Changed, Answer> made) {
    Set<String> acknowledged = Acknowledgement.of(exchange, body, errors);
    Duration confirmWithin = confirmWithin(exchange, body, errors);
    errors.throwIfAny();
    Guard guard =
        new Guard(
            exchange.actor(),
            acknowledged,
            false,
            EntityTag.ifMatch(exchange.header("If-Match")),
            ownAddress(exchange, ref),
            confirmWithin);
    ChangeResult result = allowlists.change(ref, change, guard);
    return result instanceof ChangeResult.Changed changed
        ? shown(changed, ref, made).with("ETag", EntityTag.of(changed.list().revision()))
        : refused(exchange, result);
  }

  /** The change is made, whatever becomes of the database while it is put into words. */
  private Answer shown(
      ChangeResult.Changed changed, ListRef ref, Function<ChangeResult.Changed, Answer> made) {
    try {
      return confirmBy(made.apply(changed), ref);
    } catch (RuntimeException e) {
      if (StoreTrouble.of(e) == StoreTrouble.NONE) {
        throw e;
      }
      LOG.warn("a change was made, and could not be read back", e);
      return Answer.message(
          200,
          "The change was made. The database was lost before it could be read back; look at the"
              + " list once it is there again. Until then this node may go by the list before it.");
    }
  }

  /** The caller's own address, where the list binds the caller; null where it does not. */
  static @Nullable IpAddress ownAddress(Exchange exchange, ListRef ref) {
    boolean bindsCaller =
        ref.isAccountList() || ref.credentialId().equals(exchange.caller().credentialId());
    return bindsCaller ? exchange.peer().client() : null;
  }

  /** Words why a change was not made. */
  Answer refused(Exchange exchange, ChangeResult result) {
    return switch (result) {
      case ChangeResult.Changed _ -> throw new IllegalArgumentException("it was made");
      case ChangeResult.NeedsAcknowledgement(List<Warning> warnings) ->
          warned(warnings, exchange.accountId());
      case ChangeResult.Invalid(var all, List<String> suggestions) -> invalid(all, suggestions);
      case ChangeResult.Stale(long revision) ->
          Answer.message(
                  412,
                  "The list was changed in the meantime and is at revision "
                      + revision
                      + ", so nothing was changed. Read it again and repeat the change.")
              .with("ETag", EntityTag.of(revision));
      case ChangeResult.NoSuchEntry _ -> noSuchEntry();
      case ChangeResult.NoSuchRevision _ -> Answer.message(404, "This list has no such revision.");
      case ChangeResult.PlanForbids(String plan) ->
          Answer.message(
              403,
              "The plan "
                  + plan
                  + " has no IP allowlist, so entries can't be added or edited. Those that are"
                  + " there stay enforced and can be paused, resumed or deleted.");
      case ChangeResult.TooManyEntries(String plan, int max) ->
          FieldErrors.of(
                  "entries",
                  "The plan " + plan + " allows " + max + " entries on a list, so none was added.")
              .answer(422);
      case ChangeResult.BreaksAssertions broken ->
          FieldErrors.of(Map.of("assertions", broken.sentences())).answer(422);
    };
  }

  /** From {@code confirm_within} in the body or the query; null where it is in neither. */
  private static @Nullable Duration confirmWithin(
      Exchange exchange, JsonNode body, FieldErrors errors) {
    List<String> asked = exchange.query("confirm_within");
    String written =
        asked.isEmpty() ? EntryJson.text(body, "confirm_within", "", errors) : asked.getFirst();
    if (written == null) {
      return null;
    }
    Optional<Duration> time = ConfirmWithin.parse(written);
    if (time.isEmpty()) {
      errors.add("confirm_within", ConfirmWithin.WRONG);
    }
    return time.orElse(null);
  }

  /** With the moment at which the list goes back unless it is confirmed, where it does. */
  private Answer confirmBy(Answer answer, ListRef ref) {
    return allowlists
        .confirmations()
        .waiting(ref)
        .map(waiting ->
            answer.with("X-Allowlist-Confirm-By", String.valueOf(Json.time(waiting.at()))))
        .orElse(answer);
  }

  static Answer noSuchEntry() {
    return Answer.message(404, "There is no such entry on this list.");
  }

  private static Answer invalid(Map<String, List<String>> all, List<String> suggestions) {
    FieldErrors errors = FieldErrors.of(asked(all, suggestions));
    ObjectNode body = Json.object().put("message", errors.summary());
    body.set("errors", errors.json());
    if (!suggestions.isEmpty()) {
      ArrayNode array = body.putArray("suggestions");
      suggestions.forEach(array::add);
    }
    return Answer.json(422, body);
  }

  /** With what was probably meant behind the one mistake it belongs to; among several, none. */
  private static Map<String, List<String>> asked(
      Map<String, List<String>> all, List<String> suggestions) {
    if (all.size() != 1) {
      return all;
    }
    Map.Entry<String, List<String>> only = all.entrySet().iterator().next();
    return only.getValue().size() != 1
        ? all
        : Map.of(
            only.getKey(), List.of(only.getValue().getFirst() + ParseResult.question(suggestions)));
  }

  private Answer warned(List<Warning> warnings, String accountId) {
    ObjectNode body =
        Json.object()
            .put(
                "message",
                "Nothing was changed yet: this change must be acknowledged. Send it again with the"
                    + " codes of the warnings in acknowledge.");
    boolean named = warnings.stream().anyMatch(warning -> !warning.callers().isEmpty());
    CallerJson callers = named ? CallerJson.of(credentials, accountId) : new CallerJson(Map.of());
    body.set("warnings", json(warnings, callers));
    return Answer.json(409, body);
  }

  /** Warnings, each with the callers it is about. */
  static ArrayNode json(List<Warning> warnings, CallerJson callers) {
    ArrayNode array = Json.array();
    for (Warning warning : warnings) {
      ObjectNode json =
          array.addObject().put("code", warning.code()).put("message", warning.message());
      if (!warning.callers().isEmpty()) {
        ArrayNode named = json.putArray("callers");
        warning.callers().stream().map(callers::json).forEach(named::add);
      }
    }
    return array;
  }
}
