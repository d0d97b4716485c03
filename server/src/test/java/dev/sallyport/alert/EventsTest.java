package dev.sallyport.alert;

import static dev.sallyport.account.GroupSource.Family.ANY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.account.Change;
import dev.sallyport.account.Group;
import dev.sallyport.account.GroupSource;
import dev.sallyport.account.ListRef;
import dev.sallyport.activity.Call;
import dev.sallyport.allowlist.IpAddress;
import dev.sallyport.allowlist.Network;
import dev.sallyport.relay.Act;
import dev.sallyport.relay.ReceivedMessage;
import dev.sallyport.relay.Step;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is told of denied newcomers and of expiries, and what goes by mail. */
class EventsTest extends AlertTestCase {
  private void denied(String address) {
    called(address, "not_listed");
  }

  private void called(String address, String reason) {
    node.recorder.record(
        new Call(account.id(), "c", "api", IpAddress.of(address), "", reason, false));
    node.recorder.flush();
  }

  private void look() throws Exception {
    pass(Duration.ofSeconds(20));
    node.watch.newcomers();
    node.watch.expiries();
    node.deliver();
  }

  private JsonNode told(int number) throws Exception {
    return new ObjectMapper().readTree(receiver.received().get(number).body());
  }

  @Test
  void newcomersThatAreDeniedAreToldTogether() throws Exception {
    webhook();
    pass(Duration.ofSeconds(1));
    denied("192.0.2.1");
    denied("192.0.2.1");
    denied("2001:db8::1");
    look();
    assertThat(receiver.received()).hasSize(1);
    assertThat(told(0).at("/event").asText()).isEqualTo("newcomer.denied");
    assertThat(told(0).at("/data/call_count").asInt()).isEqualTo(3);
    assertThat(told(0).at("/data/addresses/0/address").asText()).isEqualTo("192.0.2.1");
    assertThat(told(0).at("/data/addresses/0/calls").asInt()).isEqualTo(2);
  }

  @Test
  void theNextNewcomersWaitForTheDigest() throws Exception {
    webhook();
    pass(Duration.ofSeconds(1));
    denied("192.0.2.1");
    look();
    denied("192.0.2.2");
    look();
    assertThat(receiver.received()).hasSize(1);
    pass(Node.DIGEST);
    look();
    assertThat(receiver.received()).hasSize(2);
    assertThat(told(1).at("/data/address_count").asInt()).isEqualTo(1);
    assertThat(told(1).at("/data/addresses/0/address").asText()).isEqualTo("192.0.2.2");
  }

  @Test
  void anAddressThatWasSeenBeforeIsNoNewcomer() throws Exception {
    called("192.0.2.1", "unrestricted");
    pass(Duration.ofMinutes(1));
    webhook();
    pass(Duration.ofSeconds(1));
    denied("192.0.2.1");
    look();
    assertThat(receiver.received()).isEmpty();
  }

  @Test
  void anExpiryIsToldAWeekAndADayBeforeAndOnceEach() throws Exception {
    webhook();
    node.watch.lists();
    add("192.0.2.9", "Temporary", instant().plus(Duration.ofDays(30)));
    node.watch.lists();
    node.deliver();
    int before = receiver.received().size();
    pass(Duration.ofDays(22));
    look();
    assertThat(receiver.received()).hasSize(before);
    pass(Duration.ofDays(2));
    look();
    look();
    node.close();
    node = open();
    look();
    assertThat(receiver.received()).hasSize(before + 1);
    assertThat(told(before).at("/event").asText()).isEqualTo("entry.expiring");
    assertThat(told(before).at("/data/entries/0/name").asText()).isEqualTo("Temporary");
    pass(Duration.ofDays(5).plusHours(12));
    look();
    look();
    assertThat(receiver.received()).hasSize(before + 2);
  }

  @Test
  void whoSetAShortExpiryIsNotToldOfIt() throws Exception {
    webhook();
    add("192.0.2.9", "Today", instant().plus(Duration.ofHours(5)));
    look();
    assertThat(receiver.received()).isEmpty();
  }

  /** A recipient who has confirmed. */
  private AddedTarget mail() throws Exception {
    AddedTarget added =
        node.alerts.addMail(
            account.id(), "ops@acme.example", Set.of(AlertEvent.LIST_CHANGED), OPS, "");
    node.deliver();
    String secret = ConfirmationTest.secret(relay.take());
    node.alerts.confirmations().confirm(secret, IpAddress.of("198.51.100.9"));
    pass(Duration.ofSeconds(1));
    return added;
  }

