package dev.sallyport.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.account.Allowlist;
import dev.sallyport.account.Allowlists;
import dev.sallyport.account.Change;
import dev.sallyport.account.ChangeResult;
import dev.sallyport.account.CredentialKind;
import dev.sallyport.account.Credentials;
import dev.sallyport.account.Deadline;
import dev.sallyport.account.Entry;
import dev.sallyport.account.EntryDraft;
import dev.sallyport.account.Mode;
import dev.sallyport.activity.Activity;
import dev.sallyport.range.Ranges;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** {@code /v1/ip-allowlist}, and the same for a credential's own list. */
final class AllowlistRoutes {
  private static final long MAX_BODY = 64 * 1024;

  /** A list of the largest size, written with room to spare. */
  static final long MAX_LIST_BODY = 32L * 1024 * 1024;

  private static final List<ListTarget> TARGETS =
      List.of(
          new ListTarget("/v1/ip-allowlist", null),
          new ListTarget("/v1/token/{id}/ip-allowlist", CredentialKind.API_TOKEN),
          new ListTarget("/v1/smtp-users/{id}/ip-allowlist", CredentialKind.SMTP_USER));

  private final Allowlists allowlists;
  private final Credentials credentials;
  private final Ranges ranges;
  private final Activity activity;
  private final ListChanges changes;
  private final InstantSource clock;

  AllowlistRoutes(
      Allowlists allowlists,
      Credentials credentials,
      Ranges ranges,
      Activity activity,
      InstantSource clock) {
    this.allowlists = allowlists;
    this.credentials = credentials;
    this.ranges = ranges;
    this.activity = activity;
    this.changes = new ListChanges(allowlists, credentials);
    this.clock = clock;
  }

  Stream<Route> routes() {
    HistoryRoutes history = new HistoryRoutes(allowlists, credentials, changes, clock);
    DeadlineRoutes deadlines = new DeadlineRoutes(allowlists, credentials, changes, this::whole);
    CheckRoute check = new CheckRoute(allowlists, credentials, clock);
    PreviewRoute preview = new PreviewRoute(allowlists, credentials, changes);
    GroupRoutes groups = new GroupRoutes(allowlists, credentials, changes, preview, ranges);
    return TARGETS.stream()
        .flatMap(target ->
            Stream.of(
                    List.of(check.route(target), preview.route(target)),
                    history.routes(target),
                    deadlines.routes(target),
                    groups.routes(target),
                    List.of(
                        target.write("PUT", "/mode", this::setMode),
                        target.read("", this::list),
                        target.write("POST", "", this::add),
                        target.write("PUT", "", this::replace),
                        target.read("/{entry}", this::one),
                        target.write("PUT", "/{entry}", this::edit),
                        target.write("DELETE", "/{entry}", this::delete)))
                .flatMap(List::stream));
  }

  private Answer list(Exchange exchange, ListTarget target) {
    Allowlist list = find(exchange, target);
    // An entry may have expired since without a new revision, so only a list without expiries can
    // be known to be the same.
    // The same goes for a change that waits, or has waited, to be confirmed.
    Deadline deadline =
        allowlists
            .confirmations()
            .deadlines(list.ref(), list.revision(), list.revision())
            .get(list.revision());
    boolean lasting =
        deadline == null && list.entries().stream().allMatch(entry -> entry.expiresAt() == null);
    if (lasting && EntityTag.noneMatch(exchange.header("If-None-Match"), list.revision())) {
      return tagged(Answer.empty(304), list);
    }
    ObjectNode answer = whole(list);
    if (deadline != null && deadline.waits()) {
      answer.withObject("/meta").put("confirm_by", Json.time(deadline.at()));
    }
    return tagged(Answer.json(200, answer), list);
  }

