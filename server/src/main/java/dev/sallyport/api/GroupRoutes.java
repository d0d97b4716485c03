package dev.sallyport.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.account.Allowlists;
import dev.sallyport.account.Change;
import dev.sallyport.account.ChangeResult;
import dev.sallyport.account.Credentials;
import dev.sallyport.account.Entry;
import dev.sallyport.account.Group;
import dev.sallyport.account.GroupSource;
import dev.sallyport.account.GroupSource.Family;
import dev.sallyport.account.ListRef;
import dev.sallyport.file.GroupFields;
import dev.sallyport.range.RangeResult;
import dev.sallyport.range.Ranges;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code …/groups} of a list: the networks of published range files. */
final class GroupRoutes {
  private static final long MAX_BODY = 64 * 1024;

  /** A file of the largest size, as a JSON string. */
  private static final long MAX_FILE_BODY = 12L * 1024 * 1024;

  private static final List<String> SOURCE = List.of("url", "text", "file", "filter", "family");

  private final Allowlists allowlists;
  private final Credentials credentials;
  private final ListChanges changes;
  private final PreviewRoute previews;
  private final Ranges ranges;

  GroupRoutes(
      Allowlists allowlists,
      Credentials credentials,
      ListChanges changes,
      PreviewRoute previews,
      Ranges ranges) {
    this.allowlists = allowlists;
    this.credentials = credentials;
    this.changes = changes;
    this.previews = previews;
    this.ranges = ranges;
  }

  List<Route> routes(ListTarget target) {
    return List.of(
        target.read("/groups", this::list),
        target.write("POST", "/groups", this::add),
        target.write("POST", "/groups/preview", this::preview),
        target.read("/groups/{group}", this::one),
        target.write("PUT", "/groups/{group}", this::edit),
        target.write("DELETE", "/groups/{group}", this::delete),
        target.write("POST", "/groups/{group}/refresh", this::refresh));
  }

  private Answer list(Exchange exchange, ListTarget target) {
    ObjectNode answer = Json.object();
    ArrayNode data = answer.putArray("data");
    allowlists
        .groups()
        .of(target.of(exchange, credentials))
        .forEach(group -> data.add(json(group)));
    return Answer.json(200, answer);
  }

  private Answer one(Exchange exchange, ListTarget target) {
    ObjectNode answer = Json.object();
    answer.set("data", json(find(target.of(exchange, credentials), exchange.pathParam("group"))));
    return Answer.json(200, answer);
  }

  private Answer add(Exchange exchange, ListTarget target) {
    JsonNode body = exchange.object(MAX_FILE_BODY);
    FieldErrors errors = new FieldErrors();
    ListRef ref = target.of(exchange, credentials);
    Boolean daily = daily(body, null, errors);
    Change change = put(body, null, errors);
    return changes.make(
        exchange,
        ref,
        change,
        body,
        errors,
        changed -> {
          follow(exchange, groupOf(ref, changed), daily);
          return answer(201, ref, changed);
        });
  }

  private Answer preview(Exchange exchange, ListTarget target) {
    JsonNode body = exchange.object(MAX_FILE_BODY);
    FieldErrors errors = new FieldErrors();
    ListRef ref = target.of(exchange, credentials);
    String id = EntryJson.text(body, "id", "", errors);
    Change change = put(body, id == null ? null : find(ref, id), errors);
    errors.throwIfAny();
    return previews.answer(exchange, ref, change);
  }

  private Answer refresh(Exchange exchange, ListTarget target) {
    JsonNode body = exchange.objectOrNothing(MAX_FILE_BODY);
    FieldErrors errors = new FieldErrors();
    ListRef ref = target.of(exchange, credentials);
    Change change = put(body, find(ref, exchange.pathParam("group")), errors);
    return changes.make(exchange, ref, change, body, errors, changed -> answer(200, ref, changed));
  }

  private Answer edit(Exchange exchange, ListTarget target) {
    JsonNode body = exchange.object(MAX_FILE_BODY);
    FieldErrors errors = new FieldErrors();
    ListRef ref = target.of(exchange, credentials);
    Group group = find(ref, exchange.pathParam("group"));
    Boolean daily = daily(body, group, errors);
    Function<ChangeResult.Changed, Answer> made =
        changed -> {
          // As it is since: by a URL it can be followed though it could not before.
          follow(exchange, find(ref, group.id()), daily);
          return answer(200, ref, group.id(), changed);
        };
    return changes.make(exchange, ref, edit(body, group, errors), body, errors, made);
  }

  private void follow(Exchange exchange, Group group, @Nullable Boolean daily) {
    if (daily != null && daily != group.daily()) {
      allowlists.groups().setDaily(group, daily, exchange.actor());
    }
  }

  private Change edit(JsonNode body, Group group, FieldErrors errors) {
    String status = EntryJson.text(body, "status", "", errors);
    String name = EntryJson.text(body, "name", "", errors);
    boolean source = SOURCE.stream().anyMatch(body::has);
    if (status != null) {
      if (source || name != null) {
        errors.add("status", "Change the status by itself.");
      }
      if (!status.equals("active") && !status.equals("paused")) {
        errors.add("status", "A status is active or paused.");
      }
      return status.equals("paused")
          ? new Change.PauseGroup(group.id())
          : new Change.ResumeGroup(group.id());
    }
    return source
        ? put(body, group, errors)
        : new Change.RenameGroup(group.id(), name == null ? group.name() : name);
  }

