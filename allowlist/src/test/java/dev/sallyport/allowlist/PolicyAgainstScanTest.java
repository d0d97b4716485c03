package dev.sallyport.allowlist;

import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every verdict of the compiled policy is that of a plain scan of the rules. */
class PolicyAgainstScanTest {

  @Test
  void smallListsOfEverySize() {
    for (int size = 0; size <= 50; size++) {
      for (int round = 0; round < 40; round++) {
        compare(1_000L * size + round, size, 60);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 1_000, 4_000, 20_000})
  void longLists(int size) {
    compare(size, size, 1_000);
  }

  @Test
  void crowdedLists() {
    // All within one /24 and one /120, so that one slot of the index would hold them all beside the
    // two at the far ends.
    for (int round = 0; round < 20; round++) {
      Cases cases = new Cases(round);
      List<Rule> rules = new ArrayList<>();
      rules.add(new Rule(Network.of("0.0.0.0"), false, Rule.NEVER));
      rules.add(new Rule(Network.of("255.255.255.255"), false, Rule.NEVER));
      rules.add(new Rule(Network.of("::"), false, Rule.NEVER));
      rules.add(new Rule(Network.of("7fff::/16"), false, Rule.NEVER));
      for (int i = 0; i < 100; i++) {
        rules.add(new Rule(cases.in("203.0.113.0/24"), i % 5 == 0, Rule.NEVER));
        rules.add(new Rule(cases.in("2001:db8::/64"), i % 7 == 0, Rule.NEVER));
        rules.add(new Rule(cases.in("2001:db8:0:1::/120"), false, Rule.NEVER));
      }
      compare(rules, cases, 400);
    }
  }

  private static void compare(long seed, int size, int questions) {
    Cases cases = new Cases(seed);
    compare(cases.list(size), cases, questions);
  }

  private static void compare(List<Rule> rules, Cases cases, int questions) {
    Policy policy = Policy.of(rules);
    Scan scan = new Scan(rules);
    for (int i = 0; i < questions; i++) {
      IpAddress client = cases.client(rules);
      long now = cases.time();
      if (!policy.decide(client, now).equals(scan.decide(client, now))) {
        failWith(shrunk(rules, client, now), client, now);
      }
    }
  }

  private static boolean differs(List<Rule> rules, IpAddress client, long now) {
    return !Policy.of(rules).decide(client, now).equals(new Scan(rules).decide(client, now));
  }

  /** A shorter list with which the two still differ: runs of rules are left out while they do. */
  private static List<Rule> shrunk(List<Rule> rules, IpAddress client, long now) {
    List<Rule> smallest = rules;
    for (int run = Math.max(1, rules.size() / 2); run > 0; run /= 2) {
      for (int from = 0; from < smallest.size(); ) {
        List<Rule> shorter = new ArrayList<>(smallest);
        shorter.subList(from, Math.min(from + run, shorter.size())).clear();
        if (differs(shorter, client, now)) {
          smallest = shorter;
        } else {
          from += run;
        }
      }
    }
    return smallest;
  }

  private static void failWith(List<Rule> rules, IpAddress client, long now) {
    fail(
        "%s at %d: policy says %s, scan says %s%nrules: %s",
        client,
        now,
        Policy.of(rules).decide(client, now),
        new Scan(rules).decide(client, now),
        rules);
  }
}