  private Answer one(Exchange exchange, ListTarget target) {
    Allowlist list = find(exchange, target);
    return list.entries().stream()
        .filter(entry -> entry.id().equals(exchange.pathParam("entry")))
        .findFirst()
        .map(entry -> tagged(Answer.json(200, withEntry(entry, list, List.of())), list))
        .orElseGet(ListChanges::noSuchEntry);
  }

  private Answer add(Exchange exchange, ListTarget target) {
    JsonNode body = exchange.object(MAX_BODY);
    FieldErrors errors = new FieldErrors();
    Change change = new Change.Add(EntryJson.draft(body, "", errors));
    return changes.make(
        exchange, target.of(exchange, credentials), change, body, errors, made(201));
  }

  private Answer edit(Exchange exchange, ListTarget target) {
    JsonNode body = exchange.object(MAX_BODY);
    FieldErrors errors = new FieldErrors();
    Change change = ProposedChange.edit(body, exchange.pathParam("entry"), errors);
    return changes.make(
        exchange, target.of(exchange, credentials), change, body, errors, made(200));
  }

  private Answer delete(Exchange exchange, ListTarget target) {
    JsonNode body = exchange.objectOrNothing(MAX_BODY);
    return changes.make(
        exchange,
        target.of(exchange, credentials),
        new Change.Delete(exchange.pathParam("entry")),
        body,
        new FieldErrors(),
        _ -> Answer.empty(204));
  }

  private Answer replace(Exchange exchange, ListTarget target) {
    JsonNode body = exchange.object(MAX_LIST_BODY);
    FieldErrors errors = new FieldErrors();
    List<EntryDraft> drafts = ProposedChange.drafts(body.path("entries"), "entries", errors);
    return changes.make(
        exchange,
        target.of(exchange, credentials),
        new Change.Replace(drafts),
        body,
        errors,
        changed -> Answer.json(200, whole(changed.list())));
  }

  private Answer setMode(Exchange exchange, ListTarget target) {
    JsonNode body = exchange.object(MAX_BODY);
    FieldErrors errors = new FieldErrors();
    Mode mode = ProposedChange.mode(body, errors);
    return changes.make(
        exchange,
        target.of(exchange, credentials),
        new Change.SetMode(mode),
        body,
        errors,
        changed -> {
          ObjectNode answer = Json.object();
          answer.putObject("data").put("mode", EntryJson.mode(changed.list().mode()));
          answer.set("meta", EntryJson.meta(changed.list()));
          return Answer.json(200, answer);
        });
  }

  private Allowlist find(Exchange exchange, ListTarget target) {
    return allowlists
        .find(target.of(exchange, credentials))
        .orElseThrow(() -> Refusal.of(404, "There is no such list in this account."));
  }

  private Function<ChangeResult.Changed, Answer> made(int status) {
    return changed -> {
      Entry entry = changed.entry();
      return entry == null
          ? Answer.json(status, whole(changed.list()))
          : Answer.json(status, withEntry(entry, changed.list(), changed.covered()));
    };
  }

  private ObjectNode whole(Allowlist list) {
    ObjectNode answer = Json.object();
    answer.set(
        "data",
        EntryJson.of(list.entries(), clock.instant(), activity.lastUses(list.ref().accountId())));
    answer.set("meta", EntryJson.meta(list));
    return answer;
  }

  private ObjectNode withEntry(Entry entry, Allowlist list, List<String> notes) {
    ObjectNode answer = Json.object();
    Instant lastUsed = activity.lastUse(list.ref().accountId(), entry.id()).orElse(null);
    answer.set("data", EntryJson.of(entry, clock.instant(), lastUsed));
    answer.set("meta", EntryJson.meta(list));
    if (!notes.isEmpty()) {
      ArrayNode array = answer.putArray("notes");
      notes.forEach(array::add);
    }
    return answer;
  }

  private static Answer tagged(Answer answer, Allowlist list) {
    return answer.with("ETag", EntityTag.of(list.revision())).with("Cache-Control", "no-cache");
  }
}
