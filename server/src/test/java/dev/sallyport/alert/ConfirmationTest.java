package dev.sallyport.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.account.AuditEntry;
import dev.sallyport.account.AuditQuery;
import dev.sallyport.account.InvalidFieldException;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.relay.Act;
import dev.sallyport.relay.ReceivedMessage;
import dev.sallyport.relay.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A mail recipient is asked, and told nothing before. */
class ConfirmationTest extends AlertTestCase {
  private static final IpAddress READER = IpAddress.of("203.0.113.5");
  private static final Pattern LINK =
      Pattern.compile("https://gate\\.example/confirm/([A-Za-z0-9_-]{32})");

  /** What the link in a mail ends in. */
  static String secret(ReceivedMessage message) {
    Matcher link = LINK.matcher(message.text().replace("=\r\n", ""));
    if (!link.find()) {
      throw new AssertionError(message.text());
    }
    return link.group(1);
  }

  private AlertTarget added() {
    return added("ops@acme.example");
  }

  private AlertTarget added(String address) {
    return node.alerts
        .addMail(account.id(), address, Set.of(AlertEvent.LIST_CHANGED), OPS, "")
        .target();
  }

  private String asked() throws Exception {
    node.deliver();
    return secret(relay.take());
  }

  private Optional<AlertTarget> confirm(String secret) {
    return node.alerts.confirmations().confirm(secret, READER);
  }

  private AlertTarget now(AlertTarget target) {
    return node.alerts.find(account.id(), target.id()).orElseThrow();
  }

  private List<String> told(AlertTarget target) {
    return node.alerts.deliveries(target, 100).stream().map(Delivery::event).toList();
  }

  @Test
  void beforeItIsConfirmedNothingButTheQuestionGoesThere() throws Exception {
    AlertTarget target = added();
    add("192.0.2.7");
    node.watch.lists();
    node.deliver();
    assertThat(told(target)).containsExactly("confirmation");
    assertThatThrownBy(() -> node.alerts.test(target, OPS))
        .isInstanceOf(InvalidFieldException.class);
  }

  @Test
  void onceItIsConfirmedItIsTold() throws Exception {
    AlertTarget target = added();
    assertThat(confirm(asked())).isPresent();
    assertThat(now(target).confirmed()).isTrue();
    add("192.0.2.7");
    node.watch.lists();
    assertThat(told(now(target))).contains("list.changed");
  }

  @Test
  void aLinkWorksOnce() throws Exception {
    added();
    String secret = asked();
    confirm(secret);
    assertThat(confirm(secret)).isEmpty();
  }

  @Test
  void aLinkEndsAfterThreeDays() throws Exception {
    added();
    String secret = asked();
    pass(Duration.ofDays(3));
    assertThat(confirm(secret)).isEmpty();
  }

  @Test
  void noSecretStandsInTheStore() throws Exception {
    added();
    String secret = asked();
    String stored =
        node.store.read(handle ->
            handle
                .createQuery(
                    "SELECT d.body || c.secret_hash FROM alert_delivery d JOIN alert_confirmation c"
                        + " ON c.delivery_id = d.delivery_id")
                .mapTo(String.class)
                .one());
    assertThat(stored).contains("https://gate.example/confirm/").doesNotContain(secret);
  }

  @Test
  void aQuestionThatTheRelayPutsOffIsAskedLater() throws Exception {
    AlertTarget target = added();
    relay.enqueue(Step.RCPT, Act.say("451 4.3.0 Later"));
    node.deliver();
    pass(Duration.ofMinutes(2));
    assertThat(confirm(asked())).isPresent();
    assertThat(now(target).confirmed()).isTrue();
  }

  @Test
  void anotherAddressIsAskedAnewAndTheOldLinkIsVoid() throws Exception {
    AlertTarget target = added();
    String old = asked();
    confirm(old);
    AlertTarget edited =
        node.alerts.edit(now(target), "else@acme.example", target.events(), OPS, "");
    assertThat(edited.confirmed()).isFalse();
    node.deliver();
    ReceivedMessage message = relay.take();
    assertThat(message.recipients()).containsExactly("else@acme.example");
    assertThat(confirm(old)).isEmpty();
    assertThat(confirm(secret(message))).isPresent();
  }

  @Test
  void aLinkToTheFormerAddressDoesNotConfirmTheNewOne() throws Exception {
    AlertTarget target = added();
    String toTheFormer = asked();
    node.alerts.edit(target, "else@acme.example", target.events(), OPS, "");
    assertThat(confirm(toTheFormer)).isEmpty();
  }

  @Test
  void askingAgainWaitsAMinute() {
    AlertTarget target = added();
    assertThatThrownBy(() -> node.alerts.askAgain(target, ""))
        .isInstanceOf(InvalidFieldException.class)
        .hasMessageContaining("a moment ago");
    pass(Duration.ofMinutes(2));
    node.alerts.askAgain(target, "");
    assertThat(told(target)).containsExactly("confirmation", "confirmation");
  }

  @Test
  void anAddressIsAskedABoundedNumberOfTimesWhateverIsDeleted() {
    for (int i = 0; i < Confirmations.MOST_TO_ONE; i++) {
      node.alerts.delete(added(), OPS);
      pass(Duration.ofMinutes(2));
    }
    assertThatThrownBy(this::added).isInstanceOf(InvalidFieldException.class);
    pass(Duration.ofDays(1));
    assertThat(added().confirmed()).isFalse();
  }

  @Test
  void anAccountAsksABoundedNumberOfAddresses() {
    for (int i = 0; i < Confirmations.MOST_A_DAY; i++) {
      node.alerts.delete(added("ops" + i + "@acme.example"), OPS);
    }
    assertThatThrownBy(this::added).isInstanceOf(InvalidFieldException.class);
  }

  @Test
  void aQuestionIsNotSentAgainFromTheLog() throws Exception {
    AlertTarget target = added();
    asked();
    String delivery = node.alerts.deliveries(target, 1).getFirst().id();
    assertThat(node.alerts.sendAgain(target, delivery)).isFalse();
  }

  @Test
  void whatIsDoneToAlertsIsInTheAuditLog() throws Exception {
    AlertTarget target = added();
    confirm(asked());
    node.alerts.test(now(target), OPS);
    node.alerts.edit(now(target), "ops@acme.example", ALL, OPS, "");
    node.alerts.delete(now(target), OPS);
    AddedTarget hook = webhook();
    node.alerts.rotate(hook.target(), false, OPS);
    List<AuditEntry> log = node.accounts.audit(account.id(), AuditQuery.ALL, 100);
    assertThat(log)
        .extracting(entry -> entry.action() + " " + entry.subjectName())
        .contains(
            "alert.create ops@acme.example",
            "alert.confirm ops@acme.example",
            "alert.test ops@acme.example",
            "alert.edit ops@acme.example",
            "alert.delete ops@acme.example",
            "alert.create 127.0.0.1",
            "alert.rotate 127.0.0.1");
  }
}