  @Test
  void aChangeIsToldByMail() throws Exception {
    AddedTarget mail = mail();
    add("192.0.2.7");
    node.watch.lists();
    node.deliver();
    ReceivedMessage message = relay.take();
    assertThat(message.from()).isEqualTo("alerts@gate.example");
    assertThat(message.recipients()).containsExactly("ops@acme.example");
    assertThat(message.text())
        .contains(
            "Subject: IP allowlist changed: Added: 192.0.2.7 (Office)",
            "Auto-Submitted: auto-generated",
            "By ops@acme.example from 198.51.100.9");
    assertThat(log(mail).getFirst().state()).isEqualTo(Delivery.State.DELIVERED);
  }

  @Test
  void aMailThatTheRelayPutsOffIsTriedAgain() throws Exception {
    AddedTarget mail = mail();
    relay.enqueue(Step.RCPT, Act.say("451 4.3.0 Later"));
    add("192.0.2.7");
    node.watch.lists();
    node.deliver();
    assertThat(log(mail).getFirst().status()).isEqualTo(451);
    pass(Duration.ofMinutes(2));
    node.deliver();
    assertThat(log(mail).getFirst().state()).isEqualTo(Delivery.State.DELIVERED);
  }

  @Test
  void aMailThatTheRelayRefusesIsGivenUp() throws Exception {
    AddedTarget mail = mail();
    relay.enqueue(Step.RCPT, Act.say("550 5.1.1 No such user"));
    add("192.0.2.7");
    node.watch.lists();
    node.deliver();
    assertThat(log(mail).getFirst().state()).isEqualTo(Delivery.State.GIVEN_UP);
    assertThat(log(mail).getFirst().answer()).contains("No such user");
  }

  /** A group that waits with a change of its file, for that reason. */
  private Group waiting(String name, String network, String why) {
    GroupSource source = new GroupSource("https://ranges.example/" + name, "", "column", "", ANY);
    change(new Change.PutGroup(null, name, source, List.of(Network.of(network)), null));
    Group group =
        node.lists.groups().of(ListRef.ofAccount(account.id())).stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();
    node.lists.groups().waits(group, why);
    return group;
  }

  private void lookAtGroups() throws Exception {
    pass(Node.DIGEST);
    node.watch.groups();
    node.deliver();
  }

  @Test
  void groupsThatWaitAreToldTogetherAndOnceEach() throws Exception {
    webhook();
    waiting("Cloud", "198.51.100.0/24", "Too much.");
    waiting("Sky", "203.0.113.0/24", "Too much as well.");
    lookAtGroups();
    lookAtGroups();
    assertThat(receiver.received()).hasSize(1);
    assertThat(told(0).at("/event").asText()).isEqualTo("group.waiting");
    assertThat(told(0).at("/data/group_count").asInt()).isEqualTo(2);
    assertThat(told(0).at("/data/groups/0/list/of").asText()).isEqualTo("account");
  }

  @Test
  void aGroupThatWaitsForAnotherReasonIsToldAgainAfterTheDigest() throws Exception {
    webhook();
    Group group = waiting("Cloud", "198.51.100.0/24", "Too much.");
    lookAtGroups();
    node.lists.groups().waits(group, "It breaks an assertion.");
    node.watch.groups();
    node.deliver();
    assertThat(receiver.received()).hasSize(1);
    lookAtGroups();
    assertThat(receiver.received()).hasSize(2);
    assertThat(told(1).at("/data/groups/0/waiting").asText()).isEqualTo("It breaks an assertion.");
  }

  @Test
  void aGroupThatWaitsAgainIsToldAgain() throws Exception {
    webhook();
    Group group = waiting("Cloud", "198.51.100.0/24", "Too much.");
    lookAtGroups();
    node.lists.groups().setDaily(group, false, OPS);
    lookAtGroups();
    node.lists.groups().setDaily(group, true, OPS);
    node.lists.groups().waits(group, "Too much.");
    lookAtGroups();
    assertThat(receiver.received()).hasSize(2);
  }

  @Test
  void aGroupThatWaitedBeforeTheFirstWebhookIsNotTold() throws Exception {
    waiting("Cloud", "198.51.100.0/24", "Too much.");
    webhook();
    lookAtGroups();
    assertThat(receiver.received()).isEmpty();
  }

  @Test
  void aGroupThatWaitsIsToldByMail() throws Exception {
    mail();
    waiting("Cloud", "198.51.100.0/24", "Too much.");
    lookAtGroups();
    assertThat(relay.take().text())
        .contains(
            "Subject: Waits for you: the file of the group Cloud changed", "Cloud: Too much.");
  }

  @Test
  void anAddressThatWasLetInSinceIsNoNewcomer() throws Exception {
    webhook();
    pass(Duration.ofHours(2));
    look();
    node.recorder.record(
        new Call(account.id(), "c", "api", IpAddress.of("192.0.2.1"), "", "unrestricted", true));
    node.recorder.flush();
    pass(Duration.ofHours(2));
    look();
    denied("192.0.2.1");
    look();
    assertThat(receiver.received()).isEmpty();
  }
}
