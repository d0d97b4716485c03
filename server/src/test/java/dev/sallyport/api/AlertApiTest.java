package dev.sallyport.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Actor;
import dev.sallyport.account.Scope;
import dev.sallyport.alert.AlertEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // made before each test
class AlertApiTest {
  private static final String ALERTS = "/v1/alerts";
  private static final String HOOK =
      """
      {"kind":"webhook","address":"https://hooks.example/T0","events":["list.changed"]}\
      """;
  private static final String MAIL =
      """
      {"kind":"mail","address":"ops@acme.example","events":["entry.expiring"]}\
      """;

  @TempDir Path folder;
  ApiGate gate;

  @BeforeEach
  void start() {
    gate = ApiGate.start(folder);
  }

  @AfterEach
  void stop() {
    gate.close();
  }

  /** Makes one, and returns the path it is at. */
  private String made(String body) {
    HttpAnswer made = gate.call().post(ALERTS, body);
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return ALERTS + "/" + made.text("/data/id");
  }

  @Test
  void aWebhooksKeyIsInTheAnswerThatMakesItAlone() {
    HttpAnswer made = gate.call().post(ALERTS, HOOK);
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(made.text("/data/secret")).startsWith("slw_");
    HttpAnswer all = gate.call().get(ALERTS);
    assertThat(all.json().at("/data/0").fieldNames())
        .toIterable()
        .containsExactly(
            "id",
            "kind",
            "address",
            "events",
            "status",
            "old_key_until",
            "created_by",
            "created_at",
            "confirmed_at");
    assertThat(all.text("/data/0/address")).isEqualTo("https://hooks.example/T0");
    assertThat(all.text("/data/0/created_by")).isEqualTo("main");
    assertThat(all.text("/meta/total")).isEqualTo("1");
  }

  @Test
  void aMailAddressWaitsForItsReader() {
    String mail = made(MAIL);
    assertThat(gate.call().get(mail).text("/data/status")).isEqualTo("waiting_for_confirmation");
    assertThat(gate.call().post(mail + "/test", "").status()).isEqualTo(422);
    assertThat(gate.call().get(mail + "/deliveries").text("/data/0/event"))
        .isEqualTo("confirmation");
  }

  @Test
  void whoAsksAgainAtOnceIsToldToWait() {
    String mail = made(MAIL);
    HttpAnswer soon = gate.call().post(mail + "/confirmation", "");
    assertThat(soon.status()).isEqualTo(429);
    assertThat(soon.header("Retry-After")).isEqualTo("60");
    gate.clock.forward(Duration.ofMinutes(2));
    assertThat(gate.call().post(mail + "/confirmation", "").status()).isEqualTo(202);
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    HttpAnswer refused = gate.call().post(ALERTS, "{\"kind\":\"pager\",\"events\":[\"test\"]}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/errors").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("kind", "address", "events.0");
  }

  @Test
  void aUrlThatCanNotBeCalledIsRefusedAsOnThePage() {
    HttpAnswer refused = gate.call().post(ALERTS, HOOK.replace("https", "ftp"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("/errors/address/0")).contains("starts with https://");
  }

  @Test
  void whatIsLeftOutOfAChangeStays() {
    String hook = made(HOOK);
    HttpAnswer changed = gate.call().put(hook, "{\"events\":[\"newcomer.denied\"]}");
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    assertThat(changed.text("/data/events/0")).isEqualTo("newcomer.denied");
    assertThat(gate.call().get(hook).text("/data/address")).isEqualTo("https://hooks.example/T0");
  }

  @Test
  void aNewKeyIsToldWithWhenTheOldOneEnds() {
    String hook = made(HOOK);
    HttpAnswer rotated = gate.call().post(hook + "/rotate", "");
    assertThat(rotated.status()).as(rotated.body()).isEqualTo(200);
    assertThat(rotated.text("/data/secret")).startsWith("slw_");
    assertThat(gate.call().get(hook).json().at("/data/old_key_until").isTextual()).isTrue();
    gate.call().post(hook + "/rotate", "{\"drop_old\":true}");
    assertThat(gate.call().get(hook).json().at("/data/old_key_until").isNull()).isTrue();
  }

  @Test
  void aMailAddressHasNoKeyToMakeAnew() {
    assertThat(gate.call().post(made(MAIL) + "/rotate", "").status()).isEqualTo(422);
  }

  @Test
  void whatWaitsOrIsNotThereIsNotSentAgain() {
    String mail = made(MAIL);
    String waiting = gate.call().get(mail + "/deliveries").text("/data/0/id");
    assertThat(gate.call().post(mail + "/deliveries/" + waiting + "/resend", "").status())
        .isEqualTo(404);
  }

  @Test
  void aDeletedOneIsGone() {
    String hook = made(HOOK);
    assertThat(gate.call().delete(hook).status()).isEqualTo(204);
    assertThat(gate.call().delete(hook).status()).isEqualTo(404);
    assertThat(gate.call().get("/v1/audit").text("/data/0/action")).isEqualTo("alert.delete");
  }

  @Test
  void aTokenThatMayChangeTheListCanNotSilenceWhatTellsOfIt() {
    String hook = made(HOOK);
    String other = gate.token("list", EnumSet.complementOf(EnumSet.of(Scope.ALERTS))).secret();
    assertThat(gate.callWith(other).delete(hook).status()).isEqualTo(403);
    assertThat(gate.callWith(other).get(ALERTS).status()).isEqualTo(403);
  }

  @Test
  void anotherAccountsAlertIsNotThere() {
    String elsewhere = gate.accounts.create("Other", "enterprise").id();
    String id =
        gate.alerts
            .addWebhook(
                elsewhere,
                "https://hooks.example/T1",
                Set.of(AlertEvent.LIST_CHANGED),
                Actor.commandLine())
            .target()
            .id();
    assertThat(gate.call().get(ALERTS + "/" + id).status()).isEqualTo(404);
  }
}
