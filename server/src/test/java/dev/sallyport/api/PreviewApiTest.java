package dev.sallyport.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.account.Actor;
import dev.sallyport.account.Scope;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init") // made before each test
class PreviewApiTest {
  private static final String PREVIEW = "/v1/ip-allowlist/preview";

  @TempDir Path folder;
  ApiGate gate;
  private String billing;

  @BeforeEach
  void start() {
    gate = ApiGate.start(folder);
    billing =
        gate.credentials
            .createSmtpUser(gate.account.id(), "billing", Actor.commandLine())
            .credential()
            .id();
    gate.list("127.0.0.1");
    gate.list("203.0.113.9");
    gate.called("203.0.113.9", billing, "smtp", 3);
    gate.called("127.0.0.1", gate.tokenId, "api", 2);
  }

  @AfterEach
  void stop() {
    gate.close();
  }

  private HttpAnswer preview(String body) {
    HttpAnswer answer = gate.call().post(PREVIEW, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  private String entryOf(String address) {
    for (JsonNode entry : gate.call().get("/v1/ip-allowlist").json().path("data")) {
      if (entry.path("address").asText().equals(address)) {
        return entry.path("id").asText();
      }
    }
    throw new AssertionError(address);
  }

  @Test
  void theWholeListAsItMightBeSaysWhoWouldBeDenied() {
    HttpAnswer answer = preview("{\"entries\":[{\"address\":\"127.0.0.1\",\"name\":\"me\"}]}");

    assertThat(answer.text("/data/days")).isEqualTo("30");
    assertThat(answer.text("/data/callers")).isEqualTo("2");
    assertThat(answer.json().at("/data/denied")).hasSize(1);
    assertThat(answer.text("/data/denied/0/address")).isEqualTo("203.0.113.9");
    assertThat(answer.text("/data/denied/0/channel")).isEqualTo("smtp");
    assertThat(answer.text("/data/denied/0/credential/name")).isEqualTo("billing");
    assertThat(answer.text("/data/denied/0/calls")).isEqualTo("3");
    assertThat(answer.text("/data/denied/0/last_seen_at")).endsWith("Z");
    assertThat(answer.text("/data/denied/0/newly")).isEqualTo("true");
    assertThat(answer.text("/data/allowed/0/address")).isEqualTo("127.0.0.1");
    assertThat(answer.json().at("/data/warnings").findValuesAsText("code"))
        .containsExactly("denies_recent_callers");
  }

  @Test
  void whoIsDeniedTodayAlreadyIsNotNewlyDenied() {
    gate.called("198.51.100.7", billing, "smtp", 9);

    HttpAnswer answer = preview("{\"add\":{\"address\":\"192.0.2.1\",\"name\":\"x\"}}");

    assertThat(answer.text("/data/denied/0/newly")).isEqualTo("false");
    assertThat(answer.text("/data/totals/newly_denied")).isEqualTo("0");
    assertThat(answer.text("/data/totals/denied")).isEqualTo("1");
    assertThat(answer.json().at("/data/warnings")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "pause, '{\"pause\":\"ID\"}', 1",
    "delete, '{\"delete\":\"ID\"}', 1",
    "resume, '{\"resume\":\"ID\"}', 0",
    "edit, '{\"edit\":{\"id\":\"ID\",\"address\":\"203.0.113.8\"}}', 1",
    "mode, '{\"mode\":\"monitor\"}', 0",
    "restore, '{\"restore\":1}', 1",
    "several added, '{\"add\":[{\"address\":\"192.0.2.1\",\"name\":\"x\"}]}', 0"
  })
  void oneChangeIsPreviewedWithoutBeingMade(String what, String body, int denied) {
    HttpAnswer answer = preview(body.replace("ID", entryOf("203.0.113.9")));

    assertThat(answer.text("/data/totals/newly_denied")).as(what).isEqualTo("" + denied);
    assertThat(gate.call().get("/v1/ip-allowlist").text("/meta/revision")).isEqualTo("2");
  }

  @Test
  void theChangeAsksWhatThePreviewSaysItWould() {
    String entry = entryOf("203.0.113.9");
    HttpAnswer previewed = preview("{\"delete\":\"" + entry + "\"}");
    HttpAnswer asked = gate.call().delete("/v1/ip-allowlist/" + entry);

    assertThat(asked.status()).isEqualTo(409);
    assertThat(asked.json().path("warnings")).isEqualTo(previewed.json().at("/data/warnings"));
    assertThat(asked.text("/warnings/0/callers/0/credential/name")).isEqualTo("billing");
  }

  @Test
  void theCallersOwnAddressIsWarnedOf() {
    HttpAnswer answer = preview("{\"delete\":\"" + entryOf("127.0.0.1") + "\"}");

    assertThat(answer.json().at("/data/warnings").findValuesAsText("code"))
        .contains("denies_caller");
  }

  @Test
  void aCredentialsOwnListIsHeldAgainstItsOwnCallers() {
    HttpAnswer answer =
        gate.call()
            .post(
                "/v1/smtp-users/" + billing + "/ip-allowlist/preview",
                "{\"entries\":[{\"address\":\"192.0.2.1\",\"name\":\"x\"}]}");

    assertThat(answer.text("/data/callers")).isEqualTo("1");
    assertThat(answer.text("/data/denied/0/address")).isEqualTo("203.0.113.9");
  }

  @Test
  void whatCouldNotBeMadeIsRefusedAsTheChangeItselfWouldBe() {
    assertThat(gate.call().post(PREVIEW, "{\"add\":{\"address\":\"10.1\",\"name\":\"x\"}}"))
        .satisfies(answer -> {
          assertThat(answer.status()).isEqualTo(422);
          assertThat(answer.json().path("errors").has("address")).isTrue();
        });
    assertThat(gate.call().post(PREVIEW, "{\"pause\":\"" + "0".repeat(24) + "\"}").status())
        .isEqualTo(404);
    assertThat(gate.call().post(PREVIEW, "{\"restore\":99}").status()).isEqualTo(404);
  }

  @Test
  void aBodyThatNamesNoChangeOrTwoIsAMistake() {
    assertThat(gate.call().post(PREVIEW, "{}").status()).isEqualTo(422);
    assertThat(gate.call().post(PREVIEW, "{\"mode\":\"monitor\",\"restore\":1}").status())
        .isEqualTo(422);
    assertThat(gate.call().post(PREVIEW, "{\"restore\":\"one\"}").status()).isEqualTo(422);
  }

  @Test
  void aTokenThatMayOnlyReadTheListMayPreview() {
    String reader = gate.token("reader", EnumSet.of(Scope.ALLOWLIST_READ)).secret();
    String sender = gate.token("sender", EnumSet.of(Scope.EMAIL)).secret();

    assertThat(gate.callWith(reader).post(PREVIEW, "{\"entries\":[]}").status()).isEqualTo(200);
    assertThat(gate.callWith(sender).post(PREVIEW, "{\"entries\":[]}").status()).isEqualTo(403);
  }
}
