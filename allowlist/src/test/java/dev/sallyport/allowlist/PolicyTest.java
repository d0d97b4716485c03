package dev.sallyport.allowlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyTest {
  private static final long NOW = 1_000_000;

  private static Rule active(String network) {
    return new Rule(Network.of(network), false, Rule.NEVER);
  }

  private static Rule paused(String network) {
    return new Rule(Network.of(network), true, Rule.NEVER);
  }

  private static Rule until(long expiry, String network) {
    return new Rule(Network.of(network), false, expiry);
  }

  private static Verdict decide(List<Rule> rules, String client) {
    return Policy.of(rules).decide(IpAddress.of(client), NOW);
  }

  @Test
  void anEmptyListAllowsEveryAddress() {
    assertThat(decide(List.of(), "192.0.2.1")).isEqualTo(new Verdict.Unrestricted());
    assertThat(decide(List.of(), "::1").allowed()).isTrue();
  }

  @Test
  void theLongestPrefixIsNamed() {
    List<Rule> rules = List.of(active("10.0.0.0/8"), active("10.1.0.0/16"), active("0.0.0.0/0"));
    assertThat(decide(rules, "10.1.2.3")).isEqualTo(new Verdict.Listed(1));
    assertThat(decide(rules, "10.2.2.3")).isEqualTo(new Verdict.Listed(0));
    assertThat(decide(rules, "11.2.2.3")).isEqualTo(new Verdict.Listed(2));
  }

  @Test
  void aPausedEntryDoesNotHideTheWiderActiveOne() {
    assertThat(decide(List.of(active("10.0.0.0/8"), paused("10.1.0.0/16")), "10.1.2.3"))
        .isEqualTo(new Verdict.Listed(0));
  }

  @Test
  void anExpiredEntryDoesNotHideTheWiderActiveOne() {
    List<Rule> rules =
        List.of(until(NOW + 1, "10.0.0.0/8"), until(NOW, "10.1.0.0/16"), until(5, "10.1.2.0/24"));
    assertThat(decide(rules, "10.1.2.3")).isEqualTo(new Verdict.Listed(0));
  }

  @Test
  void anEntryExpiresInTheMillisecondNamed() {
    Policy policy = Policy.of(List.of(until(NOW, "192.0.2.1")));
    IpAddress client = IpAddress.of("192.0.2.1");
    assertThat(policy.decide(client, NOW - 1)).isEqualTo(new Verdict.Listed(0));
    assertThat(policy.decide(client, NOW)).isEqualTo(new Verdict.Expired(0));
    assertThat(policy.decide(client, NOW - 1)).isEqualTo(new Verdict.Listed(0));
  }

  @Test
  void anEntryThatNeverExpiresHoldsToTheEndOfTime() {
    assertThat(
            Policy.of(List.of(active("::1"), until(1, "::2")))
                .decide(IpAddress.of("::1"), Long.MAX_VALUE))
        .isEqualTo(new Verdict.Listed(0));
  }

  @Test
  void theLongestInactiveEntryGivesTheReason() {
    List<Rule> rules =
        List.of(paused("10.0.0.0/8"), until(5, "10.1.0.0/16"), paused("10.1.2.0/24"));
    assertThat(decide(rules, "10.1.2.3")).isEqualTo(new Verdict.Paused(2));
    assertThat(decide(rules, "10.1.3.3")).isEqualTo(new Verdict.Expired(1));
    assertThat(decide(rules, "10.2.3.3")).isEqualTo(new Verdict.Paused(0));
    assertThat(decide(rules, "11.2.3.3")).isEqualTo(new Verdict.NotListed());
  }

  @Test
  void aPausedEntryThatHasExpiredIsExpired() {
    assertThat(decide(List.of(new Rule(Network.of("192.0.2.1"), true, NOW)), "192.0.2.1"))
        .isEqualTo(new Verdict.Expired(0));
    assertThat(decide(List.of(new Rule(Network.of("192.0.2.1"), true, NOW + 1)), "192.0.2.1"))
        .isEqualTo(new Verdict.Paused(0));
  }

  @Test
  void ofTwoEntriesForANetworkTheFirstHolds() {
    assertThat(decide(List.of(paused("192.0.2.1"), active("192.0.2.1")), "192.0.2.1"))
        .isEqualTo(new Verdict.Paused(0));
    assertThat(decide(List.of(active("192.0.2.1"), paused("192.0.2.1")), "192.0.2.1"))
        .isEqualTo(new Verdict.Listed(0));
  }

  @Test
  void everyPrefixLengthNestedInTheOthersIsFound() {
    List<Rule> rules = new ArrayList<>();
    for (int length = 0; length <= 128; length++) {
      rules.add(active(Network.around(IpAddress.v6(-1, -1), length).toString()));
    }
    Policy policy = Policy.of(rules);
    for (int length = 0; length < 128; length++) {
      // All bits set but the one after the prefix.
      long high = length < 64 ? ~(Long.MIN_VALUE >>> length) : -1;
      long low = length < 64 ? -1 : ~(Long.MIN_VALUE >>> (length - 64));
      assertThat(policy.decide(IpAddress.v6(high, low), NOW)).isEqualTo(new Verdict.Listed(length));
    }
    assertThat(policy.decide(IpAddress.v6(-1, -1), NOW)).isEqualTo(new Verdict.Listed(128));
  }

  @Test
  void thePolicyIsNotChangedByTheListItWasMadeOf() {
    List<Rule> rules = new ArrayList<>(List.of(active("192.0.2.1")));
    Policy policy = Policy.of(rules);
    rules.clear();
    assertThat(policy.decide(IpAddress.of("192.0.2.1"), NOW)).isEqualTo(new Verdict.Listed(0));
    assertThat(policy.decide(IpAddress.of("192.0.2.2"), NOW)).isEqualTo(new Verdict.NotListed());
  }

  @Test
  void decidingAllocatesNothing() {
    Cases cases = new Cases(7);
    List<Rule> rules = cases.list(3_000);
    Policy policy = Policy.of(rules);
    IpAddress[] clients = new IpAddress[4_096];
    for (int i = 0; i < clients.length; i++) {
      clients[i] = cases.client(rules);
    }
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    int allowed = count(policy, clients);
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int round = 0; round < 250; round++) {
      allowed += count(policy, clients);
    }
    long after = threads.getCurrentThreadAllocatedBytes();
    assertThat(allowed).isPositive();
    // A million decisions; one byte each would be too many by far.
    assertThat(after - before).isLessThan(100_000);
  }

  private static int count(Policy policy, IpAddress[] clients) {
    int allowed = 0;
    for (IpAddress client : clients) {
      allowed += policy.decide(client, Cases.SOON).allowed() ? 1 : 0;
    }
    return allowed;
  }
}
