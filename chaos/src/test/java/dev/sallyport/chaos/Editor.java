package dev.sallyport.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.chaos.Call.Fate;
import dev.sallyport.chaos.Call.Verdict;
import dev.sallyport.chaos.Edit.Result;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an account's list at one node, while others do at others. The address it calls from stays
 * on the list, or it could go on no longer.
 */
final class Editor {
  /** What editors call from. */
  static final String OWN = "127.0.0.1";

  /** What senders call from; each is on the list at times. */
  static final List<String> OTHERS =
      List.of("127.0.0.10", "127.0.0.11", "127.0.0.12", "127.0.0.13", "127.0.0.14");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final String CODES =
      "\"acknowledge\":[\"closes_account\",\"denies_recent_callers\"]";

  private final Node node;
  private final House.Tenant tenant;
  private final History history;
  private final Random random;
  private final String prefix;
  private int made;

  /**
   * @param prefix of the names its changes leave, unlike any other editor's
   */
  Editor(Node node, House.Tenant tenant, History history, Random random, String prefix) {
    this.node = node;
    this.tenant = tenant;
    this.history = history;
    this.random = random;
    this.prefix = prefix;
  }

  /** A change that is about to be sent. */
  private record Plan(String method, String path, String name, String entry, String body) {}

  /** The first of all: puts the editors' own address on the list, or nothing else could follow. */
  void begin() {
    String name = name();
    send(
        new Plan(
            "POST",
            "/v1/ip-allowlist",
            name,
            "",
            "{\"address\":\"%s\",\"name\":\"%s\",%s}".formatted(OWN, name, CODES)),
        Call.NO_REVISION);
    Edit first = history.edits().getLast();
    if (first.result() != Result.MADE) {
      throw new IllegalStateException("the first change was not made: " + first);
    }
  }

  /** Reads the list and changes something about it. */
  void change() {
    JsonNode list = read();
    if (list == null) {
      return;
    }
    long revision = list.path("meta").path("revision").asLong();
    send(plan(list.path("data")), random.nextInt(10) < 6 ? revision : Call.NO_REVISION);
  }

  private @Nullable JsonNode read() {
    long start = System.nanoTime();
    try (HttpCaller http = http()) {
      HttpCaller.Answer answer = http.call("GET", "/v1/ip-allowlist", "", "");
      if (answer.status() != 200) {
        seen(
            start,
            Call.NO_REVISION,
            answer.status() == 503 ? Fate.NO_MESSAGE : Fate.WRONG,
            answer.toString());
        return null;
      }
      JsonNode list = JSON.readTree(answer.body());
      seen(start, list.path("meta").path("revision").asLong(), Fate.NO_MESSAGE, "read");
      return list;
    } catch (IOException e) {
      return null;
    }
  }

  private void seen(long start, long revision, Fate fate, String words) {
    history.add(
        new Call(
            node.name(),
            tenant.id(),
            OWN,
            "",
            false,
            start,
            System.nanoTime(),
            Verdict.NONE,
            revision,
            fate,
            words));
  }

  private Plan plan(JsonNode entries) {
    List<JsonNode> others = new ArrayList<>();
    entries.forEach(entry -> {
      if (!entry.path("address").asText().equals(OWN)) {
        others.add(entry);
      }
    });
    int dice = random.nextInt(100);
    if (others.isEmpty() || (dice < 35 && others.size() < OTHERS.size())) {
      return add(others);
    }
    JsonNode chosen = others.get(random.nextInt(others.size()));
    if (dice < 75) {
      return turn(chosen);
    }
    return dice < 95 ? delete(chosen) : replace(entries);
  }

  private Plan add(List<JsonNode> there) {
    List<String> free = new ArrayList<>(OTHERS);
    there.forEach(entry -> free.remove(entry.path("address").asText()));
    String name = name();
    return new Plan(
        "POST",
        "/v1/ip-allowlist",
        name,
        "",
        "{\"address\":\"%s\",\"name\":\"%s\",%s}"
            .formatted(free.get(random.nextInt(free.size())), name, CODES));
  }

  /** Pauses or resumes. */
  private Plan turn(JsonNode entry) {
    String name = name();
    String status = entry.path("status").asText().equals("active") ? "paused" : "active";
    return new Plan(
        "PUT",
        "/v1/ip-allowlist/" + entry.path("id").asText(),
        name,
        "",
        "{\"status\":\"%s\",\"name\":\"%s\",%s}".formatted(status, name, CODES));
  }

  private Plan delete(JsonNode entry) {
    String id = entry.path("id").asText();
    return new Plan("DELETE", "/v1/ip-allowlist/" + id, name(), id, "{" + CODES + "}");
  }

  /** The whole list at once: the editors' own address alone, or all with a new name on that. */
  private Plan replace(JsonNode entries) {
    String name = name();
    ObjectNode body = JSON.createObjectNode();
    ArrayNode all = body.putArray("entries");
    for (JsonNode entry : entries) {
      boolean own = entry.path("address").asText().equals(OWN);
      if (own || random.nextBoolean()) {
        all.addObject()
            .put("address", entry.path("address").asText())
            .put("status", entry.path("status").asText())
            .put("name", own ? name : entry.path("name").asText());
      }
    }
    body.putArray("acknowledge").add("denies_recent_callers");
    return new Plan("PUT", "/v1/ip-allowlist", name, "", body.toString());
  }

  private String name() {
    return prefix + ++made;
  }

  private void send(Plan plan, long ifMatch) {
    String header = ifMatch == Call.NO_REVISION ? "" : "If-Match: \"" + ifMatch + "\"\r\n";
    long start = System.nanoTime();
    Result result;
    long revision = Call.NO_REVISION;
    String words;
    try (HttpCaller http = http()) {
      HttpCaller.Answer answer = http.call(plan.method, plan.path, header, plan.body);
      result = result(answer);
      words = answer.status() + " " + answer.body();
      if (result == Result.MADE) {
        revision = Long.parseLong(answer.header("etag").replace("\"", ""));
      }
    } catch (NotSentException e) {
      result = Result.NOT_MADE;
      words = e.toString();
    } catch (IOException e) {
      result = Result.UNKNOWN;
      words = e.toString();
    }
    history.add(
        new Edit(
            node.name(),
            tenant.id(),
            plan.name,
            plan.entry,
            ifMatch,
            start,
            System.nanoTime(),
            result,
            revision,
            plan.method + " " + words));
  }

  private static Result result(HttpCaller.Answer answer) {
    return switch (answer.status()) {
      case 200, 201, 204 -> Result.MADE;
      case 412 -> Result.STALE;
      // The entry is gone, or the address is there already: others change the list too.
      case 404, 422 -> Result.NOT_MADE;
      case 503 -> answer.body().contains("not known") ? Result.UNKNOWN : Result.NOT_MADE;
      default -> Result.WRONG;
    };
  }

  private HttpCaller http() {
    return new HttpCaller(node.http(), OWN, tenant.token(), false, PATIENCE);
  }
}
