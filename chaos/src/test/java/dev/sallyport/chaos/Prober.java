package dev.sallyport.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.chaos.Call.Fate;
import dev.sallyport.chaos.Call.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Asks a node how it sees an address, and which revision of the list it goes by. */
final class Prober {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Node node;
  private final List<House.Tenant> tenants;
  private final History history;
  private final Random random;

  Prober(Node node, List<House.Tenant> tenants, History history, Random random) {
    this.node = node;
    this.tenants = tenants;
    this.history = history;
    this.random = random;
  }

  void ask() {
    House.Tenant tenant = tenants.get(random.nextInt(tenants.size()));
    String from = Editor.OTHERS.get(random.nextInt(Editor.OTHERS.size()));
    long start = System.nanoTime();
    Verdict verdict = Verdict.NONE;
    long revision = Call.NO_REVISION;
    Fate fate = Fate.NO_MESSAGE;
    String words;
    try (HttpCaller http = new HttpCaller(node.http(), from, tenant.token(), false, PATIENCE)) {
      HttpCaller.Answer answer = http.call("GET", "/v1/whoami", "", "");
      words = answer.status() + " " + answer.body();
      if (answer.status() == 200) {
        JsonNode seen = JSON.readTree(answer.body()).path("data").path("verdict");
        if (seen.has("revision")) {
          revision = seen.path("revision").asLong();
          verdict =
              seen.path("verdict").asText().equals("allowed") ? Verdict.ALLOWED : Verdict.DENIED;
        }
      } else if (answer.status() != 503) {
        fate = Fate.WRONG;
      }
    } catch (IOException e) {
      words = e.toString();
    }
    history.add(
        new Call(
            node.name(),
            tenant.id(),
            from,
            "",
            false,
            start,
            System.nanoTime(),
            verdict,
            revision,
            fate,
            words));
  }
}
