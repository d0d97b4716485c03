package dev.sallyport.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.account.Account;
import dev.sallyport.account.Actor;
import dev.sallyport.account.NewCredential;
import dev.sallyport.account.Scope;
import dev.sallyport.relay.Act;
import dev.sallyport.relay.FakeRelay;
import dev.sallyport.relay.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BulkEmailTest {
  @TempDir Path folder;

  private static String many(int count) {
    return "[" + String.join(",", Collections.nCopies(count, ApiGate.mail())) + "]";
  }

  private static HttpAnswer status(ApiGate gate, HttpAnswer accepted) {
    return gate.call().get("/v1/bulk-email/" + accepted.text("/bulk_email_id"));
  }

  @Test
  void eachMessageHasItsOutcome() {
    try (ApiGate gate = ApiGate.start(folder)) {
      gate.relay.onRecipient("gone@example.org", Act.say("550 5.1.1 No such user"));
      HttpAnswer accepted =
          gate.call()
              .post(
                  "/v1/bulk-email",
                  "[%s,%s,{\"subject\":\"x\"},7]"
                      .formatted(ApiGate.mail(), ApiGate.mailTo("gone@example.org")));

      assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
      assertThat(accepted.json().fieldNames())
          .toIterable()
          .containsExactly("message", "bulk_email_id");
      HttpAnswer status = status(gate, accepted);
      assertThat(status.json().at("/data/outcomes").findValuesAsText("outcome"))
          .containsExactly("handed_over", "refused", "refused", "refused");
      assertThat(status.text("/data/outcomes/0/message_id")).matches("[0-9a-f]{24}");
      assertThat(status.json().at("/data/outcomes/1/errors").path("to.0.email").path(0).asText())
          .contains("550 5.1.1 No such user");
      assertThat(status.json().at("/data/outcomes/2/errors").has("to")).isTrue();
      assertThat(status.text("/data/messages_id/0"))
          .isEqualTo(status.text("/data/outcomes/0/message_id"));
      assertThat(gate.relay.messages()).hasSize(1);
    }
  }

  @Test
  void fiveHundredAreTakenAndNotOneMore() {
    try (ApiGate gate = ApiGate.start(folder)) {
      HttpAnswer accepted = gate.call().post("/v1/bulk-email", many(500));
      assertThat(accepted.status()).isEqualTo(202);
      assertThat(accepted.text("/message")).startsWith("500 of 500");
      assertThat(gate.relay.messages()).hasSize(500);
      assertThat(gate.call().post("/v1/bulk-email", many(501)).status()).isEqualTo(422);
      assertThat(gate.call().post("/v1/bulk-email", "[]").status()).isEqualTo(422);
    }
  }

  @Test
  void whatDidNotComeToItsTurnInTimeIsNotAttempted() {
    try (ApiGate gate =
        ApiGate.with()
            .bulkTime(Duration.ofSeconds(1))
            .relayTimeout(Duration.ofSeconds(3))
            .start(folder)) {
      gate.relay.always(Step.DOT, Act.stall());
      HttpAnswer accepted = gate.call().post("/v1/bulk-email", many(20));
      assertThat(accepted.status()).isEqualTo(202);

      HttpAnswer status = status(gate, accepted);
      assertThat(status.json().at("/data/outcomes").findValuesAsText("outcome"))
          .containsOnly("unknown", "not_attempted")
          .contains("unknown", "not_attempted");
      FakeRelay.await(() -> status(gate, accepted).json().at("/data/outcomes/0").has("message_id"));
    }
  }

  @Test
  void anotherAccountsOutcomesAreNotThere() {
    try (ApiGate gate = ApiGate.start(folder)) {
      HttpAnswer accepted = gate.call().post("/v1/bulk-email", many(1));
      Account other = gate.accounts.create("Other", "enterprise");
      NewCredential theirs =
          gate.credentials.createToken(other.id(), "t", Set.of(Scope.EMAIL), Actor.commandLine());
      String path = "/v1/bulk-email/" + accepted.text("/bulk_email_id");
      assertThat(gate.callWith(theirs.secret()).get(path).status()).isEqualTo(404);
    }
  }

  @Test
  void outcomesOutliveARestart() {
    HttpAnswer accepted;
    try (ApiGate gate = ApiGate.start(folder)) {
      accepted = gate.call().post("/v1/bulk-email", many(2));
    }
    try (ApiGate gate = ApiGate.start(folder)) {
      assertThat(status(gate, accepted).json().at("/data/outcomes").size()).isEqualTo(2);
    }
  }

  @Test
  void aBulkRequestSentAgainWithItsKeyIsSentOnce() {
    try (ApiGate gate = ApiGate.start(folder)) {
      HttpAnswer first =
          gate.call().header("Idempotency-Key", "batch").post("/v1/bulk-email", many(2));
      HttpAnswer again =
          gate.call().header("Idempotency-Key", "batch").post("/v1/bulk-email", many(2));
      assertThat(again.body()).isEqualTo(first.body());
      assertThat(gate.relay.messages()).hasSize(2);
    }
  }

  @Test
  void anAddressThatIsNotListedSendsNoneOfThem() {
    try (ApiGate gate = ApiGate.start(folder)) {
      gate.list("127.0.0.1");
      HttpAnswer denied = gate.call().from("127.0.0.9").post("/v1/bulk-email", many(2));
      assertThat(denied.status()).isEqualTo(403);
      assertThat(gate.relay.connections()).isZero();
    }
  }
}
