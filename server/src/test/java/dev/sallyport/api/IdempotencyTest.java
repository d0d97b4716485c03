package dev.sallyport.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.relay.Act;
import dev.sallyport.relay.FakeRelay;
import dev.sallyport.relay.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdempotencyTest {
  @TempDir Path folder;

  private static HttpAnswer send(ApiGate gate, String key, String json) {
    return gate.call().header("Idempotency-Key", key).post("/v1/email", json);
  }

  private ApiGate gate() {
    return ApiGate.with().relayTimeout(Duration.ofSeconds(2)).start(folder);
  }

  @Test
  void aRequestSentAgainIsAnsweredAsTheFirstAndSentOnce() {
    try (ApiGate gate = gate()) {
      HttpAnswer first = send(gate, "order-1", ApiGate.mail());
      HttpAnswer again = send(gate, "order-1", ApiGate.mail());

      assertThat(again.status()).isEqualTo(202);
      assertThat(again.header("X-Message-Id")).isEqualTo(first.header("X-Message-Id"));
      assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
      assertThat(gate.relay.messages()).hasSize(1);
    }
  }

  @Test
  void theSameKeyWithAnotherBodyIsRefused() {
    try (ApiGate gate = gate()) {
      send(gate, "order-1", ApiGate.mail());
      HttpAnswer other = send(gate, "order-1", ApiGate.mailTo("other@example.org"));

      assertThat(other.status()).isEqualTo(422);
      assertThat(other.json().path("errors").has("Idempotency-Key")).isTrue();
      assertThat(gate.relay.messages()).hasSize(1);
    }
  }

  @Test
  void aKeyOutlivesARestart() {
    String id;
    try (ApiGate gate = gate()) {
      id = send(gate, "order-1", ApiGate.mail()).header("X-Message-Id");
    }
    try (ApiGate gate = gate()) {
      assertThat(send(gate, "order-1", ApiGate.mail()).header("X-Message-Id")).isEqualTo(id);
      assertThat(gate.relay.messages()).isEmpty();
    }
  }

  @Test
  void aKeyIsForgottenAfter24Hours() {
    try (ApiGate gate = gate()) {
      send(gate, "order-1", ApiGate.mail());
      gate.clock.forward(Duration.ofHours(25));
      assertThat(send(gate, "order-1", ApiGate.mailTo("other@example.org")).status())
          .isEqualTo(202);
      assertThat(gate.relay.messages()).hasSize(2);
    }
  }

  @Test
  void aRefusalLetsTheSenderTryAgainWithTheSameKey() {
    try (ApiGate gate = gate()) {
      gate.relay.enqueue(Step.RCPT, Act.say("450 4.2.1 Busy"));
      assertThat(send(gate, "order-1", ApiGate.mail()).status()).isEqualTo(503);
      assertThat(send(gate, "order-1", ApiGate.mail()).status()).isEqualTo(202);
    }
  }

  @Test
  void anUnknownOutcomeIsToldAgainAndNotSentAgain() {
    try (ApiGate gate = gate()) {
      gate.relay.enqueue(Step.DOT, Act.stall());
      assertThat(send(gate, "order-1", ApiGate.mail()).text("/outcome")).isEqualTo("unknown");
      assertThat(send(gate, "order-1", ApiGate.mail()).text("/outcome")).isEqualTo("unknown");
      assertThat(gate.relay.seen()).hasSize(1);
    }
  }

  @Test
  void whileTheFirstIsUnderWayTheSecondIsToldToWait() {
    try (ApiGate gate = gate()) {
      gate.relay.enqueue(Step.DOT, Act.stall());
      CompletableFuture<HttpAnswer> first =
          CompletableFuture.supplyAsync(() -> send(gate, "order-1", ApiGate.mail()));
      FakeRelay.await(() -> gate.relay.seen().size() == 1);
      HttpAnswer second = send(gate, "order-1", ApiGate.mail());

      assertThat(second.status()).isEqualTo(409);
      assertThat(second.header("Retry-After")).isNotEmpty();
      assertThat(first.join().text("/outcome")).isEqualTo("unknown");
    }
  }

  @Test
  void aTryCutShortByACrashIsAnUnknownOutcome() {
    try (ApiGate gate = gate()) {
      gate.store.write(handle ->
          handle.execute(
              "INSERT INTO idempotency_key (account_id, key_hash, request_hash, holder,"
                  + " begun_at) VALUES (?, ?, ?, ?, ?)",
              gate.account.id(),
              Hashes.sha256("order-1"),
              Hashes.sha256(ApiGate.mail()),
              "another process",
              gate.clock.instant().minus(Duration.ofHours(1)).toEpochMilli()));
      HttpAnswer answer = send(gate, "order-1", ApiGate.mail());

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.text("/outcome")).isEqualTo("unknown");
      assertThat(gate.relay.seen()).isEmpty();
    }
  }

  @Test
  void aKeyThatIsNoneIsRefused() {
    try (ApiGate gate = gate()) {
      assertThat(send(gate, "x".repeat(256), ApiGate.mail()).status()).isEqualTo(422);
      assertThat(send(gate, "", ApiGate.mail()).status()).isEqualTo(422);
      assertThat(gate.relay.seen()).isEmpty();
    }
  }
}
