package dev.sallyport.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.account.InvalidFieldException;
import dev.sallyport.store.TestDatabase;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class WebhookTest extends AlertTestCase {
  private void tell() throws Exception {
    node.watch.lists();
    node.deliver();
  }

  private static JsonNode json(Receiver.Received call) throws Exception {
    return new ObjectMapper().readTree(call.body());
  }

  /** As a receiver would do it, by docs/alerts.md. */
  private static boolean verifies(Receiver.Received call, String secret) throws Exception {
    List<String> parts = List.of(call.header("Sallyport-signature").split(","));
    String time = parts.getFirst().substring("t=".length());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
    byte[] expected = mac.doFinal((time + "." + call.body()).getBytes(UTF_8));
    return parts.contains("v1=" + String.format("%064x", new BigInteger(1, expected)));
  }

  @Test
  void aChangeIsToldOnceAndSigned() throws Exception {
    AddedTarget hook = webhook();
    add("192.0.2.7");
    tell();
    tell();
    assertThat(receiver.received()).hasSize(1);
    Receiver.Received call = receiver.received().getFirst();
    assertThat(verifies(call, hook.secret())).isTrue();
    assertThat(verifies(call, hook.secret() + "x")).isFalse();
    JsonNode body = json(call);
    assertThat(body.at("/event").asText()).isEqualTo("list.changed");
    assertThat(body.at("/id").asText()).isEqualTo(call.header("Sallyport-delivery"));
    assertThat(body.at("/account/name").asText()).isEqualTo("Acme");
    assertThat(body.at("/data/revision").asInt()).isEqualTo(1);
    assertThat(body.at("/data/actor/name").asText()).isEqualTo("ops@acme.example");
    assertThat(body.at("/data/added/0/address").asText()).isEqualTo("192.0.2.7");
  }

  @Test
  void whatWasChangedBeforeAnybodyWantedToHearIsNotTold() throws Exception {
    add("192.0.2.7");
    webhook();
    tell();
    assertThat(receiver.received()).isEmpty();
  }

  @Test
  void aChangeMadeBeforeARestartIsToldAfterIt() throws Exception {
    AddedTarget hook = webhook();
    add("192.0.2.7");
    node.close();
    node = open();
    tell();
    assertThat(receiver.received()).hasSize(1);
    assertThat(verifies(receiver.received().getFirst(), hook.secret())).isTrue();
  }

  @Test
  void whatWasQueuedBeforeARestartIsSentAfterIt() throws Exception {
    webhook();
    add("192.0.2.7");
    node.watch.lists();
    node.close();
    node = open();
    node.deliver();
    assertThat(receiver.received()).hasSize(1);
  }

  @Test
  void ofTwoNodesThatLookOneSends() throws Exception {
    // One process alone has a file of SQLite open.
    assumeTrue(database() == TestDatabase.POSTGRES);
    webhook();
    add("192.0.2.7");
    add("192.0.2.8");
    try (Node other = open()) {
      Thread thread =
          Thread.ofPlatform()
              .start(() -> {
                other.watch.lists();
                other.courier.round();
              });
      node.watch.lists();
      node.deliver();
      thread.join();
      other.deliver();
    }
    node.deliver();
    assertThat(receiver.received())
        .extracting(call -> json(call).at("/data/revision").asInt())
        .containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void aFailureIsTriedAgainLaterWithTheSameId() throws Exception {
    AddedTarget hook = webhook();
    receiver.answer(503, "not now");
    add("192.0.2.7");
    tell();
    Delivery waiting = log(hook).getFirst();
    assertThat(waiting.state()).isEqualTo(Delivery.State.WAITING);
    assertThat(waiting.status()).isEqualTo(503);
    assertThat(waiting.answer()).isEqualTo("not now");
    pass(Duration.ofSeconds(59));
    node.deliver();
    assertThat(receiver.received()).hasSize(1);
    pass(Duration.ofSeconds(2));
    node.deliver();
    assertThat(receiver.received()).hasSize(2);
    assertThat(receiver.received())
        .extracting(call -> call.header("Sallyport-attempt"))
        .containsExactly("1", "2");
    assertThat(receiver.received())
        .extracting(call -> call.header("Sallyport-delivery"))
        .containsOnly(waiting.id());
    assertThat(log(hook).getFirst().state()).isEqualTo(Delivery.State.DELIVERED);
  }

  @Test
  void isGivenUpAfterSixTriesAndCanBeSentAgain() throws Exception {
    AddedTarget hook = webhook();
    for (int i = 0; i < 6; i++) {
      receiver.answer(500, "");
    }
    add("192.0.2.7");
    node.watch.lists();
    for (int i = 0; i < 8; i++) {
      node.deliver();
      pass(Duration.ofHours(13));
    }
    Delivery last = log(hook).getFirst();
    assertThat(last.state()).isEqualTo(Delivery.State.GIVEN_UP);
    assertThat(receiver.received()).hasSize(6);
    assertThat(node.alerts.sendAgain(hook.target(), last.id())).isTrue();
    node.deliver();
    assertThat(log(hook).getFirst().state()).isEqualTo(Delivery.State.DELIVERED);
  }

  @Test
  void aTryThatACrashCutOffIsMadeAgain() throws Exception {
    AddedTarget hook = webhook();
    add("192.0.2.7");
    node.watch.lists();
    DeliveryRows.Due due =
        node.store
            .read(handle -> DeliveryRows.due(handle, AlertTarget.Kind.WEBHOOK, instant(), 2, 6))
            .getFirst();
    node.store.write(handle -> DeliveryRows.claim(handle, due, instant(), Duration.ofMinutes(2)));
    node.deliver();
    assertThat(receiver.received()).isEmpty();
    pass(Duration.ofMinutes(3));
    node.deliver();
    assertThat(receiver.received()).hasSize(1);
    assertThat(log(hook).getFirst().attempts()).isEqualTo(2);
  }

  @Test
  void noRedirectIsFollowed() throws Exception {
    AddedTarget hook = webhook();
    try (Receiver inside = new Receiver()) {
      receiver.redirect(inside.url());
      add("192.0.2.7");
      tell();
      assertThat(inside.received()).isEmpty();
    }
    assertThat(log(hook).getFirst().status()).isEqualTo(302);
    assertThat(log(hook).getFirst().state()).isEqualTo(Delivery.State.WAITING);
  }

  @Test
  void ofAHugeAnswerTheBeginningIsKept() throws Exception {
    AddedTarget hook = webhook();
    receiver.answer(200, "x".repeat(1_000_000));
    add("192.0.2.7");
    tell();
    assertThat(log(hook).getFirst().state()).isEqualTo(Delivery.State.DELIVERED);
    assertThat(log(hook).getFirst().answer()).hasSize(500);
  }

  @Test
  void whatLiesInsideIsNotCalled() throws Exception {
    AddedTarget hook = webhook();
    node.close();
    node = open(List.of());
    add("192.0.2.7");
    tell();
    assertThat(receiver.received()).isEmpty();
    assertThat(log(hook).getFirst().state()).isEqualTo(Delivery.State.GIVEN_UP);
    assertThat(log(hook).getFirst().answer()).contains("outgoing.allow");
  }

  @Test
  void aTestIsTriedOnce() throws Exception {
    AddedTarget hook = webhook();
    receiver.answer(500, "");
    String id = node.alerts.test(hook.target(), OPS);
    node.deliver();
    Delivery tested = node.alerts.await(account.id(), id, Duration.ofSeconds(10)).orElseThrow();
    assertThat(tested.state()).isEqualTo(Delivery.State.GIVEN_UP);
    assertThat(tested.event()).isEqualTo("test");
  }

  @Test
  void afterSomeTestsOneHasToWait() {
    AddedTarget hook = webhook();
    for (int i = 0; i < 5; i++) {
      node.alerts.test(hook.target(), OPS);
    }
    assertThatThrownBy(() -> node.alerts.test(hook.target(), OPS))
        .isInstanceOf(InvalidFieldException.class);
  }

  @Test
  void noKeyStandsInTheStoreInClear() {
    AddedTarget hook = webhook();
    String stored =
        node.store.read(handle ->
            TargetRows.sealedKeys(handle, account.id(), hook.target().id(), instant()).getFirst());
    assertThat(stored).doesNotContain(hook.secret()).hasSizeGreaterThan(40);
  }

  @Test
  void onlyWhatWasTickedIsTold() throws Exception {
    node.alerts.addWebhook(account.id(), receiver.url(), Set.of(AlertEvent.ENTRY_EXPIRING), OPS);
    add("192.0.2.7");
    tell();
    assertThat(receiver.received()).isEmpty();
  }

  @Test
  void aDeletedWebhookIsToldNothingMore() throws Exception {
    AddedTarget hook = webhook();
    add("192.0.2.7");
    node.watch.lists();
    node.alerts.delete(hook.target(), OPS);
    node.deliver();
    assertThat(receiver.received()).isEmpty();
  }

  @Test
  void anAccountHasABoundedNumberOfTargets() {
    for (int i = 0; i < Alerts.MOST_TARGETS; i++) {
      webhook();
    }
    assertThatThrownBy(this::webhook).isInstanceOf(InvalidFieldException.class);
  }

  @Test
  void noOtherUrlIsTaken() {
    assertThatThrownBy(() -> node.alerts.addWebhook(account.id(), "file:///etc/passwd", ALL, OPS))
        .isInstanceOf(InvalidFieldException.class);
  }
}