  private Answer delete(Exchange exchange, ListTarget target) {
    JsonNode body = exchange.objectOrNothing(MAX_BODY);
    ListRef ref = target.of(exchange, credentials);
    Group group = find(ref, exchange.pathParam("group"));
    return changes.make(
        exchange,
        ref,
        new Change.DeleteGroup(group.id()),
        body,
        new FieldErrors(),
        _ -> Answer.empty(204));
  }

  /** What the body, and else the group, says of its file; where there are errors, of no use. */
  private Change put(JsonNode body, @Nullable Group group, FieldErrors errors) {
    String name = EntryJson.text(body, "name", "", errors);
    String url = EntryJson.text(body, "url", "", errors);
    String text = EntryJson.text(body, "text", "", errors);
    String file = EntryJson.text(body, "file", "", errors);
    String filter = filter(body, group, errors);
    Family family = family(body, group, errors);
    if (group == null && name == null) {
      errors.add("name", "The name field is required.");
    }
    if (url != null && text != null) {
      errors.add("url", "Give a url or the text of a file, not both.");
    }
    String known = group == null ? null : group.source().url();
    if (text == null && url == null && known == null) {
      errors.add("url", "Give the url of the file, or its text.");
    }
    errors.throwIfAny();
    RangeResult result =
        text == null
            ? ranges.fetch(String.valueOf(url == null ? known : url), filter, family)
            : ranges.read(text, file == null ? "" : file, filter, family);
    return switch (result) {
      case RangeResult.Found found ->
          new Change.PutGroup(
              group == null ? null : group.id(),
              name,
              found.source(),
              found.networks(),
              found.etag());
      case RangeResult.Wrong(String field, List<String> messages) -> {
        String place = field.equals("file") ? "text" : field;
        messages.forEach(message -> errors.add(place, message));
        throw new Refusal(errors.answer(422));
      }
      case RangeResult.Unchanged _ ->
          throw new IllegalStateException("no version was said to be known");
    };
  }

  private static Family family(JsonNode body, @Nullable Group group, FieldErrors errors) {
    Family old = group == null ? Family.ANY : group.source().family();
    String word = EntryJson.text(body, "family", "", errors);
    Family family = word == null ? old : Family.of(word);
    if (family == null) {
      errors.add("family", "The family must be any, ipv4 or ipv6.");
    }
    return family == null ? old : family;
  }

  /** As text, or as an object of fields with a value or several. */
  private static String filter(JsonNode body, @Nullable Group group, FieldErrors errors) {
    JsonNode written = body.path("filter");
    if (written.isObject()) {
      StringBuilder text = new StringBuilder();
      written
          .properties()
          .forEach(field ->
              values(field.getValue())
                  .forEach(
                      value -> text.append(field.getKey()).append('=').append(value).append('\n')));
      return text.toString();
    }
    GroupSource source = group == null ? null : group.source();
    return Objects.requireNonNullElse(
        EntryJson.text(body, "filter", "", errors), source == null ? "" : source.filter());
  }

  private static Stream<String> values(JsonNode value) {
    return value.isArray() ? value.valueStream().map(JsonNode::asText) : Stream.of(value.asText());
  }

  /** Whether it is to follow its file by itself; null where that is not said. */
  private static @Nullable Boolean daily(JsonNode body, @Nullable Group group, FieldErrors errors) {
    JsonNode written = body.path("daily");
    if (!written.isMissingNode() && !written.isBoolean()) {
      errors.add("daily", "The daily must be true or false.");
    }
    boolean byUrl =
        body.hasNonNull("url")
            || (!body.hasNonNull("text") && group != null && group.source().url() != null);
    if (written.isBoolean() && written.booleanValue() && !byUrl) {
      errors.add("daily", "Its file was uploaded: without a URL there is nothing to look at.");
    }
    return written.isBoolean() ? written.booleanValue() : null;
  }

  private Group find(ListRef ref, String id) {
    return allowlists
        .groups()
        .find(ref, id)
        .orElseThrow(() -> Refusal.of(404, "There is no such group on this list."));
  }

  private Group groupOf(ListRef ref, ChangeResult.Changed changed) {
    Entry entry = changed.entry();
    return find(ref, entry == null ? "" : String.valueOf(entry.groupId()));
  }

  private Answer answer(int status, ListRef ref, ChangeResult.Changed changed) {
    return answer(status, ref, groupOf(ref, changed).id(), changed);
  }

  private Answer answer(int status, ListRef ref, String id, ChangeResult.Changed changed) {
    ObjectNode answer = Json.object();
    answer.set("data", json(find(ref, id)));
    answer.set("meta", EntryJson.meta(changed.list()));
    if (!changed.covered().isEmpty()) {
      ArrayNode notes = answer.putArray("notes");
      changed.covered().forEach(notes::add);
    }
    return Answer.json(status, answer);
  }

  private static JsonNode json(Group group) {
    Map<String, @Nullable Object> fields = GroupFields.of(group);
    return Json.MAPPER.valueToTree(fields);
  }
}
