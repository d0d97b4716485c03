package dev.sallyport.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.account.Change;
import dev.sallyport.account.ListRef;
import dev.sallyport.account.Mode;
import dev.sallyport.account.NewCredential;
import dev.sallyport.account.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls come in by the real door, and are asked for by it. */
class ActivityApiTest {
  private static final String HERE = "127.0.0.1";
  private static final String ELSEWHERE = "127.0.0.9";

  @TempDir Path folder;
  ApiGate gate;
  NewCredential reader;

  @BeforeEach
  void start() {
    gate = ApiGate.start(folder);
    reader = gate.token("reader", Set.of(Scope.ACTIVITY_READ));
  }

  @AfterEach
  void stop() {
    gate.close();
  }

  @Test
  void anAllowedCallIsCountedOnceWithItsEntry() {
    String entry = gate.list("127.0.0.0/8");
    assertThat(gate.call().post("/v1/email", ApiGate.mail()).status()).isEqualTo(202);

    JsonNode counter = only("");
    assertThat(counter.at("/channel").asText()).isEqualTo("api");
    assertThat(counter.at("/address").asText()).isEqualTo(HERE);
    assertThat(counter.at("/credential/id").asText()).isEqualTo(gate.tokenId);
    assertThat(counter.at("/credential/name").asText()).isEqualTo("main");
    assertThat(counter.at("/entry").asText()).isEqualTo(entry);
    assertThat(counter.at("/verdict").asText()).isEqualTo("allowed");
    assertThat(counter.at("/reason").asText()).isEqualTo("listed");
    assertThat(counter.at("/let_in").asBoolean()).isTrue();
    assertThat(counter.at("/calls").asLong()).isEqualTo(1);
  }

  @Test
  void aDeniedCallIsCountedOnce() {
    gate.list(HERE);
    assertThat(gate.call().from(ELSEWHERE).post("/v1/email", ApiGate.mail()).status())
        .isEqualTo(403);

    JsonNode counter = only("?verdict=denied");
    assertThat(counter.at("/address").asText()).isEqualTo(ELSEWHERE);
    assertThat(counter.at("/entry").isNull()).isTrue();
    assertThat(counter.at("/reason").asText()).isEqualTo("not_listed");
    assertThat(counter.at("/let_in").asBoolean()).isFalse();
    assertThat(counter.at("/calls").asLong()).isEqualTo(1);
  }

  @Test
  void inMonitorModeMailIsCountedAsLetInAndManagementAsDenied() {
    gate.list(HERE);
    gate.change(ListRef.ofAccount(gate.account.id()), new Change.SetMode(Mode.MONITOR));
    gate.call().from(ELSEWHERE).post("/v1/email", ApiGate.mail());
    gate.call().from(ELSEWHERE).get("/v1/ip-allowlist");

    assertThat(counters("?verdict=denied"))
        .extracting(counter -> counter.at("/let_in").asBoolean())
        .containsExactlyInAnyOrder(true, false);
  }

  @Test
  void askingHowOneIsSeenIsNotCounted() {
    gate.list(HERE);
    gate.call().get("/v1/whoami");
    gate.call().from(ELSEWHERE).get("/v1/whoami");

    assertThat(counters("")).isEmpty();
  }

  @Test
  void aBulkRequestIsOneCallHoweverManyMessagesItHolds() {
    gate.list(HERE);
    String bulk = "[" + ApiGate.mail() + "," + ApiGate.mail() + "]";
    assertThat(gate.call().post("/v1/bulk-email", bulk).status()).isEqualTo(202);

    assertThat(only("").at("/calls").asLong()).isEqualTo(1);
  }

  @Test
  void whoamiHintsWhereAllCallersComeFromOneAddress() {
    gate.list(HERE);
    assertThat(gate.call().get("/v1/whoami").json().at("/data/hint").isNull()).isTrue();
    for (String name : List.of("one", "two", "three")) {
      gate.callWith(gate.token(name, Set.of(Scope.EMAIL)).secret())
          .post("/v1/email", ApiGate.mail());
    }
    gate.recorder.flush();

    assertThat(gate.call().get("/v1/whoami").text("/data/hint")).contains("proxy.trusted");
    gate.call().from(ELSEWHERE).get("/v1/ip-allowlist");
    gate.recorder.flush();
    assertThat(gate.call().get("/v1/whoami").json().at("/data/hint").isNull()).isTrue();
  }

  @Test
  void aCallWithoutAGoodCredentialIsNobodys() {
    gate.callWith("sly_nonsense").post("/v1/email", ApiGate.mail());

    assertThat(counters("")).isEmpty();
  }

  @Test
  void aPausedAccountsCallsAreCountedWithThatReason() {
    gate.accounts.setPaused(gate.account.id(), true);
    gate.call().post("/v1/email", ApiGate.mail());
    gate.accounts.setPaused(gate.account.id(), false);

    assertThat(only("").at("/reason").asText()).isEqualTo("account_paused");
  }

  @Test
  void filtersAreHeldTogether() {
    gate.list(HERE);
    gate.call().get("/v1/ip-allowlist");
    gate.call().from(ELSEWHERE).get("/v1/ip-allowlist");

    assertThat(counters("?verdict=allowed&channel=api&address=127.0.0.0/24")).hasSize(1);
    assertThat(counters("?verdict=allowed&address=" + ELSEWHERE)).isEmpty();
    assertThat(counters("?channel=smtp")).isEmpty();
    assertThat(counters("?credential=" + gate.tokenId)).hasSize(2);
  }

  @Test
  void theLastDayIsToldUnlessMoreIsAskedFor() {
    gate.list(HERE);
    gate.call().get("/v1/ip-allowlist");
    gate.recorder.flush();
    gate.clock.forward(Duration.ofDays(2));

    assertThat(counters("")).isEmpty();
    String from = gate.clock.instant().minus(Duration.ofDays(3)).toString();
    assertThat(counters("?from=" + from)).hasSize(1);
  }

  @Test
  void pagesFollowOneAnother() {
    gate.list(HERE);
    gate.call().get("/v1/ip-allowlist");
    gate.call().from(ELSEWHERE).get("/v1/ip-allowlist");
    gate.recorder.flush();

    HttpAnswer first = read("?limit=1");
    HttpAnswer second = read("?limit=1&after=" + first.text("/meta/next_after"));
    assertThat(List.of(first.text("/data/0/address"), second.text("/data/0/address")))
        .containsExactlyInAnyOrder(HERE, ELSEWHERE);
    assertThat(second.text("/meta/next_after")).isIn("", "null");
  }

  @Test
  void asCsvANameThatLooksLikeAFormulaIsGuarded() {
    gate.list(HERE);
    NewCredential odd = gate.token("=1+1", Set.of(Scope.ALLOWLIST_READ));
    gate.callWith(odd.secret()).get("/v1/ip-allowlist");
    gate.recorder.flush();

    HttpAnswer answer = read("?format=csv");
    assertThat(answer.header("Content-Type")).startsWith("text/csv");
    assertThat(answer.body()).startsWith("hour,channel,address,").contains("\"'=1+1\"");
  }

  @Test
  void whatIsWrongIsToldByField() {
    HttpAnswer answer =
        read("?verdict=maybe&channel=fax&address=1.2&from=yesterday&limit=5000&format=xml&after=1");

    assertThat(answer.status()).isEqualTo(422);
    for (String field :
        List.of("verdict", "channel", "address", "from", "limit", "format", "after")) {
      assertThat(answer.text("/errors/" + field + "/0")).as(field).isNotEmpty();
    }
    assertThat(read("?from=2020-01-01T00:00:00Z").status()).isEqualTo(422);
    assertThat(read("?to=2020-01-01T00:00:00Z&from=2020-01-02T00:00:00Z").status()).isEqualTo(422);
  }

  @Test
  void itAsksForItsOwnScope() {
    NewCredential sender = gate.token("sender", Set.of(Scope.EMAIL, Scope.ALLOWLIST_READ));
    assertThat(gate.callWith(sender.secret()).get("/v1/activity").status()).isEqualTo(403);
    assertThat(read("").status()).isEqualTo(200);
  }

  @Test
  void entriesAndCredentialsTellWhenTheyWereLastUsed() {
    String used = gate.list(HERE);
    gate.list("192.0.2.1");
    gate.call().get("/v1/ip-allowlist");
    gate.recorder.flush();

    HttpAnswer list = gate.call().get("/v1/ip-allowlist");
    assertThat(list.text("/data/0/last_used_at")).startsWith("20");
    assertThat(list.json().at("/data/1/last_used_at").isNull()).isTrue();
    assertThat(gate.call().get("/v1/ip-allowlist/" + used).text("/data/last_used_at"))
        .startsWith("20");
    assertThat(gate.call().get("/v1/token/" + gate.tokenId).text("/data/last_used_at"))
        .startsWith("20");
  }

  @Test
  void whileTheStoreIsBlockedCallsAreDecidedAndCountedLater() throws Exception {
    gate.list(HERE);
    int calls = 20;
    gate.store
        .write(handle -> {
          Thread flushing = Thread.ofVirtual().start(gate.recorder::flush);
          for (int i = 0; i < calls; i++) {
            // A whoami with a limit on nothing asks the store for nothing; mail neither.
            assertThat(gate.call().post("/v1/email", ApiGate.mail()).status()).isEqualTo(202);
          }
          return flushing;
        })
        .join();
    gate.recorder.flush();

    assertThat(only("").at("/calls").asInt()).isEqualTo(calls);
  }

  private HttpAnswer read(String query) {
    return gate.callWith(reader.secret()).get("/v1/activity" + query);
  }

  /** What was counted, without the calls of those who ask. */
  private List<JsonNode> counters(String query) {
    gate.recorder.flush();
    List<JsonNode> counters = new ArrayList<>();
    for (JsonNode counter : read(query).json().at("/data")) {
      if (!counter.at("/credential/id").asText().equals(reader.credential().id())) {
        counters.add(counter);
      }
    }
    return counters;
  }

  private JsonNode only(String query) {
    List<JsonNode> counters = counters(query);
    assertThat(counters).hasSize(1);
    return counters.getFirst();
  }
}
